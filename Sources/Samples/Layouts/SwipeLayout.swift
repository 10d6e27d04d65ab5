internal import Drawing

/// Coloured rules and tax cells such as `104.68 (18%)`, as billing apps for the phone print it.
struct SwipeLayout {
    let invoice: Invoice
    private let left = 36.0
    private let right = 559.0
    private let blue = Colour(red: 0.16, green: 0.40, blue: 0.86)

    func draw() -> Sheet {
        var sheet = Sheet(family: "Liberation Sans")
        let below = head(on: &sheet)
        let bottom = items(on: &sheet, at: below)
        foot(on: &sheet, at: bottom)
        return sheet
    }

    private func head(on sheet: inout Sheet) -> Double {
        let supplier = invoice.supplier
        sheet.text("TAX INVOICE", left, 34, 11, .bold, colour: blue)
        sheet.text("ORIGINAL FOR RECIPIENT", right, 34, 7.5, .bold, .right, colour: .grey(0.4))
        var y = 52.0
        y += sheet.text(supplier.name.uppercased(), left, y, 14, .bold) + 2
        if let gstin = supplier.gstin {
            sheet.text("GSTIN", left, y, 9)
            y += sheet.text(gstin, left + 34, y, 9, .bold) + 1
        }
        y = sheet.block(supplier.address, left, y, 9, leading: 1)
        y += sheet.text("Mobile +91 \(supplier.phone)   Email \(supplier.email)", left, y, 9) + 10
        sheet.prints(.supplierName, as: supplier.name.uppercased())
        sheet.prints(.supplierGSTIN)
        var x = left
        var heads: [(String, String, TruthField)] = []
        if let number = invoice.number { heads.append(("Invoice #:", number, .invoiceNumber)) }
        if let date = invoice.date { heads.append(("Invoice Date:", date.text(.spacedName), .invoiceDate)) }
        if let due = invoice.dueDate { heads.append(("Due Date:", due.text(.spacedName), .dueDate)) }
        for (label, value, field) in heads {
            sheet.text(label, x, y, 9)
            sheet.text(value, x + sheet.room(for: label, 9).width + 4, y, 9, .bold)
            sheet.prints(field)
            x += 182
        }
        y += 18
        let start = y
        y += sheet.text("Customer Details:", left, y, 9) + 1.5
        y += sheet.text(invoice.buyer.name, left, y, 9.5, .bold, width: 232 - left) + 1.5
        if let gstin = invoice.buyer.gstin { y += sheet.text("GSTIN: \(gstin)", left, y, 9) + 1.5 }
        sheet.prints(.buyerName, .buyerGSTIN)
        var side = start
        side += sheet.text("Billing address:", 240, side, 9) + 1.5
        side = sheet.block(invoice.buyer.address, 240, side, 9)
        y = max(y, side) + 4
        if let place = invoice.placeOfSupply {
            y += sheet.text("Place of Supply:", left, y, 9) + 1
            y += sheet.text("\(place.code)-\(place.state.uppercased())", left, y, 9, .bold) + 4
            sheet.prints(.placeOfSupply, as: "\(place.code)-\(place.state.uppercased())")
        }
        for (label, value, field) in invoice.references(.spacedName) where field != .dueDate {
            y += sheet.text("\(label): \(value)", left, y, 8) + 1.5
            sheet.prints(field)
        }
        return y + 6
    }

    private func items(on sheet: inout Sheet, at y: Double) -> Double {
        let columns = [
            Table.Column("#", 22, .left), Table.Column("Item", 150, .left, .description),
            Table.Column("HSN/SAC", 56, .left, .hsn), Table.Column("Rate/Item", 66, .right, .unitPrice),
            Table.Column("Qty", 58, .right, .quantity),
            Table.Column("Taxable Value", 58, .right, .taxableValue),
            Table.Column("Tax Amount", 60, .right), Table.Column("Amount", 53, .right, .amount),
        ]
        sheet.prints(columns: [.rate, .unit])
        let rows = invoice.lines.enumerated().map { index, line in
            var price = line.netPrice.grouped
            if let discount = line.discountPercent {
                price += "\n\(line.unitPrice.grouped) (-\(discount.text)%)"
            }
            return Table.Row([
                "\(index + 1)", line.description, line.hsn ?? "", price, Invoice.count(line),
                line.taxable.grouped,
                "\(line.tax.grouped) (\(line.rate.text)%)", line.amount.grouped,
            ])
        }
        sheet.line(left, y, right, y, 1.2, colour: blue)
        let table = Table(
            columns: columns, left: left, gap: 5, rules: .rows, headLook: .bold, ruleColour: .grey(0.8))
        let bottom = table.draw(rows, on: &sheet, at: y, bottom: 770)
        sheet.line(left, bottom, right, bottom, 1.2, colour: blue)
        return bottom
    }

    private func foot(on sheet: inout Sheet, at top: Double) {
        var y = top + 6
        if y > 590 {
            sheet.turnPage()
            y = 48
        }
        func row(_ label: String, _ value: String, _ size: Double = 9) {
            sheet.text(label, 440, y, size, .bold, .right)
            y += sheet.text(value, right - 3, y, size, .bold, .right) + 3
        }
        row("Taxable Amount", "₹\(invoice.taxable.grouped)")
        sheet.prints(.taxableTotal)
        for group in invoice.groups() where group.rate > .whole(0) {
            let half = group.rate.half
            if group.igst != .zero { row("IGST \(group.rate.text).0%", "₹\(group.igst.grouped)") }
            if group.cgst != .zero { row("CGST \(Self.oneDecimal(half))%", "₹\(group.cgst.grouped)") }
            if group.sgst != .zero { row("SGST \(Self.oneDecimal(half))%", "₹\(group.sgst.grouped)") }
        }
        for head in invoice.heads { sheet.prints(head.field) }
        if invoice.roundOff != .zero {
            row("Round Off", invoice.roundOff.grouped)
            sheet.prints(.roundOff)
        }
        sheet.line(330, y, right, y, 1)
        y += 3
        row("Total", "₹\(invoice.total.grouped)", 13)
        sheet.prints(.total, .currency)
        let words = AmountInWords.rupeesLast.text(of: invoice.totalInWords)
        sheet.line(left, y, right, y, 0.8, colour: blue)
        sheet.text(
            "Total Items / Qty : \(invoice.lines.count) / \(invoice.totalQuantity.text)", left, y + 3, 8)
        y += sheet.text("Total amount (in words): \(words)", right, y + 3, 8, .plain, .right) + 16
        sheet.prints(.amountInWords, as: words)
        if invoice.isReverseCharge {
            y += sheet.text("Amount of Tax subject to Reverse Charge: Yes", left, y, 8) + 6
            sheet.prints(.reverseCharge)
        }
        let start = y
        y += sheet.text("Bank Details:", left, y, 9, .bold) + 4
        for (label, value) in [
            ("Bank:", invoice.bank.name), ("Account #:", invoice.bank.account),
            ("IFSC Code:", invoice.bank.ifsc.lowercased()), ("Branch:", invoice.bank.branch.uppercased()),
        ] {
            sheet.text(label, left, y, 8.5)
            y += sheet.text(value, left + 64, y, 8.5, .bold) + 3
        }
        y += sheet.text(invoice.bank.holder, left, y, 8.5) + 3
        sheet.prints(.bankAccount, .ifsc)
        if invoice.hasSignature {
            sheet.text("For \(supplierName)", right, start + 2, 9, .plain, .right)
            sheet.text("Authorized Signatory", right, start + 52, 8.5, .plain, .right)
            let note = "Page 1 / 1      This is a computer generated document and requires no signature."
            sheet.text(note, left, 806, 7)
        }
    }

    private var supplierName: String { invoice.supplier.name.uppercased() }

    private static func oneDecimal(_ percent: Percent) -> String {
        percent.basisPoints % 100 == 0 ? percent.text + ".0" : percent.text
    }
}
