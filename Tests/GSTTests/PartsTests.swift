import AssayKit
import Testing
import TypedPages

@testable import GST

/// Files with several invoices, with copies, and what belongs to no invoice.
struct PartsTests {
    private static func page(_ number: String, _ mark: String, total: String = "118.00") -> String {
        """
        Nilgiri Traders                     TAX INVOICE                  \(mark)
        GSTIN: 33AAACI1681G1ZW              Invoice No : \(number)       Date : 02-03-2024
        Bill To : Palani Agencies
        S.No   Particulars       HSN       Qty     Rate      Taxable Value
        1      Alpha             8481      1       100.00         100.00
                                           IGST 18%                18.00
                                           Total                  \(total)
        For Nilgiri Traders
        Authorised Signatory
        """
    }

    @Test("two invoices are two records with their pages")
    func twoInvoices() throws {
        let records = try TypedPage.records(Self.page("A-1", "Original"), Self.page("A-2", "Original"))
        #expect(records.map { $0.text("invoice_number") } == ["A-1", "A-2"])
        #expect(records.map(\.pages) == [[1], [2]])
        #expect(records.map(\.lineItems.count) == [1, 1])
    }

    @Test("copies are folded into one record")
    func copies() throws {
        let records = try TypedPage.records(
            Self.page("A-1", "Original for Recipient"), Self.page("A-1", "Duplicate for Transporter"),
            Self.page("A-1", "Triplicate for Supplier"))
        #expect(records.count == 1)
        #expect(records.first?.pages == [1, 2, 3])
        #expect(records.first?.lineItems.count == 1)
        #expect(records.first?.text("total") == "118.00")
    }

    @Test("a page of terms goes with the invoice before it")
    func terms() throws {
        let terms = """
            Terms and Conditions
            1. Goods once sold are not taken back.
            2. Interest at 18 % is charged on late payment of the total amount.
            """
        let records = try TypedPage.records(Self.page("A-1", "Original"), terms)
        #expect(records.count == 1)
        #expect(records.first?.pages == [1, 2])
        #expect(records.first?.text("total") == "118.00")
    }

    @Test("our own GSTIN is the buyer's, wherever it stands")
    func home() throws {
        let page = """
            Invoice No : 7                      TAX INVOICE            Date : 02-03-2024
            GSTIN: 33AAACI1681G1ZW
            GSTIN: 29AAGCB7383J1Z4
            S.No   Particulars       Qty     Rate      Amount
            1      Alpha             1       100.00    100.00
                                     Total             100.00
            """
        let records = try TypedPage.records(page, options: InvoiceOptions(homeGSTINs: ["33aaaci1681g1zw"]))
        #expect(records.first?.text("buyer_gstin") == "33AAACI1681G1ZW")
        #expect(records.first?.text("supplier_gstin") == "29AAGCB7383J1Z4")
    }

    @Test("no words, no records")
    func empty() throws { #expect(try TypedPage.records("").isEmpty) }
}
