internal import AssayKit
internal import IndianTax

/// What stands on a drawn invoice, as the JSON beside it says.
struct Truth {
    let invoice: Invoice
    let sheet: Sheet
    let layout: Layout
    let defects: [Defect]
    /// What the document has been through.
    var wear: Wear?

    /// The truth file's text.
    var text: String { JSONWriter.prettyText(json) + "\n" }

    /// The truth as JSON: null where a field is not printed.
    var json: JSONValue {
        if invoice.kind == .notAnInvoice { return foreign }
        var object = JSONObject()
        var derived = JSONObject()
        for field in TruthField.allCases {
            let value = value(of: field)
            let stands: JSONValue
            if let wording = sheet.printed[field] {
                stands = wording.map(JSONValue.string) ?? value
            } else {
                stands = .null
            }
            object.append(field.rawValue, stands)
            guard stands.isNull, Self.derivable.contains(field) else { continue }
            if !value.isNull {
                derived.append(field.rawValue, value)
            } else if Self.zeroWhenAbsent.contains(field) {
                derived.append(field.rawValue, "0.00")
            }
        }
        object.append("line_item_count", .integer(invoice.lines.count))
        object.append("line_items", .array(invoice.lines.map(row)))
        object.append("derived", .object(derived))
        object.append(
            "supplier_gstin_valid", invoice.supplier.gstin.map { .bool(GSTIN.isValid($0)) } ?? .null)
        object.append("buyer_gstin_valid", invoice.buyer.gstin.map { .bool(GSTIN.isValid($0)) } ?? .null)
        object.append("arithmetic_consistent", .bool(isConsistent))
        object.append("layout", .string(layout.rawValue))
        if !layout.takesDefects { object.append("layout_share", .string(layout.share.rawValue)) }
        if let wear { object.append("wear", .string(wear.rawValue)) }
        object.append("defects", .array(defects.map { .string($0.rawValue) }))
        let flags = Set(defects.flatMap(\.expectedFlags)).sorted()
        object.append("expected_flags", .array(flags.map(JSONValue.string)))
        return .object(object)
    }

    /// The truth of what is no invoice: only that it is none.
    private var foreign: JSONValue {
        [
            "document_type": .string(invoice.kind.rawValue), "layout": .string(layout.rawValue),
            "layout_share": .string(layout.share.rawValue), "defects": [], "expected_flags": [],
        ]
    }

    /// Taxable value, taxes and round-off make the total, to a rupee.
    private var isConsistent: Bool {
        let sum = invoice.taxable + invoice.tax + invoice.roundOff
        return abs((sum - invoice.total).value) <= 100
    }

    /// Fields that follow from others, and are right when given though they are not printed.
    private static let derivable: Set<TruthField> = [
        .taxableTotal, .cgst, .sgst, .igst, .cess, .supplierPAN, .placeOfSupply, .currency, .reverseCharge,
        .roundOff,
    ]

    /// Fields whose absence means nothing to pay.
    private static let zeroWhenAbsent: Set<TruthField> = [.cgst, .sgst, .igst, .cess, .roundOff]

    private func value(of field: TruthField) -> JSONValue {
        func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
        func amount(_ amount: Paise) -> JSONValue { amount == .zero ? .null : .string(amount.plain) }
        switch field {
        case .documentType: return .string(invoice.kind.rawValue)
        case .invoiceNumber: return text(invoice.number)
        case .invoiceDate: return text(invoice.date?.iso)
        case .dueDate: return text(invoice.dueDate?.iso)
        case .supplierName: return .string(invoice.supplier.name)
        case .supplierGSTIN: return text(invoice.supplier.gstin)
        case .supplierPAN:
            // Without a GSTIN nothing on the page tells the PAN but its own label.
            let isKnown = sheet.printed.keys.contains(.supplierPAN) || invoice.supplier.gstin != nil
            return isKnown ? .string(invoice.supplierPAN) : .null
        case .buyerName: return .string(invoice.buyer.name)
        case .buyerGSTIN: return text(invoice.buyer.gstin)
        case .placeOfSupply:
            let place = invoice.placeOfSupply ?? (invoice.buyer.gstin == nil ? nil : invoice.buyer.region)
            return text(place.map { "\($0.state) (\($0.code))" })
        case .reverseCharge: return .bool(invoice.isReverseCharge)
        case .taxableTotal: return .string(invoice.taxable.plain)
        case .cgst: return amount(invoice.cgst)
        case .sgst: return amount(invoice.sgst)
        case .igst: return amount(invoice.igst)
        case .cess: return amount(invoice.cess)
        case .roundOff: return amount(invoice.roundOff)
        case .total: return .string(invoice.total.plain)
        case .currency: return "INR"
        case .amountInWords: return .string(AmountInWords.rupeesFirst.text(of: invoice.totalInWords))
        case .irn: return text(invoice.electronic?.irn)
        case .ackNumber: return text(invoice.electronic?.acknowledgement)
        case .ackDate: return text(invoice.electronic?.day.iso)
        case .ewayBillNumber: return text(invoice.ewayBill)
        case .poNumber: return text(invoice.purchaseOrder)
        case .bankAccount: return .string(invoice.bank.account)
        case .ifsc: return .string(invoice.bank.ifsc)
        }
    }

    private func row(_ line: Line) -> JSONValue {
        var object = JSONObject()
        var derived = JSONObject()
        for cell in TruthCell.allCases {
            let value = value(of: cell, in: line)
            // Where no column adds the tax, readers differ in what the last column is: not scored.
            if cell == .amount, !sheet.cells.contains(.amount) { continue }
            let stands = sheet.cells.contains(cell) ? value : .null
            object.append(cell.rawValue, stands)
            guard stands.isNull, cell != .hsn, cell != .unit else { continue }
            derived.append(cell.rawValue, value.isNull ? "0.00" : value)
        }
        if !derived.isEmpty { object.append("derived", .object(derived)) }
        return .object(object)
    }

    private func value(of cell: TruthCell, in line: Line) -> JSONValue {
        func amount(_ amount: Paise) -> JSONValue { amount == .zero ? .null : .string(amount.plain) }
        switch cell {
        case .description: return .string(line.description)
        case .hsn: return line.hsn.map(JSONValue.string) ?? .null
        case .quantity: return .string(line.quantity.text)
        case .unit: return line.unit.map(JSONValue.string) ?? .null
        case .unitPrice: return .string((layout.showsNetPrices ? line.netPrice : line.unitPrice).plain)
        case .discount: return amount(line.discount)
        case .taxableValue: return .string(line.taxable.plain)
        case .rate: return .string(line.rate.text)
        case .cgst: return amount(line.cgst)
        case .sgst: return amount(line.sgst)
        case .igst: return amount(line.igst)
        case .cess: return amount(line.cess)
        case .amount: return .string(line.amount.plain)
        }
    }
}
