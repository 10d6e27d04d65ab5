internal import Drawing

/// Two columns of addresses and a table with a tax type on every row, as online shops print it.
struct MarketplaceLayout {
    let invoice: Invoice
    private let left = 44.0
    private let right = 551.0

    func draw() -> Sheet {
        var sheet = Sheet(family: "Liberation Sans")
        sheet.text("shopkart.example", left, 38, 20, .bold)
        sheet.text("Tax Invoice/Bill of Supply/Cash Memo", right, 40, 12.5, .bold, .right)
        sheet.text("(Original for Recipient)", right, 56, 11, .plain, .right)
        let below = parties(on: &sheet, at: 100)
        let bottom = items(on: &sheet, at: below)
        foot(on: &sheet, at: bottom)
        return sheet
    }

    private func parties(on sheet: inout Sheet, at top: Double) -> Double {
        let (supplier, buyer) = (invoice.supplier, invoice.buyer)
        var y = top
        y += sheet.text("Sold By :", left, y, 10, .bold)
        y += sheet.text(supplier.name, left, y, 10)
        y = sheet.block(supplier.address + ["IN"], left, y, 10, leading: 0) + 18
        y += sheet.text("PAN No: \(invoice.supplierPAN)", left, y, 10, .bold)
        if let gstin = supplier.gstin { y += sheet.text("GST Registration No: \(gstin)", left, y, 10, .bold) }
        sheet.prints(.supplierName, .supplierGSTIN, .supplierPAN)
        var side = top
        func add(_ text: String, _ look: Look = .plain) {
            side += sheet.text(text, right, side, 10, look, .right)
        }
        for caption in ["Billing Address :", "Shipping Address :"] {
            add(caption, .bold)
            for line in [buyer.name] + buyer.address + ["IN"] { add(line) }
            add("State/UT Code: \(buyer.region.code)", .bold)
            if let gstin = buyer.gstin, caption.hasPrefix("Billing") { add("GST Registration No: \(gstin)") }
            side += 8
        }
        sheet.prints(.buyerName, .buyerGSTIN)
        if let place = invoice.placeOfSupply {
            add("Place of supply: \(place.state.uppercased())", .bold)
            add("Place of delivery: \(place.state.uppercased())", .bold)
            sheet.prints(.placeOfSupply, as: place.state.uppercased())
        }
        if let number = invoice.number {
            add("Invoice Number : \(number)", .bold)
            sheet.prints(.invoiceNumber)
        }
        add("Invoice Details : \(buyer.region.code)-\(buyer.phone)-2627", .bold)
        if let date = invoice.date {
            add("Invoice Date : \(date.text(.dotted))", .bold)
            sheet.prints(.invoiceDate)
            y = max(y, side - 48)
            y += sheet.text(
                "Order Number: 403-\(supplier.phone.prefix(7))-\(buyer.phone.prefix(7))", left, y, 10, .bold)
            y += sheet.text("Order Date: \((date + -1).text(.dotted))", left, y, 10, .bold)
        }
        for (label, value, field) in invoice.references(.dotted) where field != .dueDate {
            y += sheet.text("\(label): \(value)", left, y, field == .irn ? 7.5 : 9)
            sheet.prints(field)
        }
        return max(y, side) + 10
    }

    private func items(on sheet: inout Sheet, at y: Double) -> Double {
        let hasDiscount = invoice.hasDiscounts
        var columns = [
            Table.Column("Sl. No", 26, .centre),
            Table.Column("Description", hasDiscount ? 111 : 161, .left, .description),
            Table.Column("Unit Price", 56, .right, .unitPrice),
        ]
        if hasDiscount { columns.append(Table.Column("Discount", 50, .right, .discount)) }
        columns += [
            Table.Column("Qty", 30, .centre, .quantity),
            Table.Column("Net Amount", 60, .right, .taxableValue),
            Table.Column("Tax Rate", 30, .right, .rate), Table.Column("Tax Type", 32, .left),
            Table.Column("Tax Amount", 52, .right, invoice.isInterState ? .igst : nil),
            Table.Column("Total Amount", 60, .right, .amount),
        ]
        sheet.prints(columns: invoice.isInterState ? [.hsn] : [.hsn, .cgst, .sgst])
        let second = invoice.supplier.region.isUnionTerritory ? "UTGST" : "SGST"
        var rows = invoice.lines.enumerated().map { index, line in
            let half = "\(line.rate.half.text)%"
            let taxes =
                invoice.isInterState
                ? ["\(line.rate.text)%", "IGST", "₹\(line.igst.grouped)"]
                : ["\(half)\n\(half)", "CGST\n\(second)", "₹\(line.cgst.grouped)\n₹\(line.sgst.grouped)"]
            var cells = [
                "\(index + 1)", line.description + (line.hsn.map { "\nHSN:\($0)" } ?? ""),
                "₹\(line.unitPrice.grouped)",
            ]
            if hasDiscount { cells.append("-₹\(line.discount.grouped)") }
            return Table.Row(
                cells + [line.quantity.text, "₹\(line.taxable.grouped)"] + taxes + ["₹\(line.amount.grouped)"]
            )
        }
        var total = [String](repeating: "", count: columns.count)
        total[1] = "TOTAL:"
        total[columns.count - 2] = "₹\(invoice.tax.grouped)"
        total[columns.count - 1] = "₹\(invoice.total.grouped)"
        rows.append(Table.Row(total, .bold))
        sheet.prints(.total, .currency)
        if invoice.isInterState, invoice.igst != .zero { sheet.prints(.igst) }
        let table = Table(
            columns: columns, left: (595 - columns.reduce(0) { $0 + $1.width }) / 2, gap: 2.5,
            headFill: .grey(0.82))
        return table.draw(rows, on: &sheet, at: y, bottom: 770)
    }

    private func foot(on sheet: inout Sheet, at top: Double) {
        var y = top
        if y > 680 {
            sheet.turnPage()
            y = 48
        }
        let words = AmountInWords.bare.text(of: invoice.totalInWords)
        sheet.box(left, y, right - left, 32)
        sheet.text("Amount in Words:", left + 4, y + 3, 10, .bold)
        sheet.text(words, left + 4, y + 16, 10, .bold)
        sheet.prints(.amountInWords, as: words)
        y += 32
        if invoice.hasSignature {
            sheet.box(left, y, right - left, 58)
            sheet.text("For \(invoice.supplier.name):", right - 4, y + 4, 10, .bold, .right)
            sheet.text("Authorized Signatory", right - 4, y + 42, 10, .bold, .right)
            y += 58
        }
        let answer = invoice.isReverseCharge ? "Yes" : "No"
        sheet.text("Whether tax is payable under reverse charge - \(answer)", left, y + 4, 9)
        sheet.prints(.reverseCharge)
    }
}
