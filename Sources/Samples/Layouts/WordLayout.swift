internal import Drawing

/// Plain paragraphs in a serif font with a simple table, as typed in a word processor.
struct WordLayout {
    let invoice: Invoice
    private let left = 64.0
    private let right = 531.0

    func draw() -> Sheet {
        var sheet = Sheet(family: "Liberation Serif")
        let supplier = invoice.supplier
        var y = 56.0
        y += sheet.text(supplier.name, 297, y, 16, .bold, .centre) + 2
        for line in supplier.address { y += sheet.text(line, 297, y, 10, .plain, .centre) }
        if let gstin = supplier.gstin { y += sheet.text("GSTIN: \(gstin)", 297, y, 10, .bold, .centre) }
        y += sheet.text(
            "PAN: \(invoice.supplierPAN)    Phone: \(supplier.phone)", 297, y, 10, .plain, .centre)
        sheet.prints(.supplierName, .supplierGSTIN, .supplierPAN)
        y += 12
        y += sheet.text("TAX INVOICE", 297, y, 13, .bold, .centre) + 12
        y = parties(on: &sheet, at: y)
        y = items(on: &sheet, at: y + 10) + 6
        if y > 600 {
            sheet.turnPage()
            y = 56
        }
        foot(on: &sheet, at: y)
        return sheet
    }

    private func parties(on sheet: inout Sheet, at top: Double) -> Double {
        var side = top
        var facts: [(label: String, value: String, field: TruthField)] = []
        if let number = invoice.number {
            facts.append((label: "Invoice No", value: number, field: .invoiceNumber))
        }
        if let date = invoice.date {
            facts.append((label: "Date", value: date.text(.dashed), field: .invoiceDate))
        }
        facts += invoice.references(.dashed).filter { $0.field != .irn }
        if let place = invoice.placeOfSupply {
            facts.append(
                (label: "Place of Supply", value: "\(place.state) (\(place.code))", field: .placeOfSupply))
        }
        facts.append(
            (label: "Reverse Charge", value: invoice.isReverseCharge ? "Yes" : "No", field: .reverseCharge))
        for (label, value, field) in facts {
            side += sheet.text("\(label): \(value)", 340, side, 10.5) + 2
            sheet.prints(field)
        }
        var y = top
        y += sheet.text("To,", left, y, 10.5)
        y += sheet.text("M/s \(invoice.buyer.name)", left, y, 10.5, .bold, width: 260)
        y = sheet.block(invoice.buyer.address, left, y, 10.5, width: 260, leading: 0)
        if let gstin = invoice.buyer.gstin { y += sheet.text("GSTIN: \(gstin)", left, y, 10.5) }
        sheet.prints(.buyerName, .buyerGSTIN)
        y = max(y, side)
        if let electronic = invoice.electronic {
            y += sheet.text("IRN: \(electronic.irn)", left, y + 4, 8) + 6
            sheet.prints(.irn)
        }
        return y
    }

    private func items(on sheet: inout Sheet, at y: Double) -> Double {
        let columns = [
            Table.Column("S.No", 32, .centre), Table.Column("Particulars", 157, .left, .description),
            Table.Column("HSN", 56, .centre, .hsn), Table.Column("Qty", 60, .right, .quantity),
            Table.Column("Rate (Rs.)", 62, .right, .unitPrice), Table.Column("GST %", 34, .right, .rate),
            Table.Column("Amount (Rs.)", 66, .right, .taxableValue),
        ]
        sheet.prints(columns: [.unit])
        let rows = invoice.lines.enumerated().map { index, line in
            Table.Row([
                "\(index + 1)", line.description, line.hsn ?? "", Invoice.count(line), line.unitPrice.plain,
                line.rate.text, line.taxable.plain,
            ])
        }
        let table = Table(columns: columns, left: left, size: 10, centresHead: true)
        return table.draw(rows, on: &sheet, at: y, bottom: 760)
    }

    private func foot(on sheet: inout Sheet, at top: Double) {
        var y = top
        func row(_ label: String, _ value: String, _ look: Look = .plain) {
            sheet.text(label, 446, y, 10.5, look, .right)
            y += sheet.text(value, right - 3, y, 10.5, look, .right) + 2
        }
        row("Total before tax", invoice.taxable.plain)
        sheet.prints(.taxableTotal)
        for (label, field, amount) in invoice.heads {
            row("Add: \(label)", amount.plain)
            sheet.prints(field)
        }
        if invoice.roundOff != .zero {
            row("Rounded off", invoice.roundOff.plain)
            sheet.prints(.roundOff)
        }
        row("Grand Total Rs.", invoice.total.plain, .bold)
        sheet.prints(.total, .currency)
        y += 10
        let words = AmountInWords.rupeesFirst.text(of: invoice.totalInWords)
        y += sheet.text("Amount in words: \(words)", left, y, 10.5, width: right - left) + 10
        sheet.prints(.amountInWords, as: words)
        y +=
            sheet.text(
                "Kindly pay to \(invoice.bank.holder), A/c No. \(invoice.bank.account), \(invoice.bank.name), IFSC "
                    + "\(invoice.bank.ifsc).", left, y, 10.5, width: right - left) + 22
        sheet.prints(.bankAccount, .ifsc)
        if invoice.hasSignature {
            y += sheet.text("For \(invoice.supplier.name)", right, y, 10.5, .plain, .right) + 34
            sheet.text("Authorised Signatory", right, y, 10.5, .plain, .right)
        }
    }
}
