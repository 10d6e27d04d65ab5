/// Why something could not be drawn.
package struct DrawingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence: what failed and what to do.
    package let description: String

    init(_ description: String) { self.description = description }
}
