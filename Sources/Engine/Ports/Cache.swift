/// Keeps what was costly to find out.
///
/// Losing an entry costs time, never a result.
package protocol Cache: Sendable {
    /// The bytes under a key; nil when there are none.
    func read(_ key: String) -> [UInt8]?
    /// Keeps bytes under a key, which is lower-case hexadecimal.
    func write(_ key: String, _ bytes: [UInt8])
}

/// Keeps nothing.
package struct NoCache: Cache {
    package init() {}
    package func read(_ key: String) -> [UInt8]? { nil }
    package func write(_ key: String, _ bytes: [UInt8]) {}
}
