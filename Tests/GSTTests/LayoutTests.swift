import AssayKit
import Testing
import TypedPages

@testable import GST

/// Whole invoices in the manner of the software that prints them.
struct LayoutTests {
    @Test(
        "layouts",
        arguments: LayoutCase.software + LayoutCase.marketplaces + LayoutCase.documents + LayoutCase.kinds
            + LayoutCase.principles + LayoutCase.unseen + LayoutCase.trades)
    func layout(_ sample: LayoutCase) throws {
        let records = try TypedPage.document(sample.pages).withUnsafeBytes { buffer in
            GSTInvoice().records(try DocumentView(validating: buffer))
        }
        #expect(records.count == 1)
        let record = try #require(records.first)
        for (name, value) in sample.fields.sorted(by: { $0.key < $1.key }) {
            #expect(record[name]?.value == value, "\(name)")
        }
        #expect(record.lineItems.count == sample.items.count, "number of items")
        for (place, expected) in sample.items.enumerated() where place < record.lineItems.count {
            for (cell, value) in expected.sorted(by: { $0.key < $1.key }) {
                #expect(record.lineItems[place][cell]?.value == value, "item \(place + 1), \(cell)")
            }
        }
    }
}
