import AssayKit
import Drawing
import Image
import Testing

@testable import TesseractOCR

@Suite("Recognising ruled tables")
struct RuledTableTests {
    /// Headings of two lines beside such of one, and figures close to the lines.
    static let pieces = [
        DrawnPage.Piece(text: "Description", x: 30, y: 57), DrawnPage.Piece(text: "Total", x: 140, y: 50),
        DrawnPage.Piece(text: "Taxable", x: 140, y: 64), DrawnPage.Piece(text: "Quantity", x: 230, y: 57),
        DrawnPage.Piece(text: "Amount", x: 320, y: 57), DrawnPage.Piece(text: "Cotton", x: 30, y: 87),
        DrawnPage.Piece(text: "shirt", x: 30, y: 101), DrawnPage.Piece(text: "1,250.00", x: 140, y: 94),
        DrawnPage.Piece(text: "12", x: 230, y: 94), DrawnPage.Piece(text: "15,000.00", x: 320, y: 94),
    ]

    static var page: Page {
        var marks: [Mark] = pieces.map {
            .text(TextMark($0.text, at: Point($0.x, $0.y), style: DrawnPage.style()))
        }
        for y in [46.0, 82, 120] {
            marks.append(.line(from: Point(20, y), to: Point(385, y), width: 1, colour: .black))
        }
        for x in [20.0, 130, 225, 312, 385] {
            marks.append(.line(from: Point(x, 46), to: Point(x, 120), width: 1, colour: .black))
        }
        return Page(size: DrawnPage.size, marks: marks)
    }

    @Test("each cell's words are read where they stand, and know their cell")
    func cells() throws {
        let picture = try Self.page.picture(dpi: 250, channels: .grey)
        let document = try DrawnPage.recognised(DrawnPage.document(picture, dpi: 250))
        let words = (0..<document.wordCount).map { document.word(at: $0) }
        for piece in Self.pieces {
            guard let word = words.first(where: { $0.text == piece.text }) else {
                Issue.record("\(piece.text) is not among \(words.map(\.text))")
                continue
            }
            #expect(abs(Double(word.box.x0) - piece.x) < 4, "\(piece.text)")
            #expect(abs(Double(word.box.midY) - (piece.y + 7)) < 4, "\(piece.text)")
            #expect(word.flags.contains(.inCell), "\(piece.text)")
        }
        func block(_ text: String) -> Int? { words.first { $0.text == text }?.block }
        #expect(block("Total") == block("Taxable"))
        #expect(block("Cotton") == block("shirt"))
        #expect(Set(["Description", "Total", "Quantity", "Amount", "Cotton", "12"].map(block)).count == 6)
    }

    @Test("without the option the page is read as it is")
    func off() throws {
        var options = RecognitionOptions()
        options.settlesTables = false
        let picture = try Self.page.picture(dpi: 250, channels: .grey)
        let document = try DrawnPage.recognised(DrawnPage.document(picture, dpi: 250), options)
        #expect((0..<document.wordCount).allSatisfy { !document.word(at: $0).flags.contains(.inCell) })
    }
}
