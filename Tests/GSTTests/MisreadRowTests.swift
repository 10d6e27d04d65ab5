import AssayKit
import Testing
import TypedPages

@testable import GST

/// Cells of rows that recognition got wrong and that the rest of the row, or the other rows, put right.
struct MisreadRowTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let heading: String
        let rows: [String]
        /// The last row's cells; nil: none may be given.
        let cells: [String: String?]
        var testDescription: String { name }
    }

    private static let discounts =
        "S.No   Particulars       HSN       Qty         Rate       Disc %     Taxable Value"

    static let cases = [
        Case(
            name: "a count with a speck", heading: discounts,
            rows: ["1      Alpha             8481      15          34352.53   12         30230.23"],
            cells: ["quantity": "1"]),
        Case(
            name: "a count that fits stays", heading: discounts,
            rows: ["1      Alpha             8481      15          34352.53   12         453453.40"],
            cells: ["quantity": "15"]),
        Case(
            name: "count and discount run together: the discount of another row", heading: discounts,
            rows: [
                "1      Alpha             8481      3           14446.03   5          41171.19",
                "2      Beta              8482                  10159.03   56         28953.24",
            ],
            cells: ["quantity": "3", "discount_percent": "5"]),
        Case(
            name: "a discount that nothing bears out", heading: discounts,
            rows: ["1      Alpha             8481                  10159.03   56         28953.24"],
            cells: ["quantity": nil, "discount_percent": nil]),
        Case(
            name: "a price in the place of the count",
            heading: "S.No   Particulars       HSN       Qty         Rate       Taxable Value",
            rows: [
                "1      Alpha             8481      2           100.25     200.50",
                "2      Beta              8482      13711228               13711.28",
            ],
            cells: ["quantity": "1", "unit_price": "13711.28"]),
        Case(
            name: "a rate that no goods have",
            heading:
                "S.No   Particulars       Qty     Taxable Value    GST %      CGST       SGST       Amount",
            rows: [
                "1      Alpha             1       846.60           16 %       76.20      76.20      999.00"
            ],
            cells: ["rate": "18"]),
        Case(
            name: "another rate with a tax of its own stays",
            heading:
                "S.No   Particulars       Qty     Taxable Value    GST %      CGST       SGST       Amount",
            rows: [
                "1      Alpha             1       846.60           12 %       76.20      76.20      999.00"
            ],
            cells: ["rate": "12"]),
        Case(
            name: "an integrated tax that is a misread nothing",
            heading:
                "S.No   Particulars   Qty   Taxable    CGST %   CGST     SGST %   SGST     IGST %   IGST     Amount",
            rows: [
                "1      Alpha         1     3860.40    2.50     96.51    2.50     96.51    9.00     6.06     4053.42"
            ],
            cells: ["rate": "5.00", "igst": nil]),
        Case(
            name: "the value before tax that the other rows print",
            heading: "S.No   Particulars       Qty       Price      Taxable Value     GST %     Amount",
            rows: [
                "1      Alpha             20        149.9      2998.0            5 %       3147.9",
                "2      Beta              50        20.0       1000.0            5 %       1050.0",
                "3      Gamma             60        22.3                         12 %      1500.0",
            ],
            cells: ["taxable_value": "1339.3"]),
        Case(
            name: "the same, where the halves of the tax were rounded",
            heading: "S.No   Particulars       Qty       Price      Taxable Value     GST %     Amount",
            rows: [
                "1      Alpha             21        341.28     7166.88           5 %       7525.22",
                "2      Beta              22        138.28     3042.16           5 %       3194.26",
                "3      Gamma             8         1908.53                      5 %       16031.66",
            ],
            cells: ["taxable_value": "15268.24"]),
    ]

    @Test("the last row's cells", arguments: cases)
    func cells(_ sample: Case) throws {
        let page = """
            Nilgiri Traders                     TAX INVOICE
            GSTIN: 29AAGCB7383J1Z4
            Invoice No : 7                      Date : 02-03-2024

            \(sample.heading)
            \(sample.rows.joined(separator: "\n"))

                                                Grand Total        99000.00
            """
        let record = try TypedPage.records(page, recognised: true).first
        let row = try #require(record?.lineItems.last)
        for (name, value) in sample.cells {
            #expect(row[name]?.value == value, "\(name)")
        }
    }
}
