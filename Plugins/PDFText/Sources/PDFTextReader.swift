public import AssayKit

/// Reads PDFs: pages, words with boxes and fonts, pictures of pages, and what the file tells of its own making.
public struct PDFTextReader: Reader {
    /// Its id in the manifest.
    public static let id = "pdf-text"
    let options: PDFTextOptions

    /// A reader for these options.
    public init(configuration: PDFTextOptions) { options = configuration }

    /// Pages with sizes and rotation, and the file's metadata.
    ///
    /// - Throws: ``PluginError`` for a file that cannot be read.
    public func inspect(
        _ source: UnsafeRawBufferPointer, _ context: borrowing Context
    ) throws -> DocumentBuilder {
        try inspect(source) { try context.reach($0) }
    }

    /// The words of these pages; of all pages when the list is empty.
    ///
    /// The metadata is that of ``inspect(_:_:)`` when page 1 is among them, else only media type, count of pages and
    /// problems.
    ///
    /// - Throws: ``PluginError`` for a file that cannot be read.
    public func words(
        _ source: UnsafeRawBufferPointer, pages: [Int], _ context: borrowing Context
    ) throws -> DocumentBuilder {
        try words(source, pages: pages) { try context.reach($0) }
    }

    /// One picture of each of these pages: drawn, or the embedded scan where that is allowed.
    ///
    /// - Throws: ``PluginError`` for a file that cannot be read, and for a page that is too large to draw.
    public func images(
        _ source: UnsafeRawBufferPointer, pages: [Int], _ request: ImageRequest,
        _ context: borrowing Context
    ) throws -> DocumentBuilder {
        try images(source, pages: pages, request) { try context.reach($0) }
    }
}

extension Context {
    /// Says how far the call has come, and throws `CancellationError` when it is no longer wanted.
    fileprivate borrowing func reach(_ fraction: Double) throws {
        try checkCancelled()
        progress(fraction)
    }
}
