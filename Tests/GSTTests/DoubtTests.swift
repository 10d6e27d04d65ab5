import AssayKit
import DocumentLayout
import Testing
import TypedPages

@testable import GST

/// What recognition may have lost lowers confidence: values that nothing else on the page bears out aren't sure.
struct DoubtTests {
    struct Page: Sendable, CustomTestStringConvertible {
        let name: String
        var supplier = "Nilgiri Traders Private Limited"
        var buyer = "Himgiri Steel Private Limited"
        /// The lines below the rows.
        var sums = [
            "Taxable Value      300.00", "CGST                27.00", "SGST                27.00",
            "Grand Total        354.00",
        ]
        var words = "Rupees Three Hundred Fifty Four Only"
        /// The fields among those looked at that aren't sure.
        let doubtful: Set<String>
        var testDescription: String { name }

        var text: String {
            """
            \(supplier)
            GSTIN: 29AAGCB7383J1Z4              TAX INVOICE
            Invoice No : 7                      Date : 02-03-2024
            Bill To :
            \(buyer)
            4 Link Road, Pune

            S.No   Particulars       HSN       Qty     Rate      Taxable Value
            1      Alpha             8481      1       100.00         100.00
            2      Beta              8482      1       200.00         200.00

            \(sums.map { String(repeating: " ", count: 38) + $0 }.joined(separator: "\n"))
            Amount in words: \(words)
            For Nilgiri Traders Private Limited
            Authorised Signatory
            """
        }
    }

    static let pages = [
        Page(name: "all is there", doubtful: []),
        Page(
            name: "the State's tax of one rate was lost",
            sums: [
                "Taxable Value      300.00", "CGST                24.00", "SGST                 9.00",
                "Grand Total        348.00",
            ], words: "Rupees Three Hundred Forty Eight Only", doubtful: ["cgst", "sgst"]),
        Page(
            name: "only one half of the tax was read",
            sums: ["Taxable Value      300.00", "CGST                27.00", "Grand Total        354.00"],
            doubtful: ["cgst"]),
        Page(
            name: "a total that may be the one before rounding, no words",
            sums: [
                "Taxable Value      300.00", "CGST                27.13", "SGST                27.13",
                "Total              354.26",
            ], words: "", doubtful: ["total"]),
        Page(
            name: "the same, the words say so",
            sums: [
                "Taxable Value      300.00", "CGST                27.13", "SGST                27.13",
                "Total              354.26",
            ], words: "Rupees Three Hundred Fifty Four and Twenty Six Paise Only", doubtful: []),
        Page(
            name: "words that were cut", words: "Fifty Four", doubtful: ["amount_in_words"]),
        Page(
            name: "the first line of an address for a name", buyer: "55, Nehru Nagar",
            doubtful: ["buyer_name"]),
        Page(name: "a shop by its number for a name", buyer: "Shop No 5 Dharavi", doubtful: ["buyer_name"]),
        Page(name: "a firm called a shop", buyer: "Himgiri Shop", doubtful: []),
        Page(name: "a company's form by half", buyer: "Himgiri Steel Private", doubtful: ["buyer_name"]),
    ]

    private static let fields = [
        "taxable_total", "cgst", "sgst", "total", "amount_in_words", "buyer_name",
    ]

    @Test("on recognised pages", arguments: pages)
    func recognised(_ page: Page) throws {
        let record = try #require(try TypedPage.records(page.text, recognised: true).first)
        let doubtful = Self.fields.filter { record[$0].map { $0.confidence < 0.9 } ?? false }
        #expect(Set(doubtful) == page.doubtful)
    }

    @Test("not on pages whose text the file holds, where nothing is lost", arguments: pages)
    func read(_ page: Page) throws {
        let record = try #require(try TypedPage.records(page.text).first)
        #expect(record["buyer_name"].map { $0.confidence > 0.9 } == true)
    }

    @Test(
        "a supplier's name that was cut is whole beside the signature; the form alone is no name",
        arguments: [
            ("NILGIRI TRADERS PRI", "Nilgiri Traders Private Limited"),
            ("NILGIRI TRADERS PRIVATE", "Nilgiri Traders Private Limited"),
            ("NILGIRI TRADERS", "NILGIRI TRADERS"), ("Private Limited", "Nilgiri Traders Private Limited"),
        ])
    func suppliers(_ line: String, _ name: String) throws {
        let page = Page(name: line, supplier: line, doubtful: [])
        let record = try #require(try TypedPage.records(page.text, recognised: true).first)
        #expect(record["supplier_name"]?.value == name)
    }

    @Test(
        "a PAN is sure where the GSTIN holds it",
        arguments: [("AAGCB7383J", true), ("AAGCB7383I", false)])
    func identifiers(_ pan: String, _ isSure: Bool) throws {
        let text = Page(name: pan, doubtful: []).text.replacing("TAX INVOICE", with: "PAN: \(pan)")
        let record = try #require(try TypedPage.records(text, recognised: true).first)
        let found = try #require(record["supplier_pan"])
        #expect(found.value == pan && (found.confidence >= 0.9) == isSure)
    }

    @Test("the number in the block of the goods' origin is the supplier's where no other is")
    func dispatch() throws {
        let text = """
            TAX INVOICE
            Invoice No : 7                      Date : 02-03-2024

            SHIPPED FROM:                       BILL TO:
            Nilgiri Traders                     Himgiri Steel
            4 Link Road, Pune                   9 Hill Road, Pune
            GSTIN: 29AAGCB7383J1Z4              GSTIN: 09AADCD4946L1Z8

            S.No   Particulars       HSN       Qty     Rate      Taxable Value
            1      Alpha             8481      1       100.00         100.00
                                               Total                  118.00
            """
        let record = try #require(try TypedPage.records(text, recognised: true).first)
        #expect(record["supplier_gstin"]?.value == "29AAGCB7383J1Z4")
        #expect(record["supplier_name"]?.value == "Nilgiri Traders")
        #expect(record["buyer_gstin"]?.value == "09AADCD4946L1Z8")
    }
}
