import AssayKit
import Testing

@testable import GST

@Suite("Items of ruled tables that were recognised")
struct RuledTableTests {
    /// A word and the cell that it stands in.
    private struct Word {
        let text: String
        let x: Float
        let y: Float
        var line = 0
        var cell = 0
    }

    private static let heading = [
        Word(text: "GSTIN:", x: 20, y: 20), Word(text: "29AAGCB7383J1Z4", x: 70, y: 20),
        Word(text: "Invoice", x: 20, y: 40), Word(text: "No:", x: 65, y: 40),
        Word(text: "A-17", x: 90, y: 40),
        // "Price Per" over "Unit" in one cell, "Total Taxable" over "Amount" close beside it in the next.
        Word(text: "Description", x: 20, y: 106, line: 3, cell: 1),
        Word(text: "SKU", x: 130, y: 106, line: 3, cell: 2),
        Word(text: "Quantity", x: 200, y: 106, line: 3, cell: 3),
        Word(text: "Price", x: 262, y: 100, line: 3, cell: 4),
        Word(text: "Per", x: 292, y: 100, line: 3, cell: 4),
        Word(text: "Unit", x: 265, y: 112, line: 4, cell: 4),
        Word(text: "Total", x: 316, y: 100, line: 3, cell: 5),
        Word(text: "Taxable", x: 344, y: 100, line: 3, cell: 5),
        Word(text: "Amount", x: 320, y: 112, line: 4, cell: 5),
    ]

    private static func record(_ words: [Word]) throws -> Record? {
        var document = DocumentBuilder()
        document.addPage(
            number: 1, width: 595, height: 842, flags: [.scanned, .recognised, .wordsRead])
        for word in words {
            let width = Float(word.text.utf8.count) * 5
            document.addWord(
                word.text, box: Box(word.x, word.y, word.x + width, word.y + 9), confidence: 0.9,
                line: word.line, block: word.cell,
                flags: word.cell > 0 ? [.recognised, .inCell] : .recognised)
        }
        return try document.encoded().withUnsafeBytes { buffer in
            GSTInvoice().records(try DocumentView(validating: buffer))
        }.first
    }

    private static func row(_ quantity: String, _ price: String, _ amount: String) -> [Word] {
        [
            Word(text: "Cotton", x: 20, y: 130, line: 5, cell: 6),
            Word(text: "shirt", x: 20, y: 142, line: 6, cell: 6),
            Word(text: "ELA4157IN", x: 90, y: 136, line: 5, cell: 7),
            Word(text: quantity, x: 210, y: 136, line: 5, cell: 8),
            Word(text: price, x: 265, y: 136, line: 5, cell: 9),
            Word(text: amount, x: 330, y: 136, line: 5, cell: 10),
        ]
    }

    @Test("words go by their cells, not by the headings that they reach under")
    func cells() throws {
        let item = try #require(
            try Self.record(Self.heading + Self.row("12", "45.71", "548.52"))?.lineItems.first)
        #expect(item["description"]?.value == "Cotton shirt")
        #expect(item["quantity"]?.value == "12")
        #expect(item["unit_price"]?.value == "45.71")
        #expect(item["taxable_value"]?.value == "548.52")
    }

    static let misread = [
        ("£2", "45.71", "548.52", "quantity", "12"), ("v2", "45.71", "548.52", "quantity", "12"),
        ("1", "$99.00", "999.00", "unit_price", "999.00"),
    ]

    @Test("one misread character is mended where one digit makes the row add up", arguments: misread)
    func symbols(_ quantity: String, _ price: String, _ amount: String, _ cell: String, _ value: String)
        throws
    {
        let item = try #require(
            try Self.record(Self.heading + Self.row(quantity, price, amount))?.lineItems.first)
        #expect(item[cell]?.value == value)
        #expect(item[cell].map { $0.confidence < 0.9 } == true)
    }

    @Test("nothing is put in where no digit makes the row add up")
    func nothingInvented() throws {
        let item = try #require(
            try Self.record(Self.heading + Self.row("3", "$99.00", "999.00"))?.lineItems.first)
        #expect(item["unit_price"]?.value != "333.00")
    }
}
