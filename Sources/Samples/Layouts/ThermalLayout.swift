internal import Drawing

/// A narrow roll of paper, as counter printers print it: two lines an article.
struct ThermalLayout {
    let invoice: Invoice
    private let left = 16.0
    private let right = 208.0
    private let size = 7.0

    func draw() -> Sheet {
        var sheet = Sheet(family: "DejaVu Sans Mono", size: PageSize(width: 226, height: 3000))
        var y = head(on: &sheet)
        y = items(on: &sheet, at: y)
        y = totals(on: &sheet, at: y)
        sheet.cut(at: (y + 24).rounded())
        return sheet
    }

    private func rule(on sheet: inout Sheet, at y: Double) -> Double {
        sheet.text(String(repeating: "-", count: 45), left, y, size)
        return y + 10
    }

    private func head(on sheet: inout Sheet) -> Double {
        let (supplier, buyer) = (invoice.supplier, invoice.buyer)
        var y = 14.0
        func centre(_ text: String, _ points: Double, _ look: Look = .plain) {
            y += sheet.text(text, left, y, points, look, .centre, width: right - left) + 1
        }
        centre(supplier.name, 9.5, .bold)
        for line in supplier.address { centre(line, size) }
        centre("Ph: \(supplier.phone)", size)
        if let gstin = supplier.gstin { centre("GSTIN: \(gstin)", size, .bold) }
        centre("TAX INVOICE", 8.5, .bold)
        sheet.prints(.supplierName, .supplierGSTIN)
        y = rule(on: &sheet, at: y)
        func fact(_ text: String, _ field: TruthField) {
            y += sheet.text(text, left, y, size, width: right - left) + 1
            sheet.prints(field)
        }
        if let number = invoice.number { fact("Bill No: \(number)", .invoiceNumber) }
        if let date = invoice.date { fact("Date: \(date.text(.slashed))", .invoiceDate) }
        fact("Customer: \(buyer.name)", .buyerName)
        if let gstin = buyer.gstin { fact("Customer GSTIN: \(gstin)", .buyerGSTIN) }
        if let place = invoice.placeOfSupply { fact("POS: \(place.code)-\(place.state)", .placeOfSupply) }
        for (label, value, field) in invoice.references(.slashed) where field != .irn {
            fact("\(label): \(value)", field)
        }
        return rule(on: &sheet, at: y)
    }

    private func items(on sheet: inout Sheet, at top: Double) -> Double {
        var y = top
        sheet.text("Item", left, y, size, .bold)
        sheet.text("Qty x Rate", 124, y, size, .bold, .right)
        y += sheet.text("Amount", right, y, size, .bold, .right)
        y = rule(on: &sheet, at: y)
        for line in invoice.lines {
            y += sheet.text(line.description, left, y, size, width: right - left)
            let code = line.hsn.map { "HSN \($0) " } ?? ""
            sheet.text("\(code)\(line.rate.text)%", left, y, size - 1)
            sheet.text("\(Invoice.count(line)) x \(line.unitPrice.plain)", 162, y, size - 1, .plain, .right)
            y += sheet.text(line.taxable.plain, right, y, size, .plain, .right) + 2
        }
        sheet.prints(columns: [.description, .hsn, .rate, .quantity, .unit, .unitPrice, .taxableValue])
        return rule(on: &sheet, at: y)
    }

    private func totals(on sheet: inout Sheet, at top: Double) -> Double {
        var y = top
        func row(_ label: String, _ value: String, _ points: Double, _ look: Look = .plain) {
            sheet.text(label, left, y, points, look)
            y += sheet.text(value, right, y, points, look, .right) + 1
        }
        row("Items: \(invoice.lines.count)  Taxable Amt", invoice.taxable.plain, size)
        sheet.prints(.taxableTotal)
        for group in invoice.groups() where group.rate > .whole(0) {
            if group.igst != .zero { row("IGST @ \(group.rate.text)%", group.igst.plain, size) }
            if group.cgst != .zero { row("CGST @ \(group.rate.half.text)%", group.cgst.plain, size) }
            if group.sgst != .zero { row("SGST @ \(group.rate.half.text)%", group.sgst.plain, size) }
        }
        for head in invoice.heads { sheet.prints(head.field) }
        if invoice.roundOff != .zero {
            row("Round Off", invoice.roundOff.plain, size)
            sheet.prints(.roundOff)
        }
        y = rule(on: &sheet, at: y)
        row("TOTAL", "Rs.\(invoice.total.grouped)", 10, .bold)
        sheet.prints(.total, .currency)
        y = rule(on: &sheet, at: y)
        let words = AmountInWords.rupeesFirst.text(of: invoice.totalInWords)
        y += sheet.text(words, left, y, size, width: right - left) + 3
        sheet.prints(.amountInWords, as: words)
        if invoice.isReverseCharge {
            y += sheet.text("Reverse Charge: Y", left, y, size) + 2
            sheet.prints(.reverseCharge)
        }
        if invoice.hasSignature {
            y += sheet.text("Computer generated bill, no signature required", left, y, 6.5)
        }
        y += sheet.text(
            "*** Thank You, Visit Again ***", left, y + 4, size, .plain, .centre, width: right - left)
        return y + 4
    }
}
