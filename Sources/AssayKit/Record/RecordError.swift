/// What is wrong with a result that a plugin emitted.
public struct RecordError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One sentence that names the member.
    public let description: String

    init(_ description: String) { self.description = description }
}
