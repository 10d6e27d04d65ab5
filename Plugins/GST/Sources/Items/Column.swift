import AssayKit

/// A column of a table.
struct Column {
    var kind: ColumnKind
    /// The heading's extent, points.
    var x0: Float
    var x1: Float
    /// How far its cells may reach: to the headings beside it.
    var reach0: Float = 0
    var reach1: Float = 0
    /// The heading, folded.
    var key: [UInt8]
    /// Whether it is made of several rows.
    var isStacked = false
    /// The word in its heading that states the rate of all its cells.
    var rate: Int?

    var midX: Float { (x0 + x1) / 2 }
}
