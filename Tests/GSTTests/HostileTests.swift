import AssayKit
import Testing
import TypedPages

@testable import GST

/// Documents that nobody meant to be read: random words in random places must neither trap nor take long.
struct HostileDocumentTests {
    /// A small generator, the same on every run.
    private struct Dice {
        var state: UInt64

        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(sides, 1)))
        }
    }

    private static let words = [
        "Invoice", "No", "No:", "Date", "Total", "GSTIN", "CGST", "9%", "SGST", "Amount", "Rate", "Qty",
        "HSN/SAC",
        "1,23,456.00", "999999999999.999999", "99999999999999999999", "-", "(-)0.40", "₹", "Rs.", "Only",
        "Rupees",
        "One", "Hundred", "Crore", "29AAGCB7383J1Z4", "07AAACI1681G1ZR", "%", "(", ")", "()", "Bill", "To",
        "For",
        "Description", "Taxable", "Value", "Sub", "31-02-2024", "2024-02-30", "|", "::::", "----", "#", "IRN",
        "23f498ee41441ecad30f72ba5b9907506c3df70a17b0e0dff46b76a786400662", "\u{0}", "é", "जी", "0.0", ".",
        ",", ",,,",
        "1", "2", "3", "Place", "of", "Supply", "Karnataka", "Round", "Off", "Discount", "Freight",
        "5699.0(Five",
    ]

    private static func document(seed: UInt64, recognised: Bool) -> [UInt8] {
        var dice = Dice(state: seed)
        var builder = DocumentBuilder()
        for page in 1...(1 + dice.roll(3)) {
            let sides: [Float] = [0, 1, 595, 842, 5000, 14_400]
            builder.addPage(number: page, width: sides[dice.roll(6)], height: sides[dice.roll(6)])
            for _ in 0..<dice.roll(400) {
                let x = Float(dice.roll(700)) - 50
                let y = Float(dice.roll(900)) - 50
                let widths: [Float] = [0, 5, 30, 400, 1e6, 12, 60, 24]
                let box = Box(
                    x, y, x + widths[dice.roll(30) % 8], y + [0, 8, 10, 60, 1e6][dice.roll(20) % 5])
                builder.addWord(
                    words[dice.roll(words.count)], box: box, confidence: Float(dice.roll(100)) / 100,
                    flags: recognised ? [.recognised] : [])
            }
        }
        return builder.encoded()
    }

    @Test("random pages do not trap", arguments: [false, true])
    func random(recognised: Bool) throws {
        for seed in 1...50 {
            try Self.document(seed: UInt64(seed), recognised: recognised).withUnsafeBytes { buffer in
                for record in GSTInvoice().records(try DocumentView(validating: buffer)) {
                    for (name, field) in record.fields {
                        #expect(FieldTable.field(name) != nil, "\(name) is in the table")
                        #expect(field.confidence >= 0 && field.confidence <= 1)
                    }
                }
            }
        }
    }

    @Test("tables of random cells do not trap")
    func tables() throws {
        for seed in 1...50 {
            var dice = Dice(state: UInt64(seed) &* 77)
            var lines = [
                "Sl No  Description of Goods     HSN/SAC   Qty    Rate     Taxable     CGST      SGST     Amount"
            ]
            for _ in 0..<(2 + dice.roll(12)) {
                var line = ""
                for _ in 0..<dice.roll(10) {
                    line +=
                        Self.words[dice.roll(Self.words.count)]
                        + String(repeating: " ", count: 1 + dice.roll(9))
                }
                lines.append(line)
            }
            let records = try TypedPage.records(lines.joined(separator: "\n"), recognised: seed % 2 == 0)
            #expect(records.count <= 1)
        }
    }
}
