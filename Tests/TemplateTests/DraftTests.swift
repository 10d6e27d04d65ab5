import AssayKit
import DocumentLayout
import Testing
import TypedPages

@testable import Template

@Suite("Proposed templates")
struct DraftTests {
    /// What a template proposed for a document and a record reads off it again, and the proposal.
    private static func proposal(_ page: String, _ record: (Sheet) -> Record) throws -> (JSONValue, Record?) {
        try TypedPage.document([page]).withUnsafeBytes { buffer in
            let sheet = SheetBuilder.sheet(try DocumentView(validating: buffer))
            let draft = TemplateDraft(sheet: sheet, record: record(sheet)).json {}
            var template = try #require(draft["template"]?.objectValue)
            template.append("name", "draft")
            let rules = try JSONValueDecoder.decode(Template.self, from: .object(template))
            return (draft, try TemplateReader(templates: [rules]).read(sheet)?.record)
        }
    }

    /// The field that stands where these words do.
    private static func field(_ value: String, _ words: String, in sheet: Sheet) -> Field {
        let tokens = LabelIndex(sheet).words(with: words).map(Array.init) ?? []
        return sheet.field(Reading(value, tokens: tokens, support: 0.95))
    }

    @Test("each value is read again, by its label where there is one")
    func fields() throws {
        let (draft, record) = try Self.proposal(TemplateTests.bill) { sheet in
            Record(
                pages: [1],
                fields: [
                    "supplier_name": Self.field("Kwik Supplies Ltd", "Kwik Supplies Ltd", in: sheet),
                    "invoice_number": Self.field("KS-2041", "KS-2041", in: sheet),
                    "invoice_date": Self.field("2026-04-03", "03/04/2026", in: sheet),
                    "buyer_name": Self.field("Bob Stone", "Bob Stone", in: sheet),
                    "tax_total": Self.field("9.50", "9.50", in: sheet),
                    "total": Self.field("57.00", "57.00", in: sheet),
                    "irn": Field("nowhere", confidence: 1),
                ])
        }
        let rules = draft["template"]?["fields"]
        #expect(rules?["invoice_number"]?["label"]?.stringValue == "Invoice no.")
        #expect(rules?["buyer_name"]?["place"]?.stringValue == "below")
        #expect(rules?["tax_total"]?["label"]?.stringValue == "VAT 20%")
        #expect(rules?["total"]?["label"]?.stringValue == "Total due")
        #expect(draft["missed"]?.arrayValue == ["irn"])
        #expect(
            record?.fields.mapValues(\.value) == [
                "supplier_name": "Kwik Supplies Ltd", "invoice_number": "KS-2041",
                "invoice_date": "2026-04-03",
                "buyer_name": "Bob Stone", "tax_total": "9.50", "total": "57.00",
            ])
    }

    @Test("line items by the headings over them")
    func items() throws {
        let (draft, record) = try Self.proposal(TemplateTests.bill) { sheet in
            Record(
                pages: [1], fields: ["supplier_name": Self.field("Kwik", "Kwik", in: sheet)],
                lineItems: [
                    [
                        "description": Self.field("Paper A4", "Paper A4", in: sheet),
                        "quantity": Self.field("10", "10", in: sheet),
                        "amount": Self.field("45.00", "45.00", in: sheet),
                    ],
                    [
                        "description": Self.field("Pens", "Pens", in: sheet),
                        "amount": Self.field("2.50", "2.50", in: sheet),
                    ],
                ])
        }
        #expect(draft["template"]?["line_items"]?["columns"]?["amount"]?["heading"]?.stringValue == "Total")
        #expect(record?.lineItems.map { $0["amount"]?.value } == ["45.00", "2.50"])
    }

    @Test("a document of which nothing is known gives a template that tells it again")
    func nothing() throws {
        let (draft, record) = try Self.proposal(TemplateTests.bill) { _ in Record() }
        #expect(draft["template"]?["fields"]?.objectValue?.isEmpty == true)
        #expect(record != nil)
    }
}
