public import AssayKit

/// The reader `image`: picture files as pages without text.
public struct ImageReader: Reader {
    /// The id in the manifest.
    public static let id = "image"

    private let options: ImageOptions

    /// A reader; every combination of options is good.
    public init(configuration: Options) { options = configuration.options }

    /// The options, as pipelines write them.
    public struct Options: Decodable, Sendable {
        let options: ImageOptions

        /// Reads the options.
        public init(from decoder: any Decoder) throws { options = try ImageOptions(from: decoder) }
    }

    /// A page for each picture.
    public func inspect(
        _ source: UnsafeRawBufferPointer, _ context: borrowing Context
    ) throws -> DocumentBuilder {
        try ImageFile(reading: source, options).inspected()
    }

    /// The pages, known to hold no words.
    public func words(
        _ source: UnsafeRawBufferPointer, pages: [Int], _ context: borrowing Context
    ) throws -> DocumentBuilder {
        try ImageFile(reading: source, options).wordless(pages)
    }

    /// The pictures.
    public func images(
        _ source: UnsafeRawBufferPointer, pages: [Int], _ request: ImageRequest, _ context: borrowing Context
    ) throws -> DocumentBuilder {
        let file = try ImageFile(reading: source, options)
        var document = DocumentBuilder()
        for (index, page) in pages.enumerated() {
            try context.checkCancelled()
            try file.addPicture(of: page, as: request, to: &document)
            context.progress(Double(index + 1) / Double(pages.count))
        }
        return document
    }
}
