internal import Drawing

extension FormPrinter {
    /// The lines of one key of the totals; they count as printed from now on.
    mutating func sums(_ key: TotalKey) -> [(label: String, value: String)] {
        func text(_ amount: Paise) -> String { form.sign + form.numbers.text(amount) }
        let gross = invoice.lines.reduce(Paise.zero) { $0 + $1.quantity.times($1.unitPrice) }
        switch key {
        case .gross: return [(label(.gross), text(gross))]
        case .discount:
            let discount = invoice.lines.reduce(Paise.zero) { $0 + $1.discount }
            return discount == .zero ? [] : [(label(.lessDiscount), text(discount))]
        case .taxable:
            sheet.prints(.taxableTotal)
            return [(label(.subtotal), text(invoice.taxable))]
        case .heads:
            return heads.map { head in
                sheet.prints(head.field)
                return (head.label, text(head.amount))
            }
        case .headsByRate:
            for head in heads { sheet.prints(head.field) }
            return invoice.groups().filter { $0.rate > .whole(0) }.flatMap { group -> [(String, String)] in
                guard !invoice.isInterState else {
                    return [("\(headName(.igst)) @ \(group.rate.text)%", text(group.igst))]
                }
                let half = group.rate.half.text
                return [
                    ("\(headName(.cgst)) @ \(half)%", text(group.cgst)),
                    ("\(headName(.sgst)) @ \(half)%", text(group.sgst)),
                ]
            }
        case .tax: return [(label(.taxTotal), text(invoice.tax))]
        case .roundOff:
            guard invoice.roundOff != .zero else { return [] }
            sheet.prints(.roundOff)
            return [(label(.roundOff), form.numbers.text(invoice.roundOff))]
        case .total:
            sheet.prints(.total, .currency)
            return [(label(.total), text(invoice.total))]
        case .balance: return [(label(.balance), text(invoice.total))]
        }
    }

    private var heads: [(label: String, field: TruthField, amount: Paise)] {
        invoice.heads.map { head in
            switch head.field {
            case .cgst: (label(.cgst), head.field, head.amount)
            case .sgst: (headName(.sgst), head.field, head.amount)
            case .igst: (label(.igst), head.field, head.amount)
            default: head
            }
        }
    }

    /// The sums at the end.
    mutating func totals(_ totals: Block.Totals, in frame: Frame, at top: Double) -> Double {
        let width = frame.width * totals.share
        let side = Frame(left: frame.right - width, width: width)
        var y = top
        let all = totals.keys.flatMap { key in sums(key).map { (key: key, $0.label, $0.value) } }
        let widest = all.reduce(0) { max($0, sheet.room(for: $1.2, form.size + 1, .bold).width) }
        let valueWidth = min(widest + 12, width * 0.6)
        for (key, label, value) in all {
            let isTotal = key == .total
            let size = form.size + (isTotal ? 1 : 0)
            let labelFrame = Frame(left: side.left + 3, width: width - valueWidth - 6)
            let look: Look = isTotal ? .bold : .plain
            let height = max(
                sheet.room(for: label, size, look, width: labelFrame.width).height,
                sheet.room(for: value, size, look).height)
            if isTotal, totals.hasBandOnTotal {
                sheet.box(side.left, y - 1, width, height + 4, fill: form.tint, outline: nil)
            }
            _ = line(label, in: labelFrame, at: y + 1, size, look)
            let valueFrame = Frame(left: side.right - valueWidth, width: valueWidth - 3)
            _ = line(value, in: valueFrame, at: y + 1, size, look, .right)
            if totals.isBoxed {
                sheet.box(side.left, y, width - valueWidth, height + 4)
                sheet.box(side.right - valueWidth, y, valueWidth, height + 4)
            }
            y += height + 4
        }
        return y
    }

    /// Taxes summed by rate, or by code and rate.
    mutating func summary(byHSN: Bool, in frame: Frame, at y: Double) -> Double {
        guard invoice.tax != .zero else { return y }
        var titles = [byHSN ? shortLabel(.hsn) : shortLabel(.rate), shortLabel(.taxable)]
        let names: [Printed.Head] = invoice.isInterState ? [.igst] : [.cgst, .sgst]
        for head in names { titles += ["\(headName(head)) %", headName(head)] }
        titles.append(shortLabel(.taxTotal))
        func row(_ first: String, _ group: Invoice.Group, _ look: Look, showsRate: Bool) -> Table.Row {
            let (whole, half) = showsRate ? (group.rate.text, group.rate.half.text) : ("", "")
            let parts =
                invoice.isInterState
                ? [whole, form.numbers.text(group.igst)]
                : [half, form.numbers.text(group.cgst), half, form.numbers.text(group.sgst)]
            let tax = form.numbers.text(group.cgst + group.sgst + group.igst)
            return Table.Row([first, form.numbers.text(group.taxable)] + parts + [tax], look)
        }
        let groups = invoice.groups(byHSN: byHSN)
        var rows = groups.map { row(byHSN ? $0.hsn ?? "" : "\($0.rate.text)%", $0, .plain, showsRate: true) }
        var sum = Invoice.Group(hsn: nil, rate: .whole(0))
        for group in groups {
            sum.taxable = sum.taxable + group.taxable
            sum.cgst = sum.cgst + group.cgst
            sum.sgst = sum.sgst + group.sgst
            sum.igst = sum.igst + group.igst
        }
        rows.append(row(shortLabel(.totalRow), sum, .bold, showsRate: false))
        var table = Table(columns: [], left: frame.left, size: form.size - 1, gap: 1.5, centresHead: true)
        table.columns = titles.map { Table.Column($0, frame.width / Double(titles.count), .right) }
        return table.draw(rows, on: &sheet, at: y, bottom: bottom)
    }

    /// The amount in words.
    mutating func words(_ look: Look, in frame: Frame, at y: Double) -> Double {
        let words = form.words.text(of: invoice.totalInWords)
        sheet.prints(.amountInWords, as: words)
        return y + line(caption(.words) + words, in: frame, at: y, form.size, look) + 2
    }

    /// The account to pay into.
    mutating func bank(_ manner: Block.Facts.Manner, in frame: Frame, at top: Double) -> Double {
        let bank = invoice.bank
        sheet.prints(.bankAccount, .ifsc)
        let entries = [
            (label(.holder), bank.holder), (label(.bankName), bank.name), (label(.account), bank.account),
            (label(.ifsc), bank.ifsc), (label(.branch), bank.branch),
        ]
        if manner == .colon {
            let text = entries.map { $0.0 + form.separator + $0.1 }.joined(separator: ", ")
            return top + line("\(label(.bank))\(form.separator)\(text)", in: frame, at: top, form.size) + 2
        }
        var y = top + line(label(.bank), in: frame, at: top, form.size, .bold) + 2
        let labels = entries.map { sheet.room(for: $0.0, form.size).width }
        let labelWidth = min((labels.max() ?? 0) + 10, frame.width * 0.55)
        for (label, value) in entries {
            let left = sheet.text(label, frame.left, y, form.size, width: labelWidth)
            let side = Frame(left: frame.left + labelWidth, width: frame.width - labelWidth)
            y += max(left, line(form.separator + value, in: side, at: y, form.size)) + 1
        }
        return y
    }

    /// Who signs.
    mutating func signature(_ alignment: TextStyle.Alignment, in frame: Frame, at top: Double) -> Double {
        guard invoice.hasSignature else { return top }
        var y = top
        y += line(
            "\(label(.signFor)) \(invoice.supplier.name)", in: frame, at: y, form.size, .plain, alignment)
        y += form.paper.isRoll ? 12 : 30
        return y + line(label(.signature), in: frame, at: y, form.size, .plain, alignment) + 2
    }

    /// IRN, acknowledgement and the signed QR code.
    mutating func registration(in frame: Frame, at top: Double) -> Double {
        guard let electronic = invoice.electronic else { return top }
        let side = 96.0
        var y = top
        let text = Frame(left: frame.left, width: frame.width - side - 10)
        for (key, value, field) in [
            (FormLabel.irn, electronic.irn, TruthField.irn),
            (.ackNumber, electronic.acknowledgement, .ackNumber),
            (.ackDate, electronic.day.text(form.dates), .ackDate),
        ] {
            y += line(caption(key) + value, in: text, at: y, form.size - 1) + 2
            sheet.prints(field)
        }
        guard let code = invoice.signedCode else { return y }
        sheet.code(code, frame.right - side, top, side)
        return max(y, top + side + 2)
    }
}
