import AssayKit
import Foundation
import Testing

@testable import PDFText

@Suite("Fields of a PDF form")
struct FormFieldsTests {
    private static func widget(_ name: String, _ value: String, y: Int, flags: Int = 4, more: String = "")
        -> String
    {
        """
        <</Type/Annot/Subtype/Widget/FT/Tx/T(\(name))/V(\(value))/F \(flags)\(more)\
        /DA(/F1 11 Tf 0 g)/Rect[120 \(y) 320 \(y + 18)]>>
        """
    }

    @Test("what is filled in is read beside what is printed; hidden fields and passwords are not")
    func values() throws {
        var file = SamplePDF()
        let fields = [
            file.add(Self.widget("no", "INV-2025 771", y: 685)),
            file.add(Self.widget("secret", "999.00", y: 600, flags: 2)),
            file.add(Self.widget("password", "hunter2", y: 560, more: "/Ff 8192")),
            file.add(Self.widget("empty", "", y: 520)),
        ]
        let all = fields.map { "\($0) 0 R" }.joined(separator: " ")
        file.catalog = "/AcroForm<</Fields[\(all)]>>"
        file.addPage("BT /F1 11 Tf 50 690 Td (Number) Tj ET", entries: "/Annots[\(all)]")
        let page = try #require(try Reading.words(file.data).pages.first)
        #expect(page.words.map(\.text).sorted() == ["771", "INV-2025", "Number"])
        let value = try #require(page.words.first { $0.text == "INV-2025" })
        let label = try #require(page.words.first { $0.text == "Number" })
        #expect(value.box.x0 >= 120 && value.box.x1 <= 320)
        #expect(value.box.y0 < label.box.y1 && value.box.y1 > label.box.y0)
        #expect(page.flags.contains(.hasText))
    }

    @Test("a form on a page without other text has text")
    func alone() throws {
        var file = SamplePDF()
        let field = file.add(Self.widget("total", "1,180.00", y: 700))
        file.catalog = "/AcroForm<</Fields[\(field) 0 R]>>"
        file.addPage("0 0 m 100 100 l S", entries: "/Annots[\(field) 0 R]")
        let page = try #require(try Reading.words(file.data).pages.first)
        #expect(page.words.map(\.text) == ["1,180.00"] && page.flags.contains(.hasText))
    }
}
