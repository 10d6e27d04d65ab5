import AssayKit
import Foundation

@testable import PDFText

/// What a reader answered, read back the way a host does.
struct Answer {
    struct Word: Equatable {
        let text: String
        let box: Box
        let line: Int
        let flags: WordFlags
        let font: String?
        let size: Float
        let colour: UInt32
        let rotation: Int
    }

    struct Page {
        let number: Int
        let width: Float
        let height: Float
        let rotation: Int
        let dpi: Float
        let flags: PageFlags
        let words: [Word]
        let images: [Image]
    }

    struct Image {
        let encoding: ImageEncoding?
        let width: Int
        let height: Int
        let stride: Int
        let dpi: Float
        let matrix: PixelMatrix
        let isEmbedded: Bool
        let bytes: [UInt8]
    }

    let pages: [Page]
    let metadata: JSONValue

    init(_ builder: DocumentBuilder) throws {
        let bytes = builder.encoded()
        var pages: [Page] = []
        var metadata = JSONValue.null
        try bytes.withUnsafeBytes { buffer in
            let view = try DocumentView(validating: buffer)
            metadata = view.metadata
            for place in 0..<view.pageCount {
                let page = view.page(at: place)
                var words: [Word] = []
                for index in 0..<page.wordCount {
                    let word = page.word(at: index)
                    words.append(
                        Word(
                            text: word.text, box: word.box, line: word.line, flags: word.flags,
                            font: word.fontIndex.flatMap { view.font(at: $0)?.name }, size: word.fontSize,
                            colour: word.colour, rotation: word.rotation))
                }
                var images: [Image] = []
                for index in 0..<page.imageCount {
                    let image = page.image(at: index)
                    images.append(
                        Image(
                            encoding: image.encoding, width: image.width, height: image.height,
                            stride: image.stride, dpi: image.dpi, matrix: image.matrix,
                            isEmbedded: image.isEmbedded, bytes: Array(image.bytes)))
                }
                pages.append(
                    Page(
                        number: page.number, width: page.width, height: page.height,
                        rotation: page.rotation, dpi: page.dpi, flags: page.flags, words: words,
                        images: images))
            }
        }
        self.pages = pages
        self.metadata = metadata
    }

    var texts: [String] { pages.flatMap { $0.words.map(\.text) } }
    var problemCodes: [String] {
        metadata["problems"]?.arrayValue?.compactMap { $0["code"]?.stringValue } ?? []
    }
}

/// Calls the reader without a host.
enum Reading {
    static func words(
        _ file: Data, pages: [Int] = [], _ options: PDFTextOptions = PDFTextOptions()
    ) throws -> Answer {
        try file.withUnsafeBytes { source in
            try Answer(
                PDFTextReader(configuration: options).words(source, pages: pages, reach: { _ in }))
        }
    }

    static func inspect(_ file: Data, _ options: PDFTextOptions = PDFTextOptions()) throws -> Answer {
        try file.withUnsafeBytes { source in
            try Answer(PDFTextReader(configuration: options).inspect(source, reach: { _ in }))
        }
    }

    static func images(
        _ file: Data, pages: [Int] = [], _ request: ImageRequest,
        _ options: PDFTextOptions = PDFTextOptions()
    ) throws -> Answer {
        try file.withUnsafeBytes { source in
            try Answer(
                PDFTextReader(configuration: options).images(source, pages: pages, request, reach: { _ in }))
        }
    }
}
