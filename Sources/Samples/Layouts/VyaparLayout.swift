internal import Drawing

/// Tinted boxes below each other with amounts and percentages in one cell, as small shops' apps print it.
struct VyaparLayout {
    let invoice: Invoice
    private let left = 36.0
    private let right = 559.0
    private let tint = Colour(red: 0.90, green: 0.95, blue: 1)
    private let ink = Colour.grey(0.25)

    func draw() -> Sheet {
        var sheet = Sheet(family: "DejaVu Sans")
        let below = head(on: &sheet)
        let bottom = items(on: &sheet, at: below)
        foot(on: &sheet, at: bottom)
        return sheet
    }

    private func head(on sheet: inout Sheet) -> Double {
        let supplier = invoice.supplier
        sheet.box(left, 32, right - left, 20, outline: ink, stroke: 1)
        sheet.text("Tax Invoice", 297, 36, 10, .bold, .centre)
        var y = 60.0
        y += sheet.text(supplier.name, left + 6, y, 13, .bold, width: 312) + 2
        y = sheet.block(supplier.address, left + 6, y, 8)
        y += sheet.text("Phone: \(supplier.phone)   Email: \(supplier.email)", left + 6, y, 8) + 1
        if let gstin = supplier.gstin {
            y += sheet.text(
                "GSTIN: \(gstin), State: \(supplier.region.code)-\(supplier.region.state)", left + 6, y, 8)
        }
        sheet.prints(.supplierName, .supplierGSTIN)
        let split = 360.0
        var side = 60.0
        var facts: [(label: String, value: String, field: TruthField)] = []
        if let number = invoice.number {
            facts.append((label: "Invoice No.", value: number, field: .invoiceNumber))
        }
        if let date = invoice.date {
            facts.append((label: "Date", value: date.text(.monthFirst), field: .invoiceDate))
        }
        if let place = invoice.placeOfSupply {
            facts.append(
                (label: "Place of Supply", value: "\(place.code)-\(place.state)", field: .placeOfSupply))
        }
        facts += invoice.references(.monthFirst).filter { $0.field != .irn }
        for (label, value, field) in facts {
            side += sheet.text("\(label): \(value)", split + 6, side, 8.5) + 2
            sheet.prints(field)
        }
        y = max(y, side) + 5
        sheet.box(left, 55, right - left, y - 55, outline: ink, stroke: 1)
        sheet.line(split, 55, split, y, 1, colour: ink)
        let start = y + 3
        y = start + 4
        y += sheet.text("Bill To:", left + 6, y, 8, .bold) + 1
        y += sheet.text(invoice.buyer.name, left + 6, y, 9.5, .bold) + 1
        y = sheet.block(invoice.buyer.address, left + 6, y, 8)
        if let gstin = invoice.buyer.gstin { y += sheet.text("GSTIN: \(gstin)", left + 6, y, 8) }
        sheet.prints(.buyerName, .buyerGSTIN)
        if let electronic = invoice.electronic {
            y += sheet.text("IRN: \(electronic.irn)", left + 6, y + 2, 7) + 2
            sheet.prints(.irn)
        }
        y += 5
        sheet.box(left, start, right - left, y - start, outline: ink, stroke: 1)
        return y + 3
    }

    private func items(on sheet: inout Sheet, at y: Double) -> Double {
        let columns = [
            Table.Column("#", 20, .left), Table.Column("Item name", 116, .left, .description),
            Table.Column("HSN/ SAC", 52, .left, .hsn), Table.Column("Quantity", 50, .right, .quantity),
            Table.Column("Unit", 34, .right, .unit), Table.Column("Price/ Unit(₹)", 60, .right, .unitPrice),
            Table.Column("Discount (₹)", 64, .right, .discount), Table.Column("GST(₹)", 64, .right),
            Table.Column("Amount(₹)", 63, .right, .amount),
        ]
        sheet.prints(columns: [.rate])
        var rows = invoice.lines.enumerated().map { index, line in
            Table.Row([
                "\(index + 1)", line.description, line.hsn ?? "", line.quantity.text, line.unit ?? "-",
                "₹ \(line.unitPrice.grouped)",
                "₹ \(line.discount.grouped)\n(\(line.discountPercent?.text ?? "0")%)",
                "₹ \(line.tax.grouped)\n(\(line.rate.text)%)", "₹ \(line.amount.grouped)",
            ])
        }
        let discount = invoice.lines.reduce(Paise.zero) { $0 + $1.discount }
        let amount = invoice.lines.reduce(Paise.zero) { $0 + $1.amount }
        rows.append(
            Table.Row(
                [
                    "", "Total", "", invoice.totalQuantity.text, "", "", "₹ \(discount.grouped)",
                    "₹ \(invoice.tax.grouped)", "₹ \(amount.grouped)",
                ], .bold))
        let table = Table(
            columns: columns, left: left, size: 8, gap: 4, headFill: tint, ruleColour: ink)
        return table.draw(rows, on: &sheet, at: y, bottom: 770)
    }

    private func foot(on sheet: inout Sheet, at top: Double) {
        var y = top + 3
        if y > 560 {
            sheet.turnPage()
            y = 40
        }
        let words = AmountInWords.bare.text(of: invoice.totalInWords)
        let sum = invoice.taxable + invoice.tax
        sheet.box(left, y, 130, 34, outline: ink, stroke: 1)
        sheet.text("Sub Total: ₹ \(sum.grouped)", left + 4, y + 4, 8)
        sheet.box(left + 130, y, 100, 34, outline: ink, stroke: 1)
        if invoice.roundOff != .zero {
            sheet.text("Round Off: ₹ \(invoice.roundOff.grouped)", left + 134, y + 4, 8)
            sheet.prints(.roundOff)
        }
        sheet.box(left + 230, y, right - left - 230, 34, fill: tint, outline: ink, stroke: 1)
        sheet.text(
            "Total: ₹ \(invoice.total.grouped) (\(words))", left + 234, y + 4, 8.5, .bold,
            width: right - left - 238)
        sheet.prints(.total, .currency)
        sheet.prints(.amountInWords, as: words)
        y = summary(on: &sheet, at: y + 38) + 4
        if invoice.isReverseCharge {
            y += sheet.text("Tax payable under reverse charge: Yes", left + 4, y, 8) + 3
            sheet.prints(.reverseCharge)
        }
        let start = y
        y = sheet.block(
            [
                "Bank Details:", "Name: \(invoice.bank.name), \(invoice.bank.branch)",
                "Account No.: \(invoice.bank.account)", "IFSC code: \(invoice.bank.ifsc)",
                "Account holder's name: \(invoice.bank.holder)",
            ], left + 4, y + 3, 8, width: 250)
        sheet.prints(.bankAccount, .ifsc)
        if invoice.hasSignature {
            sheet.text("For \(invoice.supplier.name):", 302, start + 3, 8, .bold)
            y = max(y, start + 60)
            sheet.text("Authorized Signatory", 470, y - 14, 8, .plain, .centre)
        }
        sheet.box(left, start, right - left, y - start, outline: ink, stroke: 1)
        sheet.line(297, start, 297, y, 1, colour: ink)
    }

    private func summary(on sheet: inout Sheet, at y: Double) -> Double {
        var columns = [Table.Column("HSN/ SAC", 70, .left), Table.Column("Taxable amount (₹)", 90, .right)]
        let heads = invoice.isInterState ? ["IGST"] : ["CGST", "SGST"]
        for head in heads {
            columns += [
                Table.Column("\(head) Rate (%)", 48, .right), Table.Column("\(head) Amt (₹)", 66, .right),
            ]
        }
        columns.append(Table.Column("Total Tax (₹)", 80, .right))
        var rows = invoice.groups(byHSN: true).map { group in
            let parts =
                invoice.isInterState
                ? [group.rate.text, group.igst.grouped]
                : [group.rate.half.text, group.cgst.grouped, group.rate.half.text, group.sgst.grouped]
            return Table.Row(
                [group.hsn ?? "", group.taxable.grouped] + parts + [
                    (group.cgst + group.sgst + group.igst).grouped
                ])
        }
        let sums =
            invoice.isInterState
            ? ["", invoice.igst.grouped] : ["", invoice.cgst.grouped, "", invoice.sgst.grouped]
        rows.append(Table.Row(["TOTAL", invoice.taxable.grouped] + sums + [invoice.tax.grouped], .bold))
        sheet.prints(.taxableTotal)
        for head in invoice.heads { sheet.prints(head.field) }
        let table = Table(
            columns: columns, left: left, size: 8, gap: 2, headFill: tint, ruleColour: ink, centresHead: true)
        return table.draw(rows, on: &sheet, at: y)
    }
}
