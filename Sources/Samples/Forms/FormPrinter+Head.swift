internal import Drawing

extension FormPrinter {
    /// The supplier's name, address and numbers.
    mutating func letterhead(_ head: Block.Letterhead, in frame: Frame, at top: Double) -> Double {
        let supplier = invoice.supplier
        var (frame, y) = (frame, top)
        if head.hasLogo {
            sheet.box(frame.left, top, 44, 44, fill: form.tint, outline: nil)
            sheet.box(frame.left + 12, top + 12, 20, 20, fill: .white, outline: nil)
            frame = Frame(left: frame.left + 54, width: frame.width - 54)
        }
        func number() -> String? { supplier.gstin.map { caption(.gstin) + $0 } }
        let name = head.shouts ? supplier.name.uppercased() : supplier.name
        y += line(name, in: frame, at: y, head.size, head.isBoldName ? .bold : .plain, head.alignment) + 1
        var lines: [String] = []
        if head.isNumberFirst { lines += [number()].compactMap(\.self) }
        lines += supplier.address
        if head.showsState { lines.append(caption(.state) + form.place.text(supplier.region)) }
        if head.showsContact {
            lines.append("\(caption(.phone))\(supplier.phone)  \(caption(.email))\(supplier.email)")
        }
        if !head.isNumberFirst { lines += [number()].compactMap(\.self) }
        if head.showsPAN {
            lines.append(caption(.pan) + invoice.supplierPAN)
            sheet.prints(.supplierPAN)
        }
        for text in lines { y += line(text, in: frame, at: y, form.size, .plain, head.alignment) + 1 }
        sheet.prints(.supplierName)
        if supplier.gstin != nil { sheet.prints(.supplierGSTIN) }
        return head.hasLogo ? max(y, top + 46) : y
    }

    /// The buyer and the others.
    mutating func parties(_ parties: Block.Parties, in frame: Frame, at y: Double) -> Double {
        guard parties.isBeside, parties.who.count > 1 else {
            var y = y
            for who in parties.who { y = party(who, parties, in: frame, at: y) + 4 }
            return y - 4
        }
        let width = frame.width / Double(parties.who.count)
        var end = y
        for (index, who) in parties.who.enumerated() {
            let side = Frame(left: frame.left + Double(index) * width, width: width)
            end = max(end, party(who, parties, in: side.inset(parties.isBoxed ? 5 : 2), at: y + 3))
        }
        guard parties.isBoxed else { return end }
        end += 4
        for index in parties.who.indices {
            sheet.box(frame.left + Double(index) * width, y, width, end - y)
        }
        return end
    }

    private mutating func party(
        _ who: Block.Parties.Who, _ parties: Block.Parties, in frame: Frame, at top: Double
    ) -> Double {
        let party = who == .supplier ? invoice.supplier : invoice.buyer
        let captions: [Block.Parties.Who: FormLabel] = [
            .supplier: .supplier, .buyer: .buyer, .consignee: .consignee,
        ]
        let text = label(captions[who] ?? .buyer)
        var y = top
        if parties.hasBands {
            sheet.box(frame.left, y, frame.width, form.size + 6, fill: form.tint, outline: nil)
            y += line(text, in: frame.inset(3), at: y + 2, form.size, .bold) + 6
        } else {
            y += line(text + form.separator, in: frame, at: y, form.size - 0.5) + 1
        }
        let name = (parties.honours ? "M/s " : "") + party.name
        // Goods go to another door of the same firm, as they often do.
        let address =
            who == .consignee
            ? ["Godown No. 4, \(party.region.city)", party.address.last ?? ""] : party.address
        var lines: [String] = []
        if parties.isLabelled {
            lines = [
                "Name\(form.separator)\(name)", "Address\(form.separator)\(address.joined(separator: ", "))",
            ]
        } else {
            y += line(name, in: frame, at: y, form.size + 0.5, .bold) + 1
            lines = address
        }
        if let gstin = party.gstin {
            lines.append(caption(.gstin) + gstin)
        } else if who != .supplier, invoice.buyer.region.code != "96" {
            lines.append(caption(.gstin) + "URP")
        }
        if parties.showsState { lines.append(caption(.state) + form.place.text(party.region)) }
        if parties.showsContact { lines.append(caption(.phone) + party.phone) }
        for text in lines { y += line(text, in: frame, at: y, form.size) + 1 }
        switch who {
        case .supplier:
            sheet.prints(.supplierName)
            if party.gstin != nil { sheet.prints(.supplierGSTIN) }
        case .buyer:
            sheet.prints(.buyerName)
            if party.gstin != nil { sheet.prints(.buyerGSTIN) }
        case .consignee: break
        }
        return y
    }

    /// Labels with values.
    mutating func facts(_ facts: Block.Facts, in frame: Frame, at top: Double) -> Double {
        let size = facts.size ?? form.size
        let entries = facts.keys.map { (fact: $0, entry: entry($0)) }.filter {
            $0.entry.value != nil || facts.showsEmpty
        }
        let across = max(1, facts.across)
        let width = frame.width / Double(across)
        let labels = entries.map { sheet.room(for: $0.entry.label + "  ", size).width }
        let labelWidth = min((labels.max() ?? 0) + 4, width * 0.6)
        var y = top
        for start in stride(from: 0, to: entries.count, by: across) {
            let row = entries[start..<min(start + across, entries.count)]
            // A row of boxes is as high as its highest, so all are measured before they are drawn.
            var trial = self
            var height = 0.0
            for (index, item) in row.enumerated() {
                let cell = Frame(left: frame.left + Double(index) * width, width: width)
                height = max(height, trial.fact(item.entry, facts, labelWidth, size, in: cell, at: y) - y)
            }
            for (index, item) in row.enumerated() {
                let cell = Frame(left: frame.left + Double(index) * width, width: width)
                _ = fact(item.entry, facts, labelWidth, size, in: cell, at: y)
                note(item.fact, hasValue: item.entry.value != nil)
                switch facts.manner {
                case .cells: sheet.box(cell.left, y, width, height)
                case .grid:
                    sheet.box(cell.left, y, labelWidth, height)
                    sheet.box(cell.left + labelWidth, y, width - labelWidth, height)
                case .colon, .columns, .spread, .below: break
                }
            }
            y += height
        }
        return y
    }

    private mutating func fact(
        _ entry: (label: String, value: String?), _ facts: Block.Facts, _ labelWidth: Double, _ size: Double,
        in cell: Frame, at y: Double
    ) -> Double {
        let value = entry.value ?? ""
        switch facts.manner {
        case .colon:
            return y
                + line(
                    entry.label + form.separator + value, in: cell.inset(1), at: y, size, .plain,
                    facts.alignment)
                + 2
        case .columns:
            let left = sheet.text(entry.label, cell.left + 1, y, size, width: labelWidth)
            let side = Frame(left: cell.left + labelWidth, width: cell.width - labelWidth)
            let right = line(form.separator + value, in: side, at: y, size, .bold)
            return y + max(left, right) + 2
        case .spread:
            let left = sheet.text(entry.label, cell.left + 1, y, size, width: labelWidth)
            let side = Frame(left: cell.left + labelWidth, width: cell.width - labelWidth - 2)
            return y + max(left, line(value, in: side, at: y, size, .plain, .right)) + 3
        case .below, .cells:
            let head = line(entry.label, in: cell.inset(3), at: y + 2, size - 1) + 3
            return y + head + line(value.isEmpty ? " " : value, in: cell.inset(3), at: y + head, size, .bold)
                + 4
        case .grid:
            let left = sheet.text(entry.label, cell.left + 3, y + 2, size, width: labelWidth - 5)
            let side = Frame(left: cell.left + labelWidth + 3, width: cell.width - labelWidth - 6)
            return y + max(left, line(value, in: side, at: y + 2, size, .bold)) + 4
        }
    }
}
