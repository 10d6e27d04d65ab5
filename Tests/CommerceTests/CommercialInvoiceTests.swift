import AssayKit
import Testing
import TypedPages

@testable import Commerce

/// Whole invoices in several languages.
struct CommercialInvoiceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let page: String
        let fields: [String: String]
        var items: [[String: String]] = []
        var absent: [String] = []
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "German, with comma decimals",
            page: """
                Verkäufer:                          Käufer:
                Nordlicht Werkzeug GmbH             Seiler & Partner KG
                Hafenstr. 9                         Am Markt 4
                24103 Kiel                          99084 Erfurt
                USt-IdNr: DE812345678

                Rechnung Nr. R-2024-0117 vom 05.02.2024

                Pos    Bezeichnung             Menge     Preis      USt     Betrag
                1      Bohrer 8 mm                10      4,50 €    19%     45,00 €
                2      Schleifpapier fein          3      2,90 €    19%      8,70 €

                                               Nettobetrag:         53,70 €
                                               Steuerbetrag:        10,20 €
                                               Gesamtbetrag:        63,90 €
                """,
            fields: [
                "supplier_name": "Nordlicht Werkzeug GmbH", "buyer_name": "Seiler & Partner KG",
                "invoice_number": "R-2024-0117", "invoice_date": "2024-02-05", "taxable_total": "53.70",
                "tax_total": "10.20", "total": "63.90", "currency": "EUR", "supplier_vat_id": "DE812345678",
            ],
            items: [
                [
                    "description": "Bohrer 8 mm", "quantity": "10", "unit_price": "4.50",
                    "taxable_value": "45.00", "rate": "19",
                ],
                [
                    "description": "Schleifpapier fein", "quantity": "3", "unit_price": "2.90",
                    "taxable_value": "8.70",
                ],
            ]),
        Case(
            name: "a window for the buyer, names over two lines, discounts, and a tax for each rate",
            page: """
                Bei Spiel GmbH ● Ecke 12 ● 12345 Stadthausen

                Theodor Est
                Bahnstr. 42
                88802 Spielkreis

                Rechnung Nr. 2020/508 vom 21.11.2020            TVA : DE812345678

                Pos   Artikel             Menge         Preis    Rabatt    USt       Betrag
                1     Zitronensäure       10 Stk.      4,50 €     10 %     19 %     40,50 €
                      fein
                2     Luftballon A: rot   20 Stk.      0,50 €               7 %     10,00 €

                                                         Nettobetrag:           50,50 €
                                                         Steuerbetrag 19 %:      7,70 €
                                                         Steuerbetrag 7 %:       0,70 €
                                                         Gesamtbetrag:          58,90 €
                                                         Zu zahlen:             58,90 €
                """,
            fields: [
                "buyer_name": "Theodor Est", "invoice_number": "2020/508", "taxable_total": "50.50",
                "tax_total": "8.40", "total": "58.90", "amount_due": "58.90",
                "supplier_vat_id": "DE812345678",
            ],
            items: [
                [
                    "description": "Zitronensäure fein", "quantity": "10", "unit_price": "4.50",
                    "taxable_value": "40.50", "rate": "19",
                ],
                ["description": "Luftballon A", "quantity": "20", "taxable_value": "10.00", "rate": "7"],
            ]),
        Case(
            name: "English, with thousands and a due date",
            page: """
                Bright Lamps Ltd
                Invoice Number: INV-4410        Invoice Date: March 3, 2024
                Due Date: 02/04/2024
                Bill To:
                Acme Stores plc

                Description            Qty      Unit price      Amount
                Desk lamp, brass        12        £120.00      £1,440.00

                Net amount                                     £1,440.00
                Total VAT                                        £288.00
                Invoice total                                  £1,728.00
                """,
            fields: [
                "supplier_name": "Bright Lamps Ltd", "buyer_name": "Acme Stores plc",
                "invoice_number": "INV-4410",
                "invoice_date": "2024-03-03", "total": "1728.00", "taxable_total": "1440.00",
                "tax_total": "288.00",
                "currency": "GBP",
            ],
            items: [
                [
                    "description": "Desk lamp, brass", "quantity": "12", "unit_price": "120.00",
                    "taxable_value": "1440.00",
                ]
            ]),
        Case(
            name: "rates under their sign, an article for nothing, its number in front of its name",
            page: """
                Nordlicht Werkzeug GmbH

                Rechnung Nr. R-2024-0118 vom 05.02.2024

                Art-Nr            Bezeichnung           Menge         Preis    MwSt-%   Nettowert
                Toolbox 0815      Stahlcoil             10 Stk.     12,0000      19,0      120,00
                Kit 0816          Zugabe                 5 Stk.      0,0000       7,0        0,00

                                                        Nettobetrag:               120,00
                                                        Steuerbetrag:               22,80
                                                        Gesamtbetrag:              142,80
                """,
            fields: ["taxable_total": "120.00", "tax_total": "22.80", "total": "142.80"],
            items: [
                ["description": "Stahlcoil", "quantity": "10", "rate": "19.0", "taxable_value": "120.00"],
                ["description": "Zugabe", "quantity": "5", "rate": "7.0", "taxable_value": "0.00"],
            ]),
        Case(
            name: "a credit note states what is credited",
            page: """
                Avoir AV-2024-0005
                Moulin Bleu SARL
                Description                 Quantité     Prix        Prix HT
                Huile d'olive                     10     19,80 €    -198,00 €
                                            Total HT                -198,00 €
                                            Montant TVA              -10,89 €
                                            Total TTC               -208,89 €
                """,
            fields: ["taxable_total": "198.00", "tax_total": "10.89", "total": "208.89"],
            items: [["description": "Huile d'olive", "quantity": "10", "taxable_value": "198.00"]]),
        Case(
            name: "French",
            page: """
                Fournisseur:
                Moulin Bleu SARL
                N° TVA: FR11999999998
                Facture n° FA-2024-0008
                Date de facture: 16/11/2024
                Total HT         100,00 €
                Montant TVA       20,00 €
                Total TTC        120,00 €
                """,
            fields: [
                "invoice_number": "FA-2024-0008", "invoice_date": "2024-11-16", "total": "120.00",
                "taxable_total": "100.00", "tax_total": "20.00", "supplier_vat_id": "FR11999999998",
            ]),
        Case(
            name: "a row whose figures disagree is no item",
            page: """
                Invoice No: 77-A    Date: 30/01/2024
                Widget      3      5.00      16.00
                Total      16.00 EUR
                """,
            fields: ["invoice_number": "77-A", "total": "16.00"]),
        Case(
            name: "of sums that agree none can be another's",
            page: """
                Invoice No: 9001
                Subtotal        90.00
                Shipping        10.00
                Net amount     100.00
                VAT 20%         20.00
                Total           95.00
                Grand total    120.00
                """,
            fields: ["taxable_total": "100.00", "tax_total": "20.00", "total": "120.00"]),
        Case(
            name: "a net total is the sum before tax, what is due the sum with it",
            page: """
                Invoice No: 9002
                Net total: 496.00 €
                VAT total: 75.04 €
                Due payable: 571.04 €
                """,
            fields: ["taxable_total": "496.00", "tax_total": "75.04", "total": "571.04"]),
        Case(
            name: "where an address follows the label there is no buyer's name",
            page: """
                Invoice No: 9003
                Bill To:
                282, Mill Lane
                Leeds
                Grand total    120.00
                """,
            fields: ["total": "120.00"], absent: ["buyer_name"]),
        Case(
            name: "in a table with a row for each rate the row that sums them counts",
            page: """
                Invoice No: 9004
                Nettobetrag      Steuerbetrag      Gesamtbetrag
                     100,00             19,00            119,00
                      50,00              3,50             53,50
                     150,00             22,50            172,50
                """,
            fields: ["taxable_total": "150.00", "tax_total": "22.50", "total": "172.50"]),
        Case(
            name: "nothing that is not there", page: "Dear customer,\nwe wish you a happy new year.",
            fields: [:],
            absent: ["total", "invoice_number", "invoice_date", "currency", "supplier_name", "buyer_name"]),
    ]

    @Test("invoices", arguments: cases)
    func invoice(_ sample: Case) throws {
        let record = try #require(try records(sample.page).first)
        for (name, value) in sample.fields.sorted(by: { $0.key < $1.key }) {
            #expect(record[name]?.value == value, "\(name)")
        }
        for name in sample.absent { #expect(record[name] == nil, "\(name): \(record[name]?.value ?? "")") }
        #expect(record.lineItems.count == sample.items.count)
        for (item, expected) in zip(record.lineItems, sample.items) {
            for (cell, value) in expected { #expect(item[cell]?.value == value, "\(cell)") }
        }
        for (name, field) in record.fields {
            #expect(FieldTable.field(name) != nil, "\(name) is in the table")
            #expect(field.page != nil && field.box != nil, "\(name) has its place")
        }
    }

    @Test("random words neither trap nor invent fields", arguments: [1, 2, 3, 4] as [UInt64])
    func random(seed: UInt64) throws {
        var state = seed
        func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(sides))
        }
        let words = [
            "Invoice", "No", "Total", "Date", ":", "31.02.2024", "2024-13-40", "99999999999999999999", "-",
            "0,00", "1.2.3",
            "€", "RM", "%", "DE123456789", "Rechnung", "vom", "Nr.", "", "é", "Cash", "Change", "Verkäufer:",
            "Name:", "12",
            "5.00", "1,000.00", "(", "GmbH", "9999999999999.99", "0.0001",
        ]
        for _ in 0..<100 {
            let page = (0..<(1 + roll(30))).map { _ in
                (0..<roll(9)).map { _ in words[roll(words.count)] + (roll(3) == 0 ? "   " : "") }.joined(
                    separator: " ")
            }.joined(separator: "\n")
            for document in [false, true].map({ TypedPage.document([page], recognised: $0) }) {
                try document.withUnsafeBytes { buffer in
                    let view = try DocumentView(validating: buffer)
                    for record in ReceiptExtractor().records(view) + InvoiceExtractor().records(view) {
                        for (name, field) in record.fields {
                            #expect(FieldTable.field(name) != nil)
                            #expect((0...1).contains(field.confidence))
                        }
                    }
                }
            }
        }
    }

    private func records(_ page: String) throws -> [Record] {
        try TypedPage.document([page]).withUnsafeBytes { buffer in
            InvoiceExtractor().records(try DocumentView(validating: buffer))
        }
    }
}
