import AssayKit
internal import CPoppler

/// An open PDF: the one owner of a poppler document.
///
/// It reads the caller's bytes where they lie and must not outlive them.
struct PDFDocument: ~Copyable {
    let pointer: OpaquePointer
    /// Pages that the document says it has, at least 1.
    let pageCount: Int
    /// What the reader learns from the file's bytes.
    let structure: FileStructure
    /// What was wrong and could be mended.
    private(set) var problems: [Problem]
    /// Keeps a copy alive while poppler reads from it.
    private let rewritten: RewrittenFile?
    /// What poppler reads: the source or the copy.
    private let bytes: UnsafeRawBufferPointer
    private var complaintsNoted: Int
    private var openedObjects: ObjectFile?
    private var hasTriedObjects = false

    /// Opens a document.
    ///
    /// - Parameters:
    ///   - source: The file; it must stay readable as long as the document lives.
    ///   - options: Password, and how many pages are acceptable.
    /// - Throws: ``PluginError``: `empty_file`, `not_a_pdf`, `encrypted`, `wrong_password`, `damaged`, `no_pages`,
    ///   `too_many_pages`.
    init(_ source: UnsafeRawBufferPointer, options: PDFTextOptions) throws(PluginError) {
        guard PopplerLibrary.isReady else {
            throw PluginError(
                .missing, code: "poppler", "poppler cannot open even its own empty document",
                mend: "Reinstall libpoppler-glib8.")
        }
        guard !source.isEmpty else {
            throw PluginError(
                .input, code: "empty_file", "the file has no bytes", mend: "Send the document again.")
        }
        let structure = FileStructure(scanning: source)
        var problems: [Problem] = []
        var rewritten: RewrittenFile?
        var opened: OpaquePointer
        switch Self.open(source) {
        case .success(let document): opened = document
        case .failure(let failure):
            // A file without a header is hardly a PDF, and an encrypted one needs a password.
            let canBeRewritten = failure == .damaged ? structure.version != nil : !options.password.isEmpty
            guard canBeRewritten, let copy = RewrittenFile(source, password: options.password),
                case .success(let document) = Self.open(copy.bytes)
            else { throw failure.error(structure, hasPassword: !options.password.isEmpty) }
            opened = document
            rewritten = copy
            if failure == .damaged { problems.append(.rewritten) }
        }
        let count = Int(poppler_document_get_n_pages(opened))
        do throws(PluginError) {
            try Self.check(pageCount: count, maximum: options.maximumPages)
        } catch {
            g_object_unref(UnsafeMutableRawPointer(opened))
            throw error
        }
        self.structure = structure
        pointer = opened
        pageCount = count
        self.rewritten = rewritten
        bytes = rewritten?.bytes ?? source
        if structure.version == nil { problems.append(.noHeader) }
        if !structure.hasTable, rewritten == nil { problems.append(.noTable) }
        if let complaint = PopplerLibrary.heard.first { problems.append(.complaint(complaint)) }
        self.problems = problems
        complaintsNoted = PopplerLibrary.heard.count
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(pointer)) }

    /// Opens bytes with poppler, never with a password: poppler 22.12 crashes on a wrong one, so qpdf decrypts.
    private static func open(_ bytes: UnsafeRawBufferPointer) -> Result<OpaquePointer, OpenFailure> {
        let data = g_bytes_new_static(bytes.baseAddress, gsize(bytes.count))
        defer { g_bytes_unref(data) }
        var error: UnsafeMutablePointer<GError>?
        if let document = poppler_document_new_from_bytes(data, nil, &error) { return .success(document) }
        defer { g_clear_error(&error) }
        return .failure(
            error?.pointee.code == Int32(POPPLER_ERROR_ENCRYPTED.rawValue) ? .encrypted : .damaged)
    }

    private static func check(pageCount: Int, maximum: Int) throws(PluginError) {
        guard pageCount > 0 else {
            throw PluginError(
                .input, code: "no_pages", "the document has no pages that can be read",
                mend: "Export or print the document to PDF again.")
        }
        guard pageCount <= maximum else {
            throw PluginError(
                .limit, code: "too_many_pages",
                "the document has \(pageCount) pages; the limit is \(maximum)",
                mend: "Split the document, or raise max_pages of pdf-text (at most "
                    + "\(PDFTextOptions.absoluteMaximumPages)).")
        }
    }

    /// The same file opened by qpdf, at the first use; nil when qpdf cannot.
    var objects: ObjectFile? {
        mutating get {
            if !hasTriedObjects {
                hasTriedObjects = true
                openedObjects = ObjectFile(bytes, password: "")
            }
            return openedObjects
        }
    }

    /// Notes what poppler has complained of since the last time.
    mutating func noteComplaints(page: Int) {
        let heard = PopplerLibrary.heard
        if heard.count > complaintsNoted { note(.complaint(heard[complaintsNoted], page: page)) }
        complaintsNoted = heard.count
    }

    /// Notes something wrong that did not keep the reader from reading.
    mutating func note(_ problem: Problem) {
        if problems.count < 30, !problems.contains(problem) { problems.append(problem) }
    }
}

/// Why poppler did not open a file.
private enum OpenFailure: Error {
    case encrypted
    case damaged

    func error(_ structure: FileStructure, hasPassword: Bool) -> PluginError {
        switch self {
        case .encrypted where hasPassword:
            PluginError(
                .input, code: "wrong_password",
                "the document is encrypted and the configured password does not open it",
                mend:
                    "Give the right one as the option password of pdf-text, or send the document unencrypted."
            )
        case .encrypted:
            PluginError(
                .input, code: "encrypted", "the document is encrypted and needs a password to be read",
                mend: "Give it as the option password of pdf-text, or send the document without encryption.")
        case .damaged where structure.version == nil:
            PluginError(
                .unsupported, code: "not_a_pdf",
                "the file is not a PDF: \"%PDF-\" is not in its first 1,024 bytes",
                mend: "Check what was sent; PDF, PNG, JPEG and TIFF are read by different plugins.")
        case .damaged:
            PluginError(
                .input, code: "damaged",
                "the PDF is damaged beyond repair: neither poppler nor qpdf can open it",
                mend: "Send the document again; if it was cut off while it was copied, from its origin.")
        }
    }
}
