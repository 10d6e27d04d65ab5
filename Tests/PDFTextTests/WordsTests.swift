import AssayKit
import Foundation
import Testing

@testable import PDFText

@Suite("Words of a PDF")
struct WordsTests {
    @Test("text, box, font, size, colour and style of a word")
    func attributes() throws {
        var file = SamplePDF()
        file.addPage(
            "BT /F1 12 Tf 72 720 Td (Invoice No) Tj /F2 20 Tf 1 0 0 rg 0 -40 Td (Total) Tj ET")
        let answer = try Reading.words(file.data)
        let words = try #require(answer.pages.first?.words)
        #expect(words.map(\.text) == ["Invoice", "No", "Total"])
        #expect(words.map(\.font) == ["Helvetica", "Helvetica", "Helvetica-Bold"])
        #expect(words.map(\.size) == [12, 12, 20])
        #expect(words.map(\.colour) == [0, 0, 0xFF0000])
        #expect(words.map { $0.flags.contains(.bold) } == [false, false, true])
        #expect(words.map { $0.flags.contains(.lineEnd) } == [false, true, true])
        #expect(words.map(\.line) == [0, 0, 1])
        let first = words[0].box
        #expect(abs(first.x0 - 72) < 1 && first.y0 > 842 - 720 - 14 && first.y1 < 842 - 720 + 5)
        #expect(answer.pages[0].flags == [.hasText, .wordsRead])
    }

    @Test("fonts: false leaves font, size and colour out")
    func withoutFonts() throws {
        let answer = try Reading.words(SamplePDF.line("Total").data, PDFTextOptions(fonts: false))
        let word = try #require(answer.pages[0].words.first)
        #expect(word.text == "Total" && word.font == nil && word.size == 0)
    }

    @Test("cells that stand apart without a space between them are words of their own")
    func gluedCells() throws {
        var file = SamplePDF()
        file.addPage(
            """
            BT /F1 9 Tf 72 700 Td (1) Tj ET BT /F1 9 Tf 79 700 Td (Hydraulic) Tj ET \
            BT /F1 9 Tf 118.5 700 Td (68271026) Tj ET
            """)
        #expect(try Reading.words(file.data).texts == ["1", "Hydraulic", "68271026"])
    }

    @Test("cells below each other that poppler takes for one line are upright all the same")
    func stackedCells() throws {
        var file = SamplePDF()
        let rows = [(700, "2", "30041030"), (688, "3", ""), (676, "4", "")]
        file.addPage(
            rows.map { y, number, code in
                "BT /F1 8 Tf 28.5 \(y) Td (\(number)) Tj ET BT /F1 8 Tf 34 \(y) Td (\(code)) Tj ET"
            }.joined(separator: " "))
        let words = try Reading.words(file.data).pages[0].words
        #expect(words.map(\.text).sorted() == ["2", "3", "30041030", "4"])
        #expect(words.allSatisfy { $0.rotation == 0 }, "\(words)")
    }

    @Test(
        "text that is turned stays whole and says so",
        arguments: [
            ("0 1 -1 0 300 400", 270), ("0 -1 1 0 300 400", 90), ("-1 0 0 -1 300 400", 180),
            ("1 0 0 1 300 400", 0),
        ])
    func turned(matrix: String, rotation: Int) throws {
        var file = SamplePDF()
        file.addPage("BT /F1 12 Tf \(matrix) Tm (Original Copy) Tj ET")
        let words = try Reading.words(file.data).pages[0].words
        #expect(words.map(\.text) == ["Original", "Copy"])
        #expect(words.map(\.rotation) == [rotation, rotation])
    }

    @Test(
        "coordinates are those of the turned page",
        arguments: [
            (0, 595, 842, 72, 122), (90, 842, 595, 720, 72), (180, 595, 842, 523, 720),
            (270, 842, 595, 122, 523),
        ])
    func rotatedPage(rotation: Int, width: Int, height: Int, x: Int, y: Int) throws {
        let file = SamplePDF.line("Total", entries: "/Rotate \(rotation)")
        let page = try Reading.words(file.data).pages[0]
        #expect(page.width == Float(width) && page.height == Float(height) && page.rotation == rotation)
        let box = try #require(page.words.first).box
        // The text's starting point lies on the box's edge or within it.
        #expect(box.x0 - 2 <= Float(x) && Float(x) <= box.x1 + 2, "\(box)")
        #expect(box.y0 - 2 <= Float(y) && Float(y) <= box.y1 + 2, "\(box)")
    }

    @Test("pages are those that were asked for, with their own numbers")
    func window() throws {
        var file = SamplePDF()
        for number in 1...5 { file.addPage("BT /F1 12 Tf 72 720 Td (page\(number)) Tj ET") }
        let window = try Reading.words(file.data, pages: [2, 4])
        #expect(window.pages.map(\.number) == [2, 4])
        #expect(window.texts == ["page2", "page4"])
        #expect(window.metadata["pages"]?.intValue == 5)
        #expect(try Reading.words(file.data).texts.count == 5)
    }

    @Test("a page without text has its words read and none found")
    func blank() throws {
        var file = SamplePDF()
        file.addPage("0 0 m 100 100 l S")
        let page = try Reading.words(file.data).pages[0]
        #expect(page.words.isEmpty && page.flags == .wordsRead)
    }

    @Test(
        "a font's name tells its style, without the letters of a subset",
        arguments: [
            ("ABCDEF+Arial-BoldMT", "Arial-BoldMT", FontStyle.bold),
            ("Times-Roman", "Times-Roman", FontStyle()),
            ("Helvetica-BoldOblique", "Helvetica-BoldOblique", FontStyle([.bold, .italic])),
            ("AAAAAA+DejaVuSansMono", "DejaVuSansMono", FontStyle.fixedPitch),
            ("abcdef+Arial", "abcdef+Arial", FontStyle()),
            ("", "", FontStyle()), ("ABCDEF+", "ABCDEF+", FontStyle()),
        ])
    func fontNames(name: String, shown: String, style: FontStyle) {
        #expect(FontTable.shownName(name) == shown)
        #expect(FontTable.style(of: shown) == style)
    }
}
