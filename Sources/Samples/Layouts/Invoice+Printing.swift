extension Invoice {
    /// The heads that carry tax, with their labels: `(CGST, …)`, `(SGST, …)` or `(IGST, …)`.
    var heads: [(label: String, field: TruthField, amount: Paise)] {
        let second = supplier.region.isUnionTerritory ? "UTGST" : "SGST"
        let all = [
            ("CGST", TruthField.cgst, cgst), (second, .sgst, sgst), ("IGST", .igst, igst),
            ("Cess", .cess, cess),
        ]
        return all.filter { $0.2 != .zero }.map { (label: $0.0, field: $0.1, amount: $0.2) }
    }

    /// Whether any row has a discount.
    var hasDiscounts: Bool { lines.contains { $0.discountPercent != nil } }

    /// How many of all articles.
    var totalQuantity: Quantity { Quantity(thousandths: lines.reduce(0) { $0 + $1.quantity.thousandths }) }

    /// The optional references that are there, with label and field.
    func references(_ style: DateStyle) -> [(label: String, value: String, field: TruthField)] {
        var all: [(label: String, value: String, field: TruthField)] = []
        if let dueDate { all.append((label: "Due Date", value: dueDate.text(style), field: .dueDate)) }
        if let purchaseOrder { all.append((label: "P.O. No.", value: purchaseOrder, field: .poNumber)) }
        if let ewayBill { all.append((label: "e-Way Bill No.", value: ewayBill, field: .ewayBillNumber)) }
        if let electronic {
            all.append((label: "IRN", value: electronic.irn, field: .irn))
            all.append((label: "Ack No.", value: electronic.acknowledgement, field: .ackNumber))
            all.append((label: "Ack Date", value: electronic.day.text(style), field: .ackDate))
        }
        return all
    }

    /// `12 NOS`, or `1` for a service.
    static func count(_ line: Line) -> String {
        line.unit.map { "\(line.quantity.text) \($0)" } ?? line.quantity.text
    }
}
