import AssayKit
import DocumentLayout
import Testing
import TypedPages

@testable import Template

/// A document and what a template reads off it.
struct TemplateCase: Sendable, CustomTestStringConvertible {
    let name: String
    var pages: [String]
    let template: String
    let fields: [String: String]
    var items: [[String: String]] = []
    var absent: [String] = []
    var recognised = false
    var testDescription: String { name }

    static func read(_ templates: [String], _ pages: [String], recognised: Bool = false) throws
        -> TemplateReader.Finding?
    {
        let json = try JSONParser.parse("{\"templates\": [\(templates.joined(separator: ","))]}")
        let options = try JSONValueDecoder.decode(TemplateOptions.self, from: json)
        let bytes = TypedPage.document(pages, recognised: recognised)
        return try bytes.withUnsafeBytes { buffer in
            let document = try DocumentView(validating: buffer)
            return try TemplateReader(templates: options.templates).read(SheetBuilder.sheet(document))
        }
    }
}

@Suite("Documents read by templates")
struct TemplateTests {
    static let bill = """
        Kwik Supplies Ltd                              INVOICE
        12 Mill Lane
        Leeds LS1 4AB                     Invoice no.:   KS-2041
                                          Date:          03/04/2026
        Ship to          Bill to          Due            17/04/2026
        Anne Hill        Bob Stone
        3 High Street    9 Low Road

        Item                  Qty     Price    VAT      Total
        Paper A4               10      4.50    20%      45.00
          recycled, white
        Pens                    2      1.25    20%       2.50

        Net amount                                      47.50
        VAT 20%                                          9.50
        Total due                                GBP    57.00
        """

    static let continued = [
        """
        Longlist GmbH                Rechnung 77

        Artikel                  Menge      Betrag
        Schraube M4                  4        1,20
        Mutter M4                    4        0,80
        Uebertrag                             2,00
        """,
        """
        Longlist GmbH                Seite 2

        Artikel                  Menge      Betrag
        Uebertrag                             2,00
        Scheibe                  1.000       12,50
        Summe                                14,50
        """,
    ]

    static let cases = [
        TemplateCase(
            name: "labels to the right", pages: [bill],
            template: """
                {"name": "k", "keywords": ["Kwik Supplies"], "fields": {
                 "invoice_number": {"label": "Invoice no."}, "invoice_date": {"label": "Date"},
                 "total": {"label": "Total due"}, "tax_total": {"label": ["MwSt", "VAT 20%"]}}}
                """,
            fields: [
                "invoice_number": "KS-2041", "invoice_date": "2026-04-03", "total": "57.00",
                "tax_total": "9.50",
            ]),
        TemplateCase(
            name: "labels above, one line and two", pages: [bill],
            template: """
                {"name": "k", "keywords": ["kwiksupplies"], "fields": {
                 "buyer_name": {"label": "Bill to", "place": "below"},
                 "ship_to_address": {"label": "Anne Hill", "place": "below"},
                 "buyer_address": {"label": "Bill to", "place": "below", "lines": 2}}}
                """,
            fields: [
                "buyer_name": "Bob Stone", "buyer_address": "Bob Stone 9 Low Road",
                "ship_to_address": "3 High Street",
            ]),
        TemplateCase(
            name: "patterns, regions and constants", pages: [bill],
            template: #"""
                {"name": "k", "keywords": ["Kwik"], "fields": {
                 "supplier_name": {"value": "Kwik Supplies Ltd"}, "currency": {"regex": "GBP|EUR"},
                 "po_number": {"value": "none", "label": "Order number"}, "document_type": {"label": "INVOICE", "value": "other_invoice"},
                 "supplier_pin": {"region": {"box": [0, 60, 150, 80]}, "regex": "Leeds (\\S+ \\S+)"},
                 "supplier_address": {"region": {"page": -1, "box": [0, 50, 200, 80]}},
                 "x_terms": {"value": "30 days"}, "due_date": {"regex": "Due (\\S+)"},
                 "taxable_total": {"regex": "[\\d.]+", "pick": "largest", "type": "amount"}}}
                """#,
            fields: [
                "supplier_name": "Kwik Supplies Ltd", "currency": "GBP", "supplier_pin": "LS14AB",
                "x_terms": "30 days",
                "supplier_address": "12 Mill Lane Leeds LS1 4AB", "document_type": "other_invoice",
                "due_date": "2026-04-17", "taxable_total": "2041",
            ], absent: ["po_number"]),
        TemplateCase(
            name: "months first, and rules tried in turn", pages: [bill],
            template: """
                {"name": "k", "keywords": ["Kwik"], "dates": "month_first", "fields": {
                 "invoice_date": [{"label": "Issued"}, {"label": "Date", "place": "right"}]}}
                """,
            fields: ["invoice_date": "2026-03-04"]),
        TemplateCase(
            name: "columns by heading, a description over two lines", pages: [bill],
            template: """
                {"name": "k", "keywords": ["Kwik"], "line_items": {"end": "Net amount", "columns": {
                 "description": {"heading": "Item"}, "quantity": {"heading": "Qty"},
                 "unit_price": {"heading": "Price"}, "rate": {"heading": "VAT"}, "amount": {"heading": "Total"}}}}
                """,
            fields: [:],
            items: [
                [
                    "description": "Paper A4 recycled, white", "quantity": "10", "unit_price": "4.50",
                    "rate": "20",
                    "amount": "45.00",
                ],
                [
                    "description": "Pens", "quantity": "2", "unit_price": "1.25", "rate": "20",
                    "amount": "2.50",
                ],
            ]),
        TemplateCase(
            name: "rows below an item that say more of it", pages: [bill],
            template: #"""
                {"name": "k", "keywords": ["Kwik"], "line_items": {"end": "Net amount", "below": ["^recycled, (?<x_colour>.+)"],
                 "columns": {"description": {"heading": "Item"}, "amount": {"heading": "Total"}}}}
                """#,
            fields: [:],
            items: [
                ["description": "Paper A4", "amount": "45.00", "x_colour": "white"],
                ["description": "Pens", "amount": "2.50"],
            ]),
        TemplateCase(
            name: "columns by place", pages: [bill],
            template: """
                {"name": "k", "keywords": ["Kwik"], "line_items": {"start": "Item", "end": ["Net amount"], "columns": {
                 "description": {"x": [20, 150]}, "amount": {"x": [300, 360]}}}}
                """,
            fields: [:],
            items: [
                ["description": "Paper A4 recycled, white", "amount": "45.00"],
                ["description": "Pens", "amount": "2.50"],
            ]),
        TemplateCase(
            name: "a pattern a row", pages: [bill],
            template: #"""
                {"name": "k", "keywords": ["Kwik"], "line_items": {"start": "Item", "end": ["Net amount"],
                 "row": "^(?<description>\\D.*?) (?<quantity>\\d+) (?<unit_price>[\\d.]+) \\d+% (?<amount>[\\d.]+)$"}}
                """#,
            fields: [:],
            items: [
                ["description": "Paper A4", "quantity": "10", "unit_price": "4.50", "amount": "45.00"],
                ["description": "Pens", "quantity": "2", "unit_price": "1.25", "amount": "2.50"],
            ]),
        TemplateCase(
            name: "items over two pages, with comma decimals", pages: continued,
            template: """
                {"name": "l", "keywords": ["Longlist GmbH"], "decimals": "comma",
                 "fields": {"invoice_number": {"label": "Rechnung"}, "total": {"label": "Summe"}},
                 "line_items": {"end": "Summe", "skip": ["^Uebertrag"], "columns": {
                 "description": {"heading": "Artikel"}, "quantity": {"heading": "Menge"}, "amount": {"heading": "Betrag"}}}}
                """,
            fields: ["invoice_number": "77", "total": "14.50"],
            items: [
                ["description": "Schraube M4", "quantity": "4", "amount": "1.20"],
                ["description": "Mutter M4", "quantity": "4", "amount": "0.80"],
                ["description": "Scheibe", "quantity": "1000", "amount": "12.50"],
            ]),
        TemplateCase(
            name: "a label that OCR misread", pages: [bill.replacing("Invoice no.", with: "lnvoice no.")],
            template: """
                {"name": "k", "keywords": ["Kwik Suppiies"], "fields": {"invoice_number": {"label": "Invoice no."}}}
                """,
            fields: ["invoice_number": "KS-2041"], recognised: true),
    ]

    @Test("fields and items", arguments: cases)
    func reads(one: TemplateCase) throws {
        let finding = try TemplateCase.read([one.template], one.pages, recognised: one.recognised)
        let record = try #require(finding?.record)
        #expect(record.fields.mapValues(\.value) == one.fields)
        #expect(record.lineItems.map { $0.mapValues(\.value) } == one.items)
        for name in one.absent { #expect(record[name] == nil) }
    }

    @Test("a value has its page, place and words")
    func evidence() throws {
        let template = """
            {"name": "l", "keywords": ["Longlist"], "decimals": "comma", "fields": {"total": {"label": "Summe"}}}
            """
        let total = try #require(try TemplateCase.read([template], Self.continued)?.record["total"])
        #expect(total.page == 2 && total.raw == "14,50" && total.confidence >= 0.95)
        let box = try #require(total.box)
        #expect(box.x0 > 200 && box.y0 > 90 && box.y1 < 120)
    }

    private static func template(_ name: String, _ rest: String) -> String {
        "{\"name\": \"\(name)\", \(rest)}"
    }

    @Test("the best match comes first, and one that lacks what it requires not at all")
    func choice() throws {
        let any = Self.template(
            "any", #""keywords": ["INVOICE"], "fields": {"total": {"label": "Total due"}}"#)
        let own = Self.template(
            "own", #""keywords": ["INVOICE", "Kwik"], "fields": {"total": {"label": "Total due"}}"#)
        let late = Self.template(
            "late", #""keywords": ["INVOICE", "Kwik Supplies Ltd"], "required": ["irn"]"#)
        let first = Self.template("first", #""keywords": ["INVOICE"], "priority": 5"#)
        let not = Self.template("not", #""keywords": ["INVOICE", "Kwik Supplies Ltd"], "exclude": ["Leeds"]"#)
        func name(_ templates: String...) throws -> String? {
            try TemplateCase.read(templates, [Self.bill])?.template.name
        }
        #expect(try name(any, own) == "own")
        #expect(try name(any, own, late) == "own")
        #expect(try name(any, own, first) == "first")
        #expect(try name(any, not) == "any")
        #expect(try name(not, late) == nil)
    }

    @Test(
        "options that can't be right are refused",
        arguments: [
            #"{"name": "a", "keywords": ["x"], "fields": {"total": {"pick": "last"}}}"#,
            #"{"name": "a", "keywords": ["x"], "fields": {"total": {"regex": "(a"}}}"#,
            #"{"name": "a", "keywords": ["x"], "fields": {"total": {"region": {"box": [10, 10, 5, 20]}}}}"#,
            #"{"name": "a", "keywords": ["x"], "line_items": {}}"#,
            #"{"name": "a", "keywords": ["x"], "line_items": {"columns": {"amount": {"regex": "a"}}}}"#,
        ])
    func refused(template: String) {
        #expect(throws: (any Error).self) { try TemplateCase.read([template], [Self.bill]) }
    }

    @Test("a costly pattern and an empty document give nothing")
    func hostile() throws {
        let pattern = Self.template("a", #""keywords": ["a"], "fields": {"total": {"regex": "(a+)+$"}}"#)
        let page = String(repeating: "a", count: 200) + "!"
        let finding = try TemplateCase.read([pattern], Array(repeating: page, count: 3))
        #expect(finding?.record.fields.isEmpty == true)
        #expect(try TemplateCase.read([pattern], [""]) == nil)
    }
}
