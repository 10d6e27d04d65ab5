internal import CPoppler
internal import Glibc
internal import Synchronization

/// Poppler's process-wide side: its global tables and its complaints.
enum PopplerLibrary {
    /// A document of one empty page, opened once and never closed.
    ///
    /// Poppler counts its open documents and frees its global tables with the last one; a process that opens one file
    /// at a time would rebuild them for every file (measured: 1.4 to 1.5 times the time).
    private static let holder: UInt = {
        _ = g_log_set_handler("Poppler", G_LOG_LEVEL_MASK, collect, nil)
        let bytes = Array(emptyDocument.utf8)
        // g_bytes_new copies, so the document owns what it reads.
        let data = g_bytes_new(bytes, gsize(bytes.count))
        defer { g_bytes_unref(data) }
        return UInt(bitPattern: poppler_document_new_from_bytes(data, nil, nil))
    }()

    /// Without a cross-reference table: poppler rebuilds it from the objects.
    private static let emptyDocument = """
        %PDF-1.4
        1 0 obj
        <</Type/Catalog/Pages 2 0 R>>
        endobj
        2 0 obj
        <</Type/Pages/Kids[3 0 R]/Count 1>>
        endobj
        3 0 obj
        <</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>
        endobj
        trailer
        <</Root 1 0 R/Size 4>>
        %%EOF

        """

    /// What poppler complained of, by thread: nothing else tells its log handler whose document it was.
    private static let complaints = Mutex<[UInt: [String]]>([:])
    private static let maximumComplaints = 20

    private static let collect: GLogFunc = { _, _, message, _ in
        guard let message else { return }
        let thread = UInt(pthread_self())
        PopplerLibrary.complaints.withLock { all in
            guard let known = all[thread], known.count < PopplerLibrary.maximumComplaints else { return }
            all[thread] = known + [String(cString: message)]
        }
    }

    /// Whether poppler could open its own document; false means that the library is unusable here.
    static var isReady: Bool { holder != 0 }

    /// Begins to collect what poppler complains of on this thread.
    static func beginListening() { complaints.withLock { $0[UInt(pthread_self())] = [] } }

    /// Ends what ``beginListening()`` began.
    static func endListening() {
        complaints.withLock { _ = $0.removeValue(forKey: UInt(pthread_self())) }
    }

    /// What poppler complained of on this thread so far, at most 20 sentences.
    static var heard: [String] { complaints.withLock { $0[UInt(pthread_self())] } ?? [] }
}
