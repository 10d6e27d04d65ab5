internal import Drawing

/// An airy page with a dark table head and the balance due on top, as online accounting prints it.
struct ZohoLayout {
    let invoice: Invoice
    private let left = 44.0
    private let right = 551.0
    private let dark = Colour.grey(0.22)
    private let pale = Colour.grey(0.42)

    func draw() -> Sheet {
        var sheet = Sheet(family: "DejaVu Sans")
        let below = head(on: &sheet)
        let bottom = items(on: &sheet, at: below)
        foot(on: &sheet, at: bottom)
        return sheet
    }

    private func head(on sheet: inout Sheet) -> Double {
        let supplier = invoice.supplier
        var y = 44.0
        y += sheet.text(supplier.name, left, y, 12, .bold) + 2
        y = sheet.block(supplier.address + ["India"], left, y, 8)
        if let gstin = supplier.gstin { y += sheet.text("GSTIN \(gstin)", left, y, 8) + 1.5 }
        y = sheet.block([supplier.phone, supplier.email], left, y, 8)
        sheet.prints(.supplierName, .supplierGSTIN)
        sheet.text("TAX INVOICE", right, 44, 20, .plain, .right, colour: dark)
        if let number = invoice.number {
            sheet.text("# \(number)", right, 72, 9, .bold, .right)
            sheet.prints(.invoiceNumber)
        }
        sheet.text("Balance Due", right, 94, 8, .bold, .right)
        sheet.text("₹\(invoice.total.grouped)", right, 105, 12, .bold, .right)
        y = max(y, 140) + 14
        let start = y
        y += sheet.text("Bill To", left, y, 8, .plain, colour: pale) + 2
        y += sheet.text(invoice.buyer.name, left, y, 9, .bold) + 1.5
        y = sheet.block(invoice.buyer.address + ["India"], left, y, 8)
        if let gstin = invoice.buyer.gstin { y += sheet.text("GSTIN \(gstin)", left, y, 8) + 1.5 }
        sheet.prints(.buyerName, .buyerGSTIN)
        if let place = invoice.placeOfSupply {
            y += sheet.text("Place Of Supply: \(place.state) (\(place.code))", left, y + 4, 8) + 5
            sheet.prints(.placeOfSupply)
        }
        var references: [(label: String, value: String, field: TruthField)] = []
        if let date = invoice.date {
            references.append((label: "Invoice Date", value: date.text(.slashed), field: .invoiceDate))
        }
        references += invoice.references(.slashed).filter { $0.field != .irn }
        var row = start
        for (label, value, field) in references {
            sheet.text("\(label) :", 440, row, 8, .plain, .right, colour: pale)
            row += sheet.text(value, right, row, 8, .plain, .right) + 5
            sheet.prints(field)
        }
        y = max(y, row)
        if let electronic = invoice.electronic {
            y += sheet.text("IRN: \(electronic.irn)", left, y + 2, 7) + 4
            sheet.prints(.irn)
        }
        return y + 14
    }

    private func items(on sheet: inout Sheet, at y: Double) -> Double {
        var columns = [
            Table.Column("#", 22, .left), Table.Column("Item & Description", 143, .left, .description),
            Table.Column("HSN/SAC", 58, .left, .hsn), Table.Column("Qty", 52, .right, .quantity),
            Table.Column("Rate", 62, .right, .unitPrice),
        ]
        let taxed: [(String, TruthCell)] =
            invoice.isInterState ? [("IGST", .igst)] : [("CGST", .cgst), ("SGST", .sgst)]
        for (label, cell) in taxed {
            columns.append(Table.Column(label, invoice.isInterState ? 84 : 48, .right, cell))
        }
        columns.append(Table.Column("Amount", invoice.isInterState ? 86 : 74, .right, .taxableValue))
        // A discount has no column here: the price is the one after it.
        let rows = invoice.lines.enumerated().map { index, line in
            let taxes =
                invoice.isInterState
                ? ["\(line.igst.grouped)\n\(line.rate.text)%"]
                : [
                    "\(line.cgst.grouped)\n\(line.rate.half.text)%",
                    "\(line.sgst.grouped)\n\(line.rate.half.text)%",
                ]
            return Table.Row(
                [
                    "\(index + 1)", line.description, line.hsn ?? "",
                    line.quantity.text + (line.unit.map { "\n\($0)" } ?? ""),
                    line.unitPrice.grouped,
                ] + taxes + [line.taxable.grouped])
        }
        sheet.prints(columns: [.rate, .unit])
        let table = Table(
            columns: columns, left: left, size: 8, gap: 5, rules: .rows, headLook: .plain, headFill: dark,
            headColour: .white, ruleColour: .grey(0.75))
        return table.draw(rows, on: &sheet, at: y, bottom: 770)
    }

    private func foot(on sheet: inout Sheet, at top: Double) {
        var y = top + 10
        if y > 600 {
            sheet.turnPage()
            y = 48
        }
        let start = y
        func row(_ label: String, _ value: String, _ look: Look = .plain) {
            sheet.text(label, 450, y, 8.5, look, .right)
            y += sheet.text(value, right - 4, y, 8.5, look, .right) + 6
        }
        row("Sub Total", invoice.taxable.grouped)
        sheet.prints(.taxableTotal)
        for group in invoice.groups() where group.rate > .whole(0) {
            if invoice.isInterState {
                row("IGST\(group.rate.text) (\(group.rate.text)%)", group.igst.grouped)
            } else {
                let half = group.rate.half.text
                row("CGST\(half) (\(half)%)", group.cgst.grouped)
                row("SGST\(half) (\(half)%)", group.sgst.grouped)
            }
        }
        for head in invoice.heads { sheet.prints(head.field) }
        if invoice.roundOff != .zero {
            row("Rounding", invoice.roundOff.grouped)
            sheet.prints(.roundOff)
        }
        row("Total", "₹\(invoice.total.grouped)", .bold)
        sheet.box(330, y - 3, right - 330, 20, fill: .grey(0.93), outline: nil)
        row("Balance Due", "₹\(invoice.total.grouped)", .bold)
        sheet.prints(.total, .currency)
        var side = start
        side += sheet.text("Total In Words", left, side, 8, .plain, colour: pale) + 2
        let words = AmountInWords.indianRupee.text(of: invoice.totalInWords)
        side += sheet.text(words, left, side, 8.5, .italic, width: 230) + 12
        sheet.prints(.amountInWords, as: words)
        if invoice.isReverseCharge {
            side += sheet.text("Supply attracts reverse charge: Yes", left, side, 8) + 8
            sheet.prints(.reverseCharge)
        }
        side += sheet.text("Bank Details", left, side, 8, .plain, colour: pale) + 2
        side = sheet.block(
            [
                "Account Name: \(invoice.bank.holder)", "Account Number: \(invoice.bank.account)",
                "IFSC: \(invoice.bank.ifsc)", "Bank: \(invoice.bank.name), \(invoice.bank.branch)",
            ], left, side, 8,
            width: 250)
        sheet.prints(.bankAccount, .ifsc)
        y = max(y, side) + 20
        y += sheet.text("Notes", left, y, 8, .plain, colour: pale) + 2
        y += sheet.text("Thanks for your business.", left, y, 8) + 24
        if invoice.hasSignature {
            sheet.text("Authorized Signature ____________________", right, y, 8, .plain, .right)
        }
    }
}
