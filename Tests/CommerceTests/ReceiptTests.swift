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
            name: "the day after the twelfth on one date tells how the others are meant",
            page: "PAPER SHOP\nDate: 11/03/2017\nTotal 3.00\nExchange until 11/17/2017",
            fields: ["invoice_date": "2017-11-03"]),
        Case(
            name: "dates that contradict each other leave the order as it was",
            page: "PAPER SHOP\nDate: 11/03/2017\nTotal 3.00\nValid 11/17/2017 to 18/12/2017",
            fields: ["invoice_date": "2017-03-11"]),
        Case(
            name: "a register number behind the name is no part of it, a postcode begins no name",
            page: """
                77 RIVER MART $/B (519537-X)
                LOT P.T. 28, JALAN ANGSA,
                41150 KLANG, SELANGOR
                Total 3.00
                """,
            fields: ["supplier_name": "77 RIVER MART S/B"]),
        Case(
            name: "a name that goes on below with the company's form",
            page: "LANTERN BOOK\nCO. (M) SON BHD\n(CO. NO. 113825-W)\nTotal 3.00",
            fields: ["supplier_name": "LANTERN BOOK CO. (M) SDN BHD"]),
        Case(
            name: "a remark in brackets is no name",
            page: "LANTERN VIVA CITY\n(LANTERN SHOP (95874))\nUNIT L1-04, MEGAMALL,\nTotal 3.00",
            fields: ["supplier_name": "LANTERN VIVA CITY"]),
        Case(
            name: "a company whose name contains a short word for telephone",
            page: "HOTELIER TELECOMMUNICATIONS SDN BHD\n12 High Street\nTotal 3.00",
            fields: ["supplier_name": "HOTELIER TELECOMMUNICATIONS SDN BHD"]),
        Case(
            name: "points of a customer card below are no change",
            page: """
                RIVER PHARMACY
                TOTAL              180.10
                GST                  8.70
                TOTAL PAYMENT      180.10
                CHANGE               0.00
                Prev Balance         2651
                Total Sales Inclusive GST @ 8.70
                """,
            fields: ["total": "180.10"]),
        Case(
            name: "a section mark before a decimal mark is a five",
            page: "PAPER SHOP\nTotal Sales (Inclusive of GST) §.30\nCASH §.30\nChange 0.00",
            fields: ["total": "5.30"]),
        Case(
            name: "a misread digit of the total, by cash and change, where the sum is printed elsewhere too",
            page: """
                RIVER MART
                Bags              RM1S.90
                Total Sales (Inclusive GST) RM 15.96
                CASH              RM $1.00
                CHANGE            RM 35.10
                """,
            fields: ["total": "15.90"]),
        Case(
            name: "nothing is mended to a sum that is printed nowhere",
            page: """
                RIVER MART
                Total Sales (Inclusive GST) RM 15.96
                CASH              RM 51.00
                CHANGE            RM 35.10
                """,
            fields: ["total": "15.96"]),
        Case(
            name: "a line of rounding whose total can't be read",
            page: "RIVER MART\nTotal Sales (Inclusive GST) RM 52.08\nRounding Adjustment RM 202",
            fields: ["total": "52.10"]),
        Case(
            name: "a line of rounding that tells of another sum",
            page: "RIVER MART\nTotal Sales (Inclusive GST) RM 52.08\nRounding Adjustment RM 0.01",
            fields: ["total": "52.08"]),
        Case(
            name: "a lost zero, by goods and tax",
            page: "COFFEE HOUSE\nSub Total 10 94\nTotal GST 0.66\nTOTAL 11.6",
            fields: ["total": "11.60"]),
        Case(
            name: "a number with one decimal is no total by itself",
            page: "COFFEE HOUSE\nSub Total 10.90\nTotal GST 0.66\nTOTAL 11.6", fields: [:],
            absent: ["total"]),
        Case(
            name: "hyphens read as tildes, digits as letters",
            page: "PAPER SHOP\n22~04-16 13:13\nTotal 3.00", fields: ["invoice_date": "2016-04-22"]),
        Case(
            name: "digits of a date read as letters",
            page: "PAPER SHOP\n09:06PM 5467455 Gi-11-17\nTotal 3.00", fields: ["invoice_date": "2017-11-01"]),
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
