/// Why samples could not be made.
package struct SampleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence: what failed, where, and what to do.
    package let description: String

    init(_ description: String) { self.description = description }
}
