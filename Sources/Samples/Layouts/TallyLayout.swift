internal import Drawing

/// A boxed form with its labels above the values, as desktop accounting prints it.
struct TallyLayout {
    let invoice: Invoice
    private let left = 40.0
    private let right = 555.0
    private let middle = 298.0

    func draw() -> Sheet {
        var sheet = Sheet(family: "Liberation Sans")
        sheet.text("Tax Invoice", 297, 30, 12, .bold, .centre)
        if invoice.electronic != nil { sheet.text("e-Invoice", right, 32, 9, .bold, .right) }
        var top = 50.0
        if let electronic = invoice.electronic {
            sheet.text("IRN : \(electronic.irn)", left, 48, 7.5)
            sheet.text("Ack No. : \(electronic.acknowledgement)", left, 58, 7.5)
            sheet.text("Ack Date : \(electronic.day.text(.shortName))", left, 68, 7.5)
            sheet.prints(.irn, .ackNumber, .ackDate)
            top = 82
        }
        let below = parties(on: &sheet, at: top)
        let items = items(on: &sheet, at: below)
        return foot(on: sheet, at: items)
    }

    private func parties(on sheet: inout Sheet, at top: Double) -> Double {
        let half = 76.0
        let sides: [(String, Party, Bool)] = [
            ("", invoice.supplier, true), ("Buyer (Bill to)", invoice.buyer, false),
        ]
        var y = top
        for (caption, party, isSupplier) in sides {
            var line = y + 3
            if !caption.isEmpty { line += sheet.text(caption, left + 4, line, 8) }
            line += sheet.text(party.name, left + 4, line, 9.5, .bold)
            line = sheet.block(party.address, left + 4, line, 8.5, leading: 0)
            if let gstin = party.gstin { line += sheet.text("GSTIN/UIN: \(gstin)", left + 4, line, 8.5) }
            sheet.text(
                "State Name : \(party.region.state), Code : \(party.region.code)", left + 4, line, 8.5)
            sheet.prints(isSupplier ? .supplierName : .buyerName, isSupplier ? .supplierGSTIN : .buyerGSTIN)
            sheet.line(left, y, middle, y)
            y += half + 4
        }
        let cells: [(String, String, TruthField?)] = [
            ("Invoice No.", invoice.number ?? "", .invoiceNumber),
            ("Dated", invoice.date?.text(.shortName) ?? "", .invoiceDate),
            ("Delivery Note", "", nil),
            ("Mode/Terms of Payment", terms, nil),
            ("Buyer's Order No.", invoice.purchaseOrder ?? "", .poNumber),
            ("Due Date", invoice.dueDate?.text(.shortName) ?? "", .dueDate),
            ("e-Way Bill No.", invoice.ewayBill ?? "", .ewayBillNumber),
            ("Place of Supply", invoice.placeOfSupply?.state ?? "", nil),
        ]
        let (cellWidth, cellHeight) = ((right - middle) / 2, (y - top) / 4)
        for (index, cell) in cells.enumerated() {
            let x = middle + Double(index % 2) * cellWidth
            let cellTop = top + Double(index / 2) * cellHeight
            sheet.box(x, cellTop, cellWidth, cellHeight)
            sheet.text(cell.0, x + 4, cellTop + 3, 8)
            sheet.text(cell.1, x + 4, cellTop + 15, 9, .bold)
            if let field = cell.2, !cell.1.isEmpty { sheet.prints(field) }
        }
        if let place = invoice.placeOfSupply { sheet.prints(.placeOfSupply, as: place.state) }
        sheet.box(left, top, right - left, y - top)
        return y
    }

    private var terms: String {
        guard let date = invoice.date, let due = invoice.dueDate else { return "" }
        return "\(due.daysSince1970 - date.daysSince1970) Days"
    }

    private func items(on sheet: inout Sheet, at top: Double) -> Double {
        let hasDiscount = invoice.hasDiscounts
        var columns = [
            Table.Column("Sl No.", 24, .centre),
            Table.Column("Description of Goods", hasDiscount ? 163 : 193, .left, .description),
            Table.Column("HSN/SAC", 54, .centre, .hsn), Table.Column("GST Rate", 34, .right, .rate),
            Table.Column("Quantity", 66, .right, .quantity), Table.Column("Rate", 52, .right, .unitPrice),
            Table.Column("per", 28, .left, .unit),
        ]
        if hasDiscount { columns.append(Table.Column("Disc. %", 30, .right)) }
        columns.append(Table.Column("Amount", 64, .right, .taxableValue))
        let blank = Array(repeating: "", count: columns.count)
        var rows = invoice.lines.enumerated().map { index, line in
            let unit = line.unit ?? ""
            var cells = [
                "\(index + 1)", line.description, line.hsn ?? "", "\(line.rate.text) %",
                Invoice.count(line), line.unitPrice.grouped, unit,
            ]
            if hasDiscount { cells.append(line.discountPercent.map { "\($0.text) %" } ?? "") }
            return Table.Row(cells + [line.taxable.grouped])
        }
        func row(_ label: String, _ value: String, _ look: Look, ruled: Bool = false) -> Table.Row {
            var cells = blank
            cells[1] = label
            cells[cells.count - 1] = value
            return Table.Row(cells, look, ruled: ruled)
        }
        rows.append(row("", invoice.taxable.grouped, .plain, ruled: false))
        sheet.prints(.taxableTotal)
        for (label, field, amount) in invoice.heads {
            rows.append(row("OUTPUT \(label)", amount.grouped, .bold))
            sheet.prints(field)
        }
        if invoice.roundOff.value != 0 {
            let amount = Paise(abs(invoice.roundOff.value)).grouped
            let isLess = invoice.roundOff < .zero
            rows.append(
                row(isLess ? "Less : ROUND OFF" : "ROUND OFF", isLess ? "(-)\(amount)" : amount, .italic))
            sheet.prints(.roundOff)
        }
        var total = row("Total", "₹ \(invoice.total.grouped)", .bold, ruled: true)
        if invoice.lines.count == 1, let line = invoice.lines.first, let unit = line.unit {
            total.cells[4] = "\(line.quantity.text) \(unit)"
        }
        rows.append(total)
        sheet.prints(.total, .currency)
        let table = Table(columns: columns, left: left, rules: .columns, headLook: .plain, centresHead: true)
        return table.draw(rows, on: &sheet, at: top, bottom: 780)
    }

    private func foot(on sheet: Sheet, at top: Double) -> Sheet {
        var sheet = sheet
        var y = top
        if y > 560 {
            sheet.turnPage()
            y = 48
        }
        let start = y
        sheet.text("E. & O.E", right - 4, y + 3, 8, .italic, .right)
        y += sheet.text("Amount Chargeable (in words)", left + 4, y + 3, 8) + 5
        let words = AmountInWords.currencyCode.text(of: invoice.totalInWords)
        y += sheet.text(words, left + 4, y, 9, .bold, width: right - left - 70) + 6
        sheet.prints(.amountInWords, as: words)
        y = summary(on: &sheet, at: y) + 4
        y +=
            sheet.text(
                "Tax Amount (in words) : " + AmountInWords.currencyCode.text(of: invoice.tax), left + 4, y, 8,
                width: right - left - 8) + 8
        if invoice.isReverseCharge {
            y += sheet.text("Tax is payable on reverse charge basis : Yes", left + 4, y, 8) + 4
            sheet.prints(.reverseCharge)
        }
        var bank = y
        bank += sheet.text("Company's Bank Details", middle + 4, bank, 8.5) + 2
        for (label, value) in [
            ("A/c Holder's Name", invoice.bank.holder), ("Bank Name", invoice.bank.name),
            ("A/c No.", invoice.bank.account),
            ("Branch & IFS Code", "\(invoice.bank.branch) & \(invoice.bank.ifsc)"),
        ] {
            sheet.text("\(label)", middle + 4, bank, 8.5)
            bank += sheet.text(": \(value)", middle + 96, bank, 8.5, .bold) + 1
        }
        sheet.prints(.bankAccount, .ifsc, .supplierPAN)
        y += sheet.text("Company's PAN : \(invoice.supplierPAN)", left + 4, y + 14, 8.5) + 18
        y += sheet.text("Declaration", left + 4, y, 8.5) + 1
        y += sheet.text(
            "We declare that this invoice shows the actual price of the goods described and that all particulars are "
                + "true and correct.", left + 4, y, 8, width: middle - left - 12)
        y = max(y, bank) + 8
        if invoice.hasSignature {
            sheet.box(middle, y, right - middle, 48)
            sheet.text("for \(invoice.supplier.name)", right - 4, y + 3, 8.5, .bold, .right)
            sheet.text("Authorised Signatory", right - 4, y + 35, 8.5, .plain, .right)
            y += 48
        }
        sheet.box(left, start, right - left, y - start)
        if invoice.hasSignature {
            sheet.text("This is a Computer Generated Invoice", 297, y + 6, 8, .plain, .centre)
        }
        return sheet
    }

    private func summary(on sheet: inout Sheet, at y: Double) -> Double {
        var columns = [Table.Column("HSN/SAC", 165, .left), Table.Column("Taxable Value", 80, .right)]
        if invoice.isInterState {
            columns += [Table.Column("Integrated Tax Rate", 80, .right), Table.Column("Amount", 90, .right)]
        } else {
            columns += [
                Table.Column("Central Tax Rate", 50, .right), Table.Column("Amount", 55, .right),
                Table.Column("State Tax Rate", 50, .right), Table.Column("Amount", 55, .right),
            ]
        }
        columns.append(Table.Column("Total Tax Amount", invoice.isInterState ? 100 : 60, .right))
        let groups = invoice.groups(byHSN: true)
        func cells(_ head: String, _ group: Invoice.Group, showsRates: Bool) -> [String] {
            let tax = (group.cgst + group.sgst + group.igst).grouped
            let rate = showsRates ? "\(group.rate.text)%" : ""
            let half = showsRates ? "\(group.rate.half.text)%" : ""
            let parts =
                invoice.isInterState
                ? [rate, group.igst.grouped] : [half, group.cgst.grouped, half, group.sgst.grouped]
            return [head, group.taxable.grouped] + parts + [tax]
        }
        var rows = groups.map { Table.Row(cells($0.hsn ?? "", $0, showsRates: true)) }
        var sum = Invoice.Group(hsn: nil, rate: .whole(0))
        for group in groups {
            sum.taxable = sum.taxable + group.taxable
            sum.cgst = sum.cgst + group.cgst
            sum.sgst = sum.sgst + group.sgst
            sum.igst = sum.igst + group.igst
        }
        rows.append(Table.Row(cells("Total", sum, showsRates: false), .bold))
        let table = Table(
            columns: columns, left: left, size: 8, gap: 1.5, headLook: .plain, centresHead: true)
        return table.draw(rows, on: &sheet, at: y)
    }
}
