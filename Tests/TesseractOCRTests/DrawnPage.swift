import AssayKit
import Drawing
import Image

@testable import TesseractOCR

/// A small invoice drawn by a test, and what recognition makes of its picture.
struct DrawnPage {
    /// A text and where its top left corner was drawn, in points.
    struct Piece: Sendable {
        let text: String
        let x: Double
        let y: Double
    }

    static let size = PageSize(width: 400, height: 300)
    static let pieces = [
        Piece(text: "Invoice", x: 40, y: 30), Piece(text: "INV-2026-0417", x: 220, y: 30),
        Piece(text: "Taxable", x: 40, y: 100), Piece(text: "12,480.50", x: 220, y: 100),
        Piece(text: "IGST", x: 40, y: 130), Piece(text: "2,246.49", x: 220, y: 130),
        Piece(text: "Total", x: 40, y: 160), Piece(text: "14,726.99", x: 220, y: 160),
    ]

    static func style(_ colour: Colour = .black) -> TextStyle {
        TextStyle(family: "Liberation Sans", size: 12, colour: colour)
    }

    static var page: Page {
        Page(
            size: size,
            marks: pieces.map { .text(TextMark($0.text, at: Point($0.x, $0.y), style: style())) })
    }

    /// A document of one page with that picture, which covers it.
    static func document(
        _ picture: Picture, width: Float = 400, height: Float = 300, dpi: Double = 200
    ) -> DocumentBuilder {
        var document = DocumentBuilder()
        document.addPage(number: 1, width: width, height: height, dpi: Float(dpi), flags: .scanned)
        document.addImage(
            picture.pixels, encoding: picture.channels == .grey ? .grey8 : .rgb8, width: picture.width,
            height: picture.height, stride: picture.width * (picture.channels == .grey ? 1 : 3),
            dpi: Float(dpi),
            matrix: PixelMatrix(
                filling: Box(0, 0, width, height), width: picture.width, height: picture.height))
        return document
    }

    /// Bytes at a fixed place; they stay until the tests end.
    static func held(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
        memory.copyBytes(from: bytes)
        return UnsafeRawBufferPointer(memory)
    }

    /// What the plugin makes of a document.
    static func recognised(
        _ document: DocumentBuilder, _ options: RecognitionOptions = RecognitionOptions()
    ) throws -> DocumentView {
        let view = try DocumentView(validating: held(document.encoded()))
        let extraction = try PageRecogniser.recognise(
            view, options, isCancelled: { false }, progress: { _ in })
        return try DocumentView(validating: held((extraction.document ?? DocumentBuilder()).encoded()))
    }

    /// The words of a document with their places.
    static func words(_ document: borrowing DocumentView) -> [(text: String, box: Box, confidence: Float)] {
        (0..<document.wordCount).map { index in
            let word = document.word(at: index)
            return (word.text, word.box, word.confidence)
        }
    }
}
