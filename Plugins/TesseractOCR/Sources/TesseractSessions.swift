internal import AssayKit
internal import Synchronization

/// The process's Tesseracts, one a set of languages: loading the data costs 60 ms and 15 MB each time.
final class TesseractSessions: Sendable {
    static let shared = TesseractSessions()

    // Guarded by itself; held for as long as a page takes, for one Tesseract reads one page at a time.
    private let sessions = Mutex<[String: TesseractSession]>([:])

    /// Lends the session for these languages.
    ///
    /// - Throws: What `body` throws; ``PluginError`` when the data is missing.
    func with<R: Sendable>(_ languages: [String], _ body: (TesseractSession) throws -> R) throws -> R {
        let data = try LanguageData(languages)
        let key = data.folder + ":" + data.names
        return try sessions.withLock { known in
            OpenMPLimit.apply()
            if let session = known[key] { return try body(session) }
            let session = try TesseractSession(data)
            // More than two sets at a time would take more memory than a worker may have.
            if known.count >= 2 { known.removeAll() }
            known[key] = session
            return try body(session)
        }
    }
}
