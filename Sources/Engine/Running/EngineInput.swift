internal import Crypto

/// A file that the engine is to work on.
package struct EngineInput: Sendable {
    /// As the caller named it.
    package let name: String
    package let bytes: any Payload
    /// Of the bytes, lower-case hexadecimal.
    package let sha256: String

    /// A file under its name.
    ///
    /// - Throws: When the bytes can't be reached.
    package init(name: String, bytes: any Payload) throws {
        self.name = name
        self.bytes = bytes
        sha256 = try bytes.withBytes { SHA256.hex($0) }
    }
}
