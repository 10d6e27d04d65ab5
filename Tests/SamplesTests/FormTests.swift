import AssayKit
import Drawing
import Testing
import Tokens

@testable import Samples

@Suite("Layouts as data")
struct FormTests {
    private static let forms = Layout.allCases.filter { !$0.takesDefects }

    /// What the generator makes of a layout, by its seed.
    private static func sample(_ layout: Layout, _ seed: UInt64) throws -> (invoice: Invoice, sheet: Sheet) {
        let request = SampleRequest(folder: "unused", seed: seed, count: 1, layouts: [layout])
        return try SampleGenerator(request).drawn(at: 0)
    }

    private static func texts(_ page: Page) -> [TextMark] {
        page.marks.compactMap { mark in
            guard case .text(let text) = mark, !text.text.allSatisfy(\.isWhitespace) else { return nil }
            return text
        }
    }

    private static func squeezed(_ text: String) -> String {
        text.lowercased().filter { !$0.isWhitespace && $0 != "," && $0 != "-" && $0 != "/" }
    }

    @Test("there are enough, of every share, kind and language")
    func catalogue() {
        #expect(Layout.allCases.count >= 40)
        #expect(Set(Layout.allCases.map(\.rawValue)).count == Layout.allCases.count)
        let heldOut = Layout.allCases.filter { $0.share == .heldOut }
        #expect(heldOut.count >= 12 && heldOut.count <= Layout.allCases.count / 2, "\(heldOut.count)")
        let kinds = Set(Form.catalogue.flatMap(\.kinds))
        for kind in [
            DocumentType.taxInvoice, .billOfSupply, .creditNote, .debitNote, .receiptVoucher, .proforma,
            .deliveryChallan, .retailReceipt, .notAnInvoice,
        ] { #expect(kinds.contains(kind), "\(kind)") }
        #expect(Form.catalogue.contains { $0.language == .hindi })
    }

    @Test("a layout's share never changes")
    func shares() {
        let heldOut = Layout.allCases.filter { $0.share == .heldOut }.map(\.rawValue).sorted()
        #expect(
            heldOut == [
                "account-statement", "distributor-long", "einvoice-note", "excel-wide", "exempt-supply",
                "grid-heads",
                "hindi-bill-book", "hindi-only", "hotel-folio", "jeweller-estimate", "manufacturer-boxed",
                "roll-58",
                "roll-80", "saas-minimal", "transport-freight", "vyapar-blue", "word-letter", "zoho-standard",
                "zone-supply",
            ])
    }

    @Test(
        "the same seed gives the same bytes",
        arguments: ["grid-heads", "einvoice-boxed", "hindi-only", "roll-80"])
    func deterministic(_ name: String) throws {
        let layout = try #require(Layout(rawValue: name))
        let request = SampleRequest(folder: "unused", seed: 3, count: 1, layouts: [layout])
        #expect(try SampleGenerator(request).files(at: 0) == SampleGenerator(request).files(at: 0))
    }

    @Test("the truth's values stand on the page", arguments: forms, [1, 2] as [UInt64])
    func printed(_ layout: Layout, _ seed: UInt64) throws {
        let (invoice, sheet) = try Self.sample(layout, seed)
        let ink = Self.squeezed(sheet.pages.flatMap { Self.texts($0).map(\.text) }.joined(separator: "|"))
        let json = Truth(invoice: invoice, sheet: sheet, layout: layout, defects: []).json
        #expect(json["document_type"]?.stringValue == invoice.kind.rawValue)
        func stands(_ text: String) -> Bool { ink.contains(Self.squeezed(text)) }
        func stands(_ amount: Paise) -> Bool { NumberManner.allCases.contains { stands($0.text(amount)) } }
        for name in [
            "invoice_number", "supplier_name", "supplier_gstin", "supplier_pan", "buyer_name", "buyer_gstin",
            "irn", "ack_number", "eway_bill_number", "po_number", "bank_account", "ifsc", "amount_in_words",
        ] {
            guard let text = json[name]?.stringValue else { continue }
            #expect(stands(text), "\(layout.rawValue) \(name) \(text)")
        }
        for (name, amount) in [
            ("total", invoice.total), ("taxable_total", invoice.taxable), ("round_off", invoice.roundOff),
        ] where json[name]?.stringValue != nil { #expect(stands(amount), "\(layout.rawValue) \(name)") }
        for (name, day) in [("invoice_date", invoice.date), ("due_date", invoice.dueDate)] {
            guard json[name]?.stringValue != nil, let day else { continue }
            #expect(DateStyle.allCases.contains { stands(day.text($0)) }, "\(layout.rawValue) \(name)")
        }
        for (row, line) in zip(json["line_items"]?.arrayValue ?? [], invoice.lines) {
            #expect(stands(line.description), "\(layout.rawValue) \(line.description)")
            for name in ["hsn", "unit", "quantity"] {
                guard let text = row[name]?.stringValue else { continue }
                #expect(stands(text), "\(layout.rawValue) \(name) \(text)")
            }
            for (name, amount) in [
                ("unit_price", line.unitPrice), ("taxable_value", line.taxable), ("amount", line.amount),
                ("cgst", line.cgst), ("igst", line.igst), ("discount", line.discount),
            ] where row[name]?.stringValue != nil {
                #expect(stands(amount), "\(layout.rawValue) \(name) \(amount.plain)")
            }
        }
    }

    @Test("no text runs out of the page or over another", arguments: Layout.allCases, [1, 4] as [UInt64])
    func room(_ layout: Layout, _ seed: UInt64) throws {
        let (_, sheet) = try Self.sample(layout, seed)
        let measure = TextMeasure()
        for (number, page) in sheet.pages.enumerated() {
            var boxes: [(text: String, area: Area)] = []
            for mark in Self.texts(page) {
                let size = measure.size(of: mark.text, style: mark.style, width: mark.width)
                var left = mark.place.x
                let room = mark.width ?? 0
                switch mark.style.alignment {
                case .left: break
                case .centre: left += (room - size.width) / 2
                case .right: left += room - size.width
                }
                let area = Area(x: left, y: mark.place.y, width: size.width, height: size.height)
                let isInside =
                    left > 0 && left + size.width < page.size.width && area.origin.y >= 0
                    && area.origin.y + size.height <= page.size.height
                #expect(
                    isInside, "\(layout.rawValue) \(seed) page \(number + 1): \(mark.text) leaves the page")
                boxes.append((mark.text, area))
            }
            boxes.sort { $0.area.origin.y < $1.area.origin.y }
            for (index, box) in boxes.enumerated() {
                for other in boxes[(index + 1)...] {
                    if other.area.origin.y >= box.area.origin.y + box.area.height { break }
                    let high =
                        min(box.area.origin.y + box.area.height, other.area.origin.y + other.area.height)
                        - other.area.origin.y
                    let wide =
                        min(box.area.origin.x + box.area.width, other.area.origin.x + other.area.width)
                        - max(box.area.origin.x, other.area.origin.x)
                    #expect(
                        !(wide > 1.5 && high > min(box.area.height, other.area.height) * 0.3),
                        "\(layout.rawValue) \(seed) page \(number + 1): “\(box.text)” and “\(other.text)” lie on each other"
                    )
                }
            }
        }
    }

    @Test("a registered form carries a QR code that its key checks")
    func code() throws {
        let layout = try #require(Layout(rawValue: "einvoice-boxed"))
        let (invoice, sheet) = try Self.sample(layout, 5)
        #expect(invoice.electronic != nil && invoice.signedCode != nil)
        #expect(sheet.pages.contains { $0.marks.contains { if case .code = $0 { true } else { false } } })
        let token = try #require(TestPortal.token(invoice))
        #expect(ForeignSignature.holds(token, key: TestPortal.publicKey))
        #expect(!ForeignSignature.holds(token + "A", key: TestPortal.publicKey))
    }

    @Test("every accident changes the picture, and the same seed gives the same", arguments: Wear.allCases)
    func wear(_ wear: Wear) throws {
        var request = SampleRequest(
            folder: "unused", seed: 2, count: 1, layouts: [.thermal], formats: [.scan])
        let plain = try SampleGenerator(request).files(at: 0)
        request.wears = [wear]
        let worn = try SampleGenerator(request).files(at: 0)
        #expect(worn[0].bytes != plain[0].bytes)
        #expect(try JSONParser.parse(worn[1].bytes)["wear"]?.stringValue == wear.rawValue)
        #expect(try JSONParser.parse(plain[1].bytes)["wear"] == nil)
        #expect(try SampleGenerator(request).files(at: 0) == worn)
    }
}
