internal import Drawing

/// A dense page in one outer box, with both halves of the tax on every row, as traders' software prints it.
struct BusyLayout {
    let invoice: Invoice
    private let left = 30.0
    private let right = 565.0
    private let middle = 318.0

    func draw() -> Sheet {
        var sheet = Sheet(family: "Liberation Sans Narrow")
        let below = parties(on: &sheet, at: head(on: &sheet))
        let bottom = items(on: &sheet, at: below)
        foot(on: &sheet, at: bottom)
        return sheet
    }

    private func head(on sheet: inout Sheet) -> Double {
        let supplier = invoice.supplier
        if let gstin = supplier.gstin { sheet.text("GSTIN : \(gstin)", left + 3, 34, 9, .bold) }
        sheet.text("Original Copy", right - 3, 34, 9, .plain, .right)
        sheet.text("TAX INVOICE", 297, 34, 10, .bold, .centre)
        sheet.line(270, 47, 324, 47)
        var y = 50.0
        y += sheet.text(supplier.name.uppercased(), 297, y, 15, .bold, .centre)
        for line in supplier.address { y += sheet.text(line.uppercased(), 297, y, 8.5, .plain, .centre) }
        y +=
            sheet.text("Tel. : \(supplier.phone)   email : \(supplier.email)", 297, y, 8.5, .plain, .centre)
            + 3
        sheet.prints(.supplierName, as: supplier.name.uppercased())
        sheet.prints(.supplierGSTIN)
        return y
    }

    private func parties(on sheet: inout Sheet, at top: Double) -> Double {
        var y = top + 3
        y += sheet.text("Party Details :", left + 3, y, 8.5, .italic)
        y += sheet.text(invoice.buyer.name, left + 3, y, 9.5, .bold)
        y = sheet.block(invoice.buyer.address, left + 3, y, 9, leading: 0)
        y += sheet.text("Party Mobile No : \(invoice.buyer.phone)", left + 3, y + 4, 9) + 4
        if let gstin = invoice.buyer.gstin { y += sheet.text("GSTIN / UIN : \(gstin)", left + 3, y, 9) }
        sheet.prints(.buyerName, .buyerGSTIN)
        var facts: [(label: String, value: String, field: TruthField?)] = []
        if let number = invoice.number {
            facts.append((label: "Invoice No.", value: number, field: .invoiceNumber))
        }
        if let date = invoice.date {
            facts.append((label: "Dated", value: date.text(.dashed), field: .invoiceDate))
        }
        if let place = invoice.placeOfSupply {
            facts.append(
                (label: "Place of Supply", value: "\(place.state) (\(place.code))", field: .placeOfSupply))
        }
        facts.append(
            (label: "Reverse Charge", value: invoice.isReverseCharge ? "Y" : "N", field: .reverseCharge))
        facts.append((label: "GR/RR No.", value: "", field: nil))
        facts += invoice.references(.dashed).filter { $0.field != .irn }.map {
            (label: $0.label, value: $0.value, field: $0.field)
        }
        var side = top + 3
        for (label, value, field) in facts {
            sheet.text(label, middle + 4, side, 9)
            side += sheet.text(": \(value)", middle + 84, side, 9)
            if let field { sheet.prints(field) }
        }
        y = max(y, side) + 4
        sheet.line(left, top, right, top)
        sheet.line(middle, top, middle, y)
        if let electronic = invoice.electronic {
            sheet.line(left, y, right, y)
            y += sheet.text("IRN : \(electronic.irn)", left + 3, y + 1, 8) + 3
            sheet.prints(.irn)
        }
        return y
    }

    private func items(on sheet: inout Sheet, at y: Double) -> Double {
        var columns = [
            Table.Column("S.N.", 22, .left), Table.Column("Description of Goods", 133, .left, .description),
            Table.Column("HSN/SAC Code", 50, .left, .hsn), Table.Column("Qty.", 38, .right, .quantity),
            Table.Column("Unit", 28, .left, .unit), Table.Column("Price", 50, .right, .unitPrice),
        ]
        let heads = invoice.isInterState ? ["IGST"] : ["CGST", secondHead]
        let share = 136.0 / Double(heads.count)
        for head in heads {
            let cell: TruthCell = head == "IGST" ? .igst : head == "CGST" ? .cgst : .sgst
            columns.append(Table.Column("\(head) Rate", share * 0.42, .right))
            columns.append(Table.Column("\(head) Amount", share * 0.58, .right, cell))
        }
        columns.append(Table.Column("Amount (₹)", 78, .right, .amount))
        sheet.prints(columns: [.rate])
        var rows = invoice.lines.enumerated().map { index, line in
            let taxes =
                invoice.isInterState
                ? ["\(line.rate.text) %", line.igst.grouped]
                : [
                    "\(line.rate.half.text) %", line.cgst.grouped, "\(line.rate.half.text) %",
                    line.sgst.grouped,
                ]
            return Table.Row(
                [
                    "\(index + 1).", line.description, line.hsn ?? "", line.quantity.text, line.unit ?? "",
                    line.unitPrice.grouped,
                ] + taxes + [line.amount.grouped])
        }
        let blank = [String](repeating: "", count: columns.count)
        func row(_ label: String, _ value: String, _ look: Look) -> Table.Row {
            var cells = blank
            cells[1] = label
            cells[cells.count - 1] = value
            return Table.Row(cells, look, ruled: look == .bold)
        }
        if invoice.roundOff != .zero {
            let isLess = invoice.roundOff < .zero
            let amount = Paise(abs(invoice.roundOff.value)).grouped
            rows.append(
                row("\(isLess ? "Less" : "Add") : Rounded Off (\(isLess ? "-" : "+"))", amount, .italic))
            sheet.prints(.roundOff)
        }
        var total = row("Grand Total", "₹ \(invoice.total.grouped)", .bold)
        total.cells[3] = invoice.totalQuantity.text
        rows.append(total)
        sheet.prints(.total, .currency)
        let table = Table(columns: columns, left: left, gap: 2, rules: .columns)
        return table.draw(rows, on: &sheet, at: y, bottom: 780)
    }

    private var secondHead: String { invoice.supplier.region.isUnionTerritory ? "UTGST" : "SGST" }

    private func foot(on sheet: inout Sheet, at top: Double) {
        var y = top + 4
        if y > 600 {
            sheet.turnPage()
            y = 40
        }
        y = summary(on: &sheet, at: y) + 5
        let words = AmountInWords.rupeesFirst.text(of: invoice.totalInWords)
        y += sheet.text(words, left + 3, y, 9.5, .bold, width: right - left - 6) + 4
        sheet.prints(.amountInWords, as: words)
        sheet.line(left, y, right, y)
        y +=
            sheet.text(
                "Bank Details : \(invoice.bank.name), A/C NO. \(invoice.bank.account), IFSC: \(invoice.bank.ifsc), "
                    + "A/C Name: \(invoice.bank.holder)", left + 3, y + 3, 9, width: right - left - 6) + 6
        sheet.prints(.bankAccount, .ifsc)
        sheet.line(left, y, right, y)
        let terms = [
            "Terms & Conditions", "E.& O.E.", "1. Goods once sold will not be taken back.",
            "2. Interest @ 18% p.a. will be charged if the payment is not made within",
            "    the stipulated time.", "3. Subject to '\(invoice.supplier.region.city)' Jurisdiction only.",
        ]
        let end = sheet.block(terms, left + 3, y + 3, 8, leading: 0) + 16
        if invoice.hasSignature {
            sheet.text("Receiver's Signature :", middle + 4, y + 3, 8.5)
            sheet.line(middle, y + 24, right, y + 24)
            sheet.text("for \(invoice.supplier.name.uppercased())", right - 3, y + 27, 8.5, .bold, .right)
            sheet.text("Authorised Signatory", right - 3, end - 12, 8.5, .plain, .right)
        }
        sheet.line(middle, y, middle, end)
        sheet.box(left, 30, right - left, end - 30)
    }

    private func summary(on sheet: inout Sheet, at y: Double) -> Double {
        var columns = [Table.Column("Tax Rate", 60, .left), Table.Column("Taxable Amt.", 80, .right)]
        columns +=
            invoice.isInterState
            ? [Table.Column("IGST Amt.", 80, .right)]
            : [Table.Column("CGST Amt.", 70, .right), Table.Column("\(secondHead) Amt.", 70, .right)]
        columns.append(Table.Column("Total Tax", 80, .right))
        func cells(_ head: String, _ taxable: Paise, _ parts: [Paise]) -> [String] {
            [head, taxable.grouped] + parts.map(\.grouped) + [parts.reduce(.zero, +).grouped]
        }
        var rows = invoice.groups().map { group in
            Table.Row(
                cells(
                    "\(group.rate.text)%", group.taxable,
                    invoice.isInterState ? [group.igst] : [group.cgst, group.sgst]))
        }
        rows.append(
            Table.Row(
                cells(
                    "Total", invoice.taxable,
                    invoice.isInterState ? [invoice.igst] : [invoice.cgst, invoice.sgst]),
                .bold, ruled: true))
        sheet.prints(.taxableTotal)
        for head in invoice.heads { sheet.prints(head.field) }
        let table = Table(columns: columns, left: left, gap: 1, rules: .none)
        return table.draw(rows, on: &sheet, at: y)
    }
}
