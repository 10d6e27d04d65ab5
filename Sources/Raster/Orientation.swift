/// How the stored rows have to be turned to be seen upright.
///
/// Source: EXIF 2.32, tag 0x0112; the raw values are the tag's.
package enum Orientation: Int, Sendable, Hashable, CaseIterable {
    /// As stored.
    case upright = 1
    /// Left and right swapped.
    case mirrored = 2
    /// Upside down.
    case halfTurn = 3
    /// Top and bottom swapped.
    case flipped = 4
    /// Rows and columns swapped.
    case transposed = 5
    /// To be turned a quarter clockwise.
    case quarterTurn = 6
    /// Rows and columns swapped, over the other diagonal.
    case transversed = 7
    /// To be turned a quarter anticlockwise.
    case threeQuarterTurn = 8

    /// Whether width and height change places.
    package var swapsSides: Bool { rawValue >= 5 }
}
