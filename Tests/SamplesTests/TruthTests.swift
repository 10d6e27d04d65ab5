import AssayKit
import Drawing
import Testing

@testable import Samples

@Suite("The truth beside a sample")
struct TruthTests {
    private static func sample(_ layout: Layout, seed: UInt64, defects: [Defect] = []) -> Truth {
        var factory = InvoiceFactory(seed: seed)
        var wish = InvoiceFactory.Wish()
        wish.hasDiscounts = layout.showsDiscounts
        var invoice = factory.invoice(wish)
        for defect in defects { defect.plant(in: &invoice) }
        return Truth(invoice: invoice, sheet: layout.draw(invoice), layout: layout, defects: defects)
    }

    /// All texts on the pages, without spaces and separators.
    private static func ink(_ sheet: Sheet) -> String {
        let marks = sheet.pages.flatMap(\.marks).map { mark -> String in
            guard case .text(let text) = mark else { return "" }
            return text.text
        }
        return squeezed(marks.joined(separator: "|"))
    }

    private static func squeezed(_ text: String) -> String {
        text.lowercased().filter { !$0.isWhitespace && $0 != "," }
    }

    @Test("what it says is printed is printed", arguments: Layout.programs, [1, 2, 3, 4, 5, 6] as [UInt64])
    func printed(_ layout: Layout, _ seed: UInt64) throws {
        let truth = Self.sample(layout, seed: seed)
        let ink = Self.ink(truth.sheet)
        let json = truth.json
        let dates: Set = ["invoice_date", "due_date", "ack_date"]
        for field in TruthField.allCases {
            let name = field.rawValue
            guard let text = json[name]?.stringValue else { continue }
            if dates.contains(name) {
                let days = [truth.invoice.date, truth.invoice.dueDate, truth.invoice.electronic?.day]
                let day = try #require(days.compactMap(\.self).first { $0.iso == text })
                #expect(
                    DateStyle.allCases.contains { ink.contains(Self.squeezed(day.text($0))) },
                    "\(layout) \(name)")
                continue
            }
            switch field {
            case .documentType, .currency, .reverseCharge: continue
            case .placeOfSupply:
                let state = try #require(truth.invoice.placeOfSupply?.state)
                #expect(ink.contains(Self.squeezed(state)))
            case .cgst, .sgst, .igst:
                // Layouts print heads by rate; the truth is their sum.
                let parts = truth.invoice.groups().map { $0.igst + $0.cgst }.filter { $0 != .zero }
                #expect(ink.contains(text) || parts.allSatisfy { ink.contains($0.plain) }, "\(name)")
            default:
                let bare = text.hasPrefix("-") ? String(text.dropFirst()) : text
                #expect(ink.contains(Self.squeezed(bare)), "\(layout) \(name) \(text)")
            }
        }
        for (row, line) in zip(json["line_items"]?.arrayValue ?? [], truth.invoice.lines) {
            #expect(row["description"]?.stringValue == line.description)
            for cell in ["hsn", "unit", "unit_price", "taxable_value", "amount"] {
                guard let text = row[cell]?.stringValue else { continue }
                #expect(ink.contains(Self.squeezed(text)), "\(layout) \(cell) \(text)")
            }
        }
    }

    @Test("every mandatory field of Rule 46 stands on every layout", arguments: Layout.programs)
    func mandatory(_ layout: Layout) {
        let json = Self.sample(layout, seed: 9).json
        for name in [
            "invoice_number", "invoice_date", "supplier_name", "supplier_gstin", "buyer_name", "total",
        ] {
            #expect(json[name]?.isNull == false, "\(layout) \(name)")
        }
        for row in json["line_items"]?.arrayValue ?? [] {
            for name in ["description", "hsn", "quantity", "unit_price", "rate"] {
                #expect(row[name]?.isNull == false, "\(layout) \(name)")
            }
            // Some layouts print a row's value with its tax only; the one without follows from it.
            let taxable = row["taxable_value"]?.stringValue ?? row["derived"]?["taxable_value"]?.stringValue
            #expect(taxable != nil)
            #expect(row["taxable_value"]?.isNull == false || row["amount"]?.isNull == false)
        }
    }

    @Test("its names are those of the vocabulary")
    func names() {
        for field in TruthField.allCases { #expect(FieldTable.field(field.rawValue) != nil, "\(field)") }
        let columns = Set(FieldTable.lineItemFields.map(\.name))
        for cell in TruthCell.allCases { #expect(columns.contains(cell.rawValue)) }
    }

    @Test("it is JSON, and sound samples say so", arguments: Layout.programs)
    func sound(_ layout: Layout) throws {
        let truth = Self.sample(layout, seed: 21)
        let json = try JSONParser.parse(truth.text)
        #expect(json["supplier_gstin_valid"] == true)
        #expect(json["arithmetic_consistent"] == true)
        #expect(json["defects"] == [])
        #expect(json["expected_flags"] == [])
    }
}
