import AssayKit
import Testing
import TypedPages

@testable import Commerce

/// Whole receipts as tills print them.
struct ReceiptTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let page: String
        let fields: [String: String]
        var absent: [String] = []
        var isRecognised = true
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "cash less change confirms the total",
            page: """
                     HARBOUR HARDWARE TRADING
                     (004512-X)
                     NO 14, JALAN BESAR 3,
                     51200 KUALA LUMPUR
                     TEL: 03-6251 0000
                         TAX INVOICE
                Invoice No : CS00123        Date : 09/02/2018
                Hinge 3 inch      2 x 3.50        7.00
                Total Qty         2
                Total             RM 7.00
                CASH              RM 10.00
                CHANGE            RM 3.00
                """,
            fields: [
                "supplier_name": "HARBOUR HARDWARE TRADING", "invoice_date": "2018-02-09", "total": "7.00",
                "invoice_number": "CS00123", "currency": "MYR", "document_type": "retail_receipt",
                "supplier_address": "NO 14, JALAN BESAR 3, 51200 KUALA LUMPUR",
            ]),
        Case(
            name: "a lost decimal point is put back where the till's arithmetic proves it",
            page: """
                CORNER MART
                12 High Street 4
                GRAND TOTAL        1000
                CASH              20.00
                CHANGE DUE        10.00
                23/03/2018 6:34 PM
                """,
            fields: ["total": "10.00", "invoice_date": "2018-03-23", "supplier_name": "CORNER MART"]),
        Case(
            name: "without that proof a number without decimals is no total",
            page: """
                CORNER MART
                GRAND TOTAL        1000
                23/03/2018
                """,
            fields: ["supplier_name": "CORNER MART"], absent: ["total"]),
        Case(
            name: "the rounded total counts, not the one before rounding",
            page: """
                SUNRISE BAKERY
                Total Sales (Excluding GST)   52.08
                Total GST                      0.00
                Rounding                       0.02
                Total after rounding          52.10
                VISA                          52.10
                12 MAR 2018
                """,
            fields: ["total": "52.10", "invoice_date": "2018-03-12"]),
        Case(
            name: "sums in the table of taxes are not the total",
            page: """
                SEASIDE RESTAURANT
                Nett Total        8.20
                CASH              8.20
                CHANGE            0.00
                GST Summary
                Total             7.74    0.46
                """,
            fields: ["total": "8.20"]),
        Case(
            name: "a day above twelve is a day whatever the order",
            page: "PAPER SHOP\nDate: 2018-03-18\nTotal 3.00\nReceipt",
            fields: ["invoice_date": "2018-03-18", "document_type": "retail_receipt"]),
        Case(
            name: "no total, no guess",
            page: "PAPER SHOP\nThank you for coming\nPen 2.00\nInk 5.00", fields: [:],
            absent: ["total", "invoice_date", "document_type"]),
    ]

    @Test("receipts", arguments: cases)
    func receipt(_ sample: Case) throws {
        let record = try #require(try records(sample.page, isRecognised: sample.isRecognised).first)
        for (name, value) in sample.fields.sorted(by: { $0.key < $1.key }) {
            #expect(record[name]?.value == value, "\(name)")
        }
        for name in sample.absent { #expect(record[name] == nil, "\(name)") }
        for (name, field) in record.fields {
            #expect(FieldTable.field(name) != nil, "\(name) is in the table")
            #expect(field.page != nil && field.box != nil, "\(name) has its place")
            #expect((0...1).contains(field.confidence), "\(name)")
        }
    }

    @Test("a document without words has no record")
    func empty() throws { #expect(try records("", isRecognised: false).isEmpty) }

    private func records(_ page: String, isRecognised: Bool) throws -> [Record] {
        try TypedPage.document([page], recognised: isRecognised).withUnsafeBytes { buffer in
            ReceiptExtractor().records(try DocumentView(validating: buffer))
        }
    }
}
