import AssayKit
import DocumentLayout
import Testing
import TypedPages

@testable import GST

/// What recognition makes of numbers, and what they are.
struct MisreadTests {
    struct Number: Sendable, CustomTestStringConvertible {
        let name: String
        let printed: String
        let gstin: String?
        var testDescription: String { name }
    }

    static let numbers = [
        Number(name: "as printed", printed: "GSTIN: 29AAGCB7383J1Z4", gstin: "29AAGCB7383J1Z4"),
        Number(name: "a bracket for a J", printed: "GSTIN: 29AAGCB7383)1Z4", gstin: "29AAGCB7383J1Z4"),
        Number(name: "a sign for a zero", printed: "GSTIN: @9AADCD4946L1Z8", gstin: "09AADCD4946L1Z8"),
        Number(
            name: "torn, and the label misread", printed: "SGSTIM: 29AA GCB7383J1Z4",
            gstin: "29AAGCB7383J1Z4"),
        Number(
            name: "words that make up a wrong number", printed: "SGSTIM: 29AA GCB7383J1Z5", gstin: nil),
        Number(
            name: "made up, its label misread", printed: "Seri: 17ABCDEF123GXYZ", gstin: "17ABCDEF123GXYZ"),
        Number(name: "of no State", printed: "Seri: 77ABCDEF123GXYZ", gstin: nil),
        Number(name: "of another shape", printed: "Seri: 17ABC1EF123GXYZ", gstin: nil),
    ]

    @Test("GSTINs whose letters were read as marks", arguments: numbers)
    func gstins(_ number: Number) throws {
        let page = """
            Nilgiri Traders                     TAX INVOICE
            \(number.printed)
            Invoice No : 7                      Date : 02-03-2024
            S.No   Particulars       HSN       Qty     Rate      Taxable Value
            1      Alpha             8481      1       100.00         100.00
                                               IGST 18%                18.00
                                               Total                  118.00
            """
        let record = try TypedPage.document([page], recognised: true).withUnsafeBytes { buffer in
            GSTInvoice().records(try DocumentView(validating: buffer))
        }.first
        let value = try #require(record)["supplier_gstin"]?.value
        #expect(value == number.gstin)
    }

    @Test(
        "rates without their point",
        arguments: [
            ("25", "2.5"), ("15", "1.5"), ("50", "5"), ("900", "9"), ("1800", "18"), ("18", nil), ("5", nil),
            ("2.5", nil), ("17", nil), ("0", nil), ("99999999999", nil),
        ])
    func rates(_ printed: String, _ rate: String?) {
        let number = Array(printed.utf8).withUnsafeBufferPointer { PrintedNumber($0) }
        #expect(MisreadRate.mended(number)?.text == rate)
    }

    @Test("what is left of two labels is no name", arguments: ["to / Shipped to", "Nilgiri Traders"])
    func labels(_ line: String) throws {
        let page = """
            \(line)
            12 Mount Road, Chennai
            GSTIN: 29AAGCB7383J1Z4              TAX INVOICE
            Invoice No : 7                      Date : 02-03-2024
            S.No   Particulars       HSN       Qty     Rate      Taxable Value
            1      Alpha             8481      1       100.00         100.00
                                               Total                  118.00
            """
        let record = try TypedPage.document([page], recognised: true).withUnsafeBytes { buffer in
            GSTInvoice().records(try DocumentView(validating: buffer))
        }.first
        let name = try #require(record)["supplier_name"]?.value
        #expect((name == line) == (line == "Nilgiri Traders"))
    }

    @Test(
        "halves of the tax in a summary that were read unlike give no rate, unless a point alone was lost",
        arguments: [("2.5", "2.5", "5.0"), ("25", "2.5", "5.0"), ("6.5", "2.5", nil)])
    func halves(_ central: String, _ state: String, _ rate: String?) throws {
        let pad = String(repeating: " ", count: 4 - central.count)
        let page = """
            Nilgiri Traders                     TAX INVOICE
            GSTIN: 29AAGCB7383J1Z4
            Invoice No : 7                      Date : 02-03-2024
            S.No   Particulars       HSN       Qty     Rate      Taxable Value
            1      Alpha             8481      1       100.00         100.00
                                               Total                  105.00

            HSN/SAC     Taxable        CGST                  SGST             Total Tax
                        Value      Rate     Amount      Rate     Amount       Amount
            8481        100.00     \(central)%\(pad)    2.50        \(state)%     2.50         5.00
            """
        let record = try TypedPage.document([page], recognised: true).withUnsafeBytes { buffer in
            GSTInvoice().records(try DocumentView(validating: buffer))
        }.first
        let row = try #require(record?.taxSummary.first)
        #expect(row["taxable_value"]?.value == "100.00" && row["rate"]?.value == rate)
    }

    @Test(
        "names of goods",
        arguments: [
            ("Stainless Stee! Dinner Set", "Stainless Steel Dinner Set"), ("Ge! Pen", "Gel Pen"),
            ("Hydraulic Oi] 68", "Hydraulic Oil 68"), ("Big Sale!", "Big Sale!"),
            ("Cable [blue]", "Cable [blue]"),
            ("= Toor Dal 1 kg —", "Toor Dal 1 kg —"), ("- Pen :", "Pen"), ("Cooker § L", "Cooker 5 L"),
            ("Pepsi 500 MI", "Pepsi 500 Ml"), ("Cola 750 mi (6)", "Cola 750 ml (6)"),
            ("MI Phone 4", "MI Phone 4"), ("Roof Antenna BO156RPQEG", "Roof Antenna B0156RPQEG"),
            ("BOTTLEHOLD", "BOTTLEHOLD"), ("BO156", "BO156"),
            ("|", "|"), ("", ""), ("दाल 1 kg", "दाल 1 kg"), ("Bolt (M8)", "Bolt (M8)"),
        ])
    func names(_ read: String, _ name: String) { #expect(MisreadName.mended(read) == name) }

    @Test("a sign of the currency that was read as a per cent sign makes no column of rates")
    func headings() throws {
        let page = """
            Nilgiri Traders                     TAX INVOICE
            GSTIN: 29AAGCB7383J1Z4
            Invoice No : 7                      Date : 02-03-2024
            #    Item name     HSN/SAC    Quantity     Price/Unit(%)     Discount(%)     GST(%)      Amount(%)
            1    Alpha          8481         2             100.00           10.00        34.20         224.20
            2    Beta           8482         1             300.00           20.00        50.40         330.40
                                                                            Total                      554.60
            """
        let record = try #require(
            TypedPage.document([page], recognised: true).withUnsafeBytes { buffer in
                GSTInvoice().records(try DocumentView(validating: buffer))
            }.first)
        #expect(record.lineItems.map { $0["discount"]?.value } == ["10.00", "20.00"])
        #expect(record.lineItems.map { $0["tax_amount"]?.value } == ["34.20", "50.40"])
        #expect(record.lineItems.map { $0["rate"]?.value } == ["18", "18"])
    }

    @Test("a head of the tax that was torn apart")
    func heads() throws {
        let page = """
            Nilgiri Traders                     TAX INVOICE
            GSTIN: 29AAGCB7383J1Z4
            Invoice No : 7                      Date : 02-03-2024
            Sl    Description of Goods     HSN/SAC    Quantity    Rate      Amount
            1     Alpha                    8481       1 pc        100.00      100.00
            2     Beta                     8481       1 pc        300.00      300.00
                                           Total                              400.00
            HSN/SAC      Taxable      Inte¢  rated Tax        Total
                         Value        Rate      Amount     Tax Amount
            8481         400.00       18%       72.00          72.00
            Total        400.00                 72.00          72.00
            """
        let record = try #require(
            TypedPage.document([page], recognised: true).withUnsafeBytes { buffer in
                GSTInvoice().records(try DocumentView(validating: buffer))
            }.first)
        #expect(record["igst"]?.value == "72.00")
        #expect(record.lineItems.map { $0["rate"]?.value } == ["18", "18"])
        #expect(record.lineItems.map { $0["taxable_value"]?.value } == ["100.00", "300.00"])
    }
}
