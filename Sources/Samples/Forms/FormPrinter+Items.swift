internal import AssayKit
internal import Drawing

extension FormPrinter {
    /// Draws the item table; returns the place below it.
    mutating func items(in frame: Frame, at y: Double) -> Double {
        let specification = form.table
        if specification.isStacked { return stacked(in: frame, at: y) }
        let plan = columns()
        var rows = invoice.lines.indices.map { index in
            Table.Row(plan.map { cell($0, invoice.lines[index], index) })
        }
        if specification.hasTotalRow { rows.append(totalRow(plan)) }
        rows += specification.tail.flatMap { tailRows($0, plan) }
        var table = Table(columns: [], left: frame.left)
        table.gap = specification.gap
        table.rules = specification.rules
        table.centresHead = specification.centresHead
        table.headFill = specification.isHeadFilled ? form.tint : nil
        table.size = specification.size
        table.columns = widths(plan, rows, frame.width, size: &table.size, padding: table.padding)
        note(plan)
        let margin = form.margin
        return table.draw(
            rows, on: &sheet, at: y, bottom: bottom - 6,
            least: specification.least * form.paper.size.height, continued: { _ in margin })
    }

    /// A column as it is drawn: one of the form's, for one head of tax where it is of one.
    struct Printed: Hashable {
        let column: FormColumn
        var head: Head?
        var isRate = false

        enum Head: Hashable { case cgst, sgst, igst }
    }

    private func columns() -> [Printed] {
        let heads: [Printed.Head] = invoice.isInterState ? [.igst] : [.cgst, .sgst]
        return form.table.columns.flatMap { column -> [Printed] in
            switch column {
            case .heads:
                heads.flatMap {
                    [Printed(column: column, head: $0, isRate: true), Printed(column: column, head: $0)]
                }
            case .headAmounts: heads.map { Printed(column: column, head: $0) }
            case .headRates: heads.map { Printed(column: column, head: $0, isRate: true) }
            default: [Printed(column: column)]
            }
        }
    }

    private func title(_ printed: Printed) -> String {
        switch printed.column {
        case .heads, .headAmounts, .headRates:
            let name = headName(printed.head ?? .igst)
            if form.table.groupsHeads { return shortLabel(printed.isRate ? .headRate : .headAmount) }
            return printed.isRate
                ? "\(name) %" : printed.column == .heads ? "\(name) \(shortLabel(.headAmount))" : name
        default: return shortLabel(Self.labels[printed.column] ?? .amount)
        }
    }

    func headName(_ head: Printed.Head) -> String {
        switch head {
        case .cgst: shortLabel(.cgst)
        case .sgst:
            invoice.supplier.region.isUnionTerritory && form.says[.sgst] == nil ? "UTGST" : shortLabel(.sgst)
        case .igst: shortLabel(.igst)
        }
    }

    private static let labels: [FormColumn: FormLabel] = [
        .serial: .serial, .description: .description, .hsn: .hsn, .batch: .batch, .expiry: .expiry,
        .mrp: .mrp,
        .pack: .pack, .quantity: .quantity, .free: .free, .unit: .unit, .quantityAndUnit: .quantity,
        .unitPrice: .unitPrice, .gross: .gross, .discountPercent: .discountPercent, .discount: .discount,
        .taxable: .taxable, .rate: .rate, .taxWithRate: .tax, .tax: .tax, .amount: .amount,
    ]

    private func cell(_ printed: Printed, _ line: Line, _ index: Int) -> String {
        var random = SplitMix64(seed: 2, stream: "\(invoice.number ?? "") \(index)")
        let batch = random.letter(of: "ABKMT") + random.digits(5)
        let expiry = "\(random.number(in: 1...9) + 10 - 9)/\(random.number(in: 27...29))"
        switch printed.column {
        case .serial: return "\(index + 1)"
        case .description: return description(line, batch: batch, expiry: expiry)
        case .hsn: return line.hsn ?? ""
        case .batch: return batch
        case .expiry: return expiry
        case .mrp: return form.numbers.text(line.unitPrice + line.unitPrice + .init(100))
        case .pack: return random.pick(["1x10", "10x10", "1x1", "5x12"], else: "1x1")
        case .quantity: return line.quantity.text
        case .free: return random.happens(0.2) ? "1" : "0"
        case .unit: return line.unit ?? ""
        case .quantityAndUnit: return Invoice.count(line)
        case .unitPrice: return form.numbers.text(line.unitPrice)
        case .gross: return form.numbers.text(line.quantity.times(line.unitPrice))
        case .discountPercent: return line.discountPercent.map(\.text) ?? "0"
        case .discount: return form.numbers.text(line.discount)
        case .taxable: return form.numbers.text(line.taxable)
        case .rate: return line.rate.text + (form.table.rules == .none ? "%" : "")
        case .heads, .headAmounts, .headRates:
            let rate = printed.head == .igst ? line.rate : line.rate.half
            return printed.isRate ? rate.text : form.numbers.text(amount(printed.head, line))
        case .taxWithRate: return "\(form.numbers.text(line.tax)) (\(line.rate.text)%)"
        case .tax: return form.numbers.text(line.tax)
        case .amount: return form.numbers.text(line.amount)
        }
    }

    private func amount(_ head: Printed.Head?, _ line: Line) -> Paise {
        switch head {
        case .cgst: line.cgst
        case .sgst: line.sgst
        case .igst, nil: line.igst
        }
    }

    private func description(_ line: Line, batch: String, expiry: String) -> String {
        let name = form.table.shouts ? line.description.uppercased() : line.description
        switch form.table.below {
        case .nothing, .remark: return name
        case .hsn: return name + (line.hsn.map { "\n\(shortLabel(.hsn)): \($0)" } ?? "")
        case .batch: return "\(name)\nBatch: \(batch)  Exp: \(expiry)"
        }
    }

    private func totalRow(_ plan: [Printed]) -> Table.Row {
        let cells = plan.map { printed -> String in
            switch printed.column {
            case .description: return shortLabel(.totalRow)
            case .quantity: return invoice.totalQuantity.text
            case .taxable: return form.numbers.text(invoice.taxable)
            case .heads, .headAmounts:
                guard !printed.isRate else { return "" }
                let sum = invoice.lines.reduce(Paise.zero) { $0 + amount(printed.head, $1) }
                return form.numbers.text(sum)
            case .tax: return form.numbers.text(invoice.tax)
            case .amount: return form.numbers.text(invoice.taxable + invoice.tax)
            default: return ""
            }
        }
        return Table.Row(cells, .bold, ruled: true)
    }

    private mutating func tailRows(_ key: TotalKey, _ plan: [Printed]) -> [Table.Row] {
        let place = plan.firstIndex { $0.column == .description } ?? 0
        return sums(key).map { label, value in
            var cells = plan.map { _ in "" }
            cells[place] = label
            if !cells.isEmpty { cells[cells.count - 1] = value }
            return Table.Row(cells, key == .total ? .bold : .plain, ruled: key == .total || key == .taxable)
        }
    }

    /// Notes which cells the columns show.
    private mutating func note(_ plan: [Printed]) {
        var cells: [TruthCell] = []
        for printed in plan {
            switch printed.column {
            case .description: cells.append(.description)
            case .hsn: cells.append(.hsn)
            case .quantity: cells.append(.quantity)
            case .unit: cells.append(.unit)
            case .quantityAndUnit: cells += [.quantity, .unit]
            case .unitPrice: cells.append(.unitPrice)
            case .discount: cells.append(.discount)
            case .taxable: cells.append(.taxableValue)
            case .rate, .headRates: cells.append(.rate)
            case .heads, .headAmounts:
                if printed.isRate { cells.append(.rate) }
                switch printed.head {
                case .cgst: cells.append(.cgst)
                case .sgst: cells.append(.sgst)
                case .igst, nil: cells.append(.igst)
                }
            case .taxWithRate: cells.append(.rate)
            case .amount: cells.append(.amount)
            case .serial, .batch, .expiry, .mrp, .pack, .free, .gross, .discountPercent, .tax: break
            }
        }
        if form.table.below == .hsn { cells.append(.hsn) }
        sheet.prints(columns: cells)
    }

    /// Every column as wide as its widest number and its heading's longest word; the description takes the rest.
    private func widths(
        _ plan: [Printed], _ rows: [Table.Row], _ width: Double, size: inout Double, padding: Double
    ) -> [Table.Column] {
        // The widest is among those of the most characters; to measure all takes long where there are many rows.
        let longest = plan.indices.map { index in
            Set(rows.compactMap { index < $0.cells.count ? $0.cells[index] : nil })
                .sorted { ($0.count, $0) > ($1.count, $1) }.prefix(6)
        }
        while true {
            var natural: [Double] = []
            for (index, printed) in plan.enumerated() {
                guard printed.column != .description else {
                    natural.append(0)
                    continue
                }
                let words = title(printed).split { $0 == " " || $0 == "\n" }.map(String.init)
                var widest = words.reduce(0) { max($0, sheet.room(for: $1, size, .bold).width) }
                for cell in longest[index] {
                    widest = max(widest, sheet.room(for: cell, size, .bold).width)
                }
                natural.append(widest + 2 * padding + 2)
            }
            let rest = width - natural.reduce(0, +)
            if rest >= min(120, width * 0.2) || size <= 4.5 {
                return zip(plan, natural).map { printed, natural in
                    let isText = printed.column == .description
                    var column = Table.Column(
                        title(printed), isText ? max(rest, 40) : natural, Self.alignment(printed.column))
                    if form.table.groupsHeads, printed.column == .heads, let head = printed.head {
                        column.group = headName(head)
                    }
                    return column
                }
            }
            size -= 0.25
        }
    }

    private static func alignment(_ column: FormColumn) -> TextStyle.Alignment {
        switch column {
        case .description, .batch: .left
        case .serial, .hsn, .expiry, .pack, .unit: .centre
        default: .right
        }
    }

    /// A row as two lines: the name, then the numbers below it.
    private mutating func stacked(in frame: Frame, at top: Double) -> Double {
        let plan = columns().filter { $0.column != .description && $0.column != .serial }
        let size = form.table.size
        let share = frame.width / Double(max(plan.count, 1))
        var y = top
        func numbers(_ cells: [String], _ look: Look, _ sheet: inout Sheet) -> Double {
            var height = 0.0
            for (index, text) in cells.enumerated() {
                let isFirst = index == 0
                let x = frame.left + Double(index) * share
                height = max(
                    height, sheet.text(text, x, y, size, look, isFirst ? .left : .right, width: share - 1))
            }
            return height
        }
        sheet.line(frame.left, y, frame.right, y)
        y += 2
        y += line(shortLabel(.description), in: frame, at: y, size, .bold)
        y += numbers(plan.map(title), .bold, &sheet) + 2
        sheet.line(frame.left, y, frame.right, y)
        y += 2
        for (index, item) in invoice.lines.enumerated() {
            y += line(description(item, batch: "", expiry: ""), in: frame, at: y, size)
            y += numbers(plan.map { cell($0, item, index) }, .plain, &sheet) + 2
        }
        sheet.line(frame.left, y, frame.right, y)
        note([Printed(column: .description)] + plan)
        return y + 2
    }
}
