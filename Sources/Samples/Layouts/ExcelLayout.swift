internal import Drawing

/// A ruled grid on a lying page with columns for every head, as filled-in spreadsheets look.
struct ExcelLayout {
    let invoice: Invoice
    private let left = 30.0
    private let right = 812.0
    private let middle = 421.0

    func draw() -> Sheet {
        var sheet = Sheet(family: "Liberation Sans", size: .a4Landscape)
        let below = head(on: &sheet)
        let bottom = items(on: &sheet, at: below)
        foot(on: &sheet, at: bottom)
        return sheet
    }

    private func head(on sheet: inout Sheet) -> Double {
        let supplier = invoice.supplier
        let top = 28.0
        var y = top + 3
        y += sheet.text(supplier.name, middle, y, 15, .bold, .centre)
        y += sheet.text(supplier.address.joined(separator: ", "), middle, y, 9, .plain, .centre)
        y +=
            sheet.text(
                "GSTIN: \(supplier.gstin ?? "")     PAN: \(invoice.supplierPAN)", middle, y, 9.5, .bold,
                .centre) + 3
        sheet.prints(.supplierName, .supplierGSTIN, .supplierPAN)
        sheet.box(left, y, right - left, 17, fill: .grey(0.88))
        sheet.text("Tax Invoice", middle, y + 2, 11, .bold, .centre)
        y += 17
        let start = y
        var facts: [(label: String, value: String, field: TruthField)] = []
        if let number = invoice.number {
            facts.append((label: "Invoice No", value: number, field: .invoiceNumber))
        }
        if let date = invoice.date {
            facts.append((label: "Invoice date", value: date.text(.slashed), field: .invoiceDate))
        }
        facts.append(
            (label: "Reverse Charge (Y/N)", value: invoice.isReverseCharge ? "Y" : "N", field: .reverseCharge)
        )
        if let place = invoice.placeOfSupply {
            facts.append(
                (
                    label: "Place of Supply", value: "\(place.state)   Code \(place.code)",
                    field: .placeOfSupply
                ))
        }
        facts += invoice.references(.slashed).filter { $0.field != .irn }
        for (label, value, field) in facts {
            sheet.text("\(label):", left + 4, y + 2, 9, .bold)
            sheet.text(value, left + 124, y + 2, 9)
            y += 14
            sheet.line(left, y, middle, y, 0.4)
            sheet.prints(field)
        }
        var side = start
        sheet.text("Bill to Party", middle + 195, side + 2, 9, .bold, .centre)
        side += 14
        sheet.line(middle, side, right, side, 0.4)
        for (label, value) in [
            ("Name:", invoice.buyer.name), ("Address:", invoice.buyer.address.joined(separator: ", ")),
            ("GSTIN:", invoice.buyer.gstin ?? ""),
            ("State:", "\(invoice.buyer.region.state)   Code \(invoice.buyer.region.code)"),
        ] {
            sheet.text(label, middle + 4, side + 2, 9, .bold)
            sheet.text(value, middle + 54, side + 2, 9)
            side += 14
            sheet.line(middle, side, right, side, 0.4)
        }
        sheet.prints(.buyerName, .buyerGSTIN)
        y = max(y, side)
        sheet.line(middle, start, middle, y)
        if let electronic = invoice.electronic {
            sheet.text("IRN: \(electronic.irn)", left + 4, y + 2, 8)
            y += 14
            sheet.prints(.irn)
        }
        sheet.box(left, top, right - left, y - top)
        return y + 4
    }

    private func items(on sheet: inout Sheet, at top: Double) -> Double {
        let columns = [
            Table.Column("S. No.", 26, .centre),
            Table.Column("Product Description", 124, .left, .description),
            Table.Column("HSN code", 50, .centre, .hsn), Table.Column("UOM", 32, .centre, .unit),
            Table.Column("Qty", 40, .right, .quantity), Table.Column("Rate", 54, .right, .unitPrice),
            Table.Column("Amount", 60, .right), Table.Column("Discount", 46, .right, .discount),
            Table.Column("Taxable Value", 62, .right, .taxableValue), Table.Column("Rate", 28, .right),
            Table.Column("Amount", 48, .right, .cgst), Table.Column("Rate", 28, .right),
            Table.Column("Amount", 48, .right, .sgst), Table.Column("Rate", 28, .right),
            Table.Column("Amount", 50, .right, .igst),
        ]
        // The last column takes what is left.
        let used = columns.reduce(0) { $0 + $1.width }
        let all = columns + [Table.Column("Total", right - left - used, .right, .amount)]
        sheet.prints(columns: [.rate])
        func percent(_ rate: Percent, _ amount: Paise) -> [String] {
            amount == .zero ? ["", ""] : ["\(rate.text)%", amount.plain]
        }
        var rows = invoice.lines.enumerated().map { index, line in
            Table.Row(
                [
                    "\(index + 1)", line.description, line.hsn ?? "", line.unit ?? "", line.quantity.text,
                    line.unitPrice.plain, (line.taxable + line.discount).plain,
                    line.discount == .zero ? "" : line.discount.plain, line.taxable.plain,
                ] + percent(line.rate.half, line.cgst) + percent(line.rate.half, line.sgst)
                    + percent(line.rate, line.igst) + [line.amount.plain])
        }
        func sum(_ amount: Paise) -> String { amount == .zero ? "" : amount.plain }
        let gross = invoice.lines.reduce(Paise.zero) { $0 + $1.taxable + $1.discount }
        let discount = invoice.lines.reduce(Paise.zero) { $0 + $1.discount }
        rows.append(
            Table.Row(
                [
                    "", "Total", "", "", invoice.totalQuantity.text, "", gross.plain, sum(discount),
                    invoice.taxable.plain, "", sum(invoice.cgst), "", sum(invoice.sgst), "",
                    sum(invoice.igst),
                    (invoice.taxable + invoice.tax).plain,
                ], .bold))
        var x = left
        for (index, column) in all.enumerated() {
            if index == 9 || index == 11 || index == 13 {
                let label = ["CGST", "SGST", "IGST"][(index - 9) / 2]
                let width = column.width + all[index + 1].width
                sheet.box(x, top, width, 13, fill: .grey(0.88))
                sheet.text(label, x + width / 2, top + 2, 8, .bold, .centre)
            }
            x += column.width
        }
        let table = Table(
            columns: all, left: left, size: 7.5, padding: 2, gap: 2.5, headFill: .grey(0.88),
            centresHead: true)
        return table.draw(rows, on: &sheet, at: top + 13, bottom: 560) { _ in 40 }
    }

    private func foot(on sheet: inout Sheet, at top: Double) {
        var y = top
        if y > 430 {
            sheet.turnPage()
            y = 36
        }
        let start = y
        let split = 560.0
        func row(_ label: String, _ value: String, _ look: Look = .plain) {
            sheet.text(label, split + 4, y + 2, 9, look)
            sheet.text(value, right - 4, y + 2, 9, look, .right)
            y += 14
            sheet.line(split, y, right, y, 0.4)
        }
        row("Total Amount before Tax", invoice.taxable.plain)
        sheet.prints(.taxableTotal)
        for (label, field, amount) in invoice.heads {
            row("Add: \(label)", amount.plain)
            sheet.prints(field)
        }
        row("Total Tax Amount", invoice.tax.plain)
        if invoice.roundOff != .zero {
            row("Round Off", invoice.roundOff.plain)
            sheet.prints(.roundOff)
        }
        row("Total Amount after Tax", "Rs. \(invoice.total.plain)", .bold)
        sheet.prints(.total, .currency)
        var side = start + 2
        side += sheet.text("Total Invoice amount in words", left + 4, side, 9, .bold)
        let words = AmountInWords.capitals.text(of: invoice.totalInWords)
        side += sheet.text(words, left + 4, side, 9, width: split - left - 8) + 8
        sheet.prints(.amountInWords, as: words)
        side += sheet.text("Bank Details", left + 4, side, 9, .bold)
        side = sheet.block(
            [
                "Bank A/C: \(invoice.bank.account)", "Bank IFSC: \(invoice.bank.ifsc)",
                "Bank: \(invoice.bank.name)   Account name: \(invoice.bank.holder)",
            ], left + 4, side, 9, leading: 0)
        sheet.prints(.bankAccount, .ifsc)
        if invoice.hasSignature {
            sheet.text(
                "Certified that the particulars given above are true and correct", right - 4, y + 4, 7,
                .plain, .right)
            sheet.text("For \(invoice.supplier.name)", right - 4, y + 14, 9, .bold, .right)
            sheet.text("Authorised signatory", right - 4, y + 44, 9, .plain, .right)
            y += 58
        }
        y = max(y, side + 4)
        sheet.line(split, start, split, y)
        sheet.box(left, start, right - left, y - start)
    }
}
