/// Something that a plugin library offers: an ``Extractor``, ``Reader``, ``Validator`` or ``Notifier``.
///
/// An instance is made once for its options and then called by one thread at a time; the host runs more processes
/// for parallelism.
public protocol Component: Sendable {
    /// Its options, decoded from the pipeline's `with:` after they were checked against the manifest's schema.
    associatedtype Configuration: Decodable & Sendable = NoConfiguration
    /// The id in the manifest.
    static var id: String { get }
    /// An instance for these options.
    ///
    /// - Throws: ``PluginError`` of kind `.configuration` when the options contradict each other.
    init(configuration: Configuration) throws
}

/// For components without options.
public struct NoConfiguration: Codable, Sendable {
    /// No options.
    public init() {}
}

/// Reads values out of a document.
public protocol Extractor: Component {
    /// The values on the document, or new words for it (OCR).
    ///
    /// - Parameters:
    ///   - document: Words, and images where the manifest asks for them; gone when the call returns.
    ///   - records: What earlier steps found.
    ///   - context: Log, progress, cancel, the answers to a second look.
    /// - Returns: Records, new words, or requests for a second look.
    /// - Throws: ``PluginError``; `CancellationError` when the context says so.
    func extract(
        _ document: borrowing DocumentView, records: [Record], _ context: borrowing Context
    ) throws -> Extraction
}

/// Turns a file into pages, words and pictures.
public protocol Reader: Component {
    /// Pages with sizes, rotation and damage, and the file's metadata; no words, no images.
    func inspect(_ source: UnsafeRawBufferPointer, _ context: borrowing Context) throws -> DocumentBuilder
    /// The words of these pages (from 1, ascending).
    func words(
        _ source: UnsafeRawBufferPointer, pages: [Int], _ context: borrowing Context
    ) throws -> DocumentBuilder
    /// One picture of each of these pages.
    func images(
        _ source: UnsafeRawBufferPointer, pages: [Int], _ request: ImageRequest, _ context: borrowing Context
    ) throws -> DocumentBuilder
}

/// Checks what was read; it writes no fields.
public protocol Validator: Component {
    /// The findings on one record.
    ///
    /// - Parameters:
    ///   - record: What earlier steps found.
    ///   - document: Its words; gone when the call returns.
    ///   - context: Log, progress, cancel, history.
    /// - Returns: One flag a finding; none when all is well.
    /// - Throws: ``PluginError``; `CancellationError` when the context says so.
    func validate(
        _ record: Record, _ document: borrowing DocumentView, _ context: borrowing Context
    ) throws -> [Flag]
}

/// Tells someone; makes one attempt and says how it ended.
///
/// Retrying is the caller's business.
public protocol Notifier: Component {
    /// One attempt.
    ///
    /// - Throws: ``PluginError`` only for a defect; a receiver's refusal is a verdict.
    func notify(_ event: NotificationEvent, _ context: borrowing Context) throws -> Verdict
}
