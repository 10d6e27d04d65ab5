internal import Crypto
package import InvoiceHistory

/// A file that the engine is to work on.
package struct EngineInput: Sendable {
    /// As the caller named it.
    package let name: String
    package let bytes: any Payload
    /// Of the bytes, lower-case hexadecimal.
    package let sha256: String
    /// What the history calls the file.
    package let subject: HistorySubject

    /// A file under its name.
    ///
    /// - Parameters:
    ///   - name: As the caller names it.
    ///   - bytes: What it holds.
    ///   - subject: What the history calls it; nil: as its name.
    /// - Throws: When the bytes can't be reached.
    package init(name: String, bytes: any Payload, subject: String? = nil) throws {
        self.name = name
        self.bytes = bytes
        sha256 = try bytes.withBytes { SHA256.hex($0) }
        self.subject = HistorySubject(id: subject ?? name, digest: sha256)
    }
}
