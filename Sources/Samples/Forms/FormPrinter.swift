internal import AssayKit
internal import Drawing

/// Draws an invoice on a form: block below block, onto as many pages as it takes.
struct FormPrinter {
    let form: Form
    let invoice: Invoice
    var sheet: Sheet

    /// Where a block may draw, points.
    struct Frame {
        var left: Double
        var width: Double
        var right: Double { left + width }

        /// The frame without a margin on both sides.
        func inset(_ margin: Double) -> Frame {
            Frame(left: left + margin, width: max(1, width - 2 * margin))
        }
    }

    /// The sheet with the invoice on it.
    static func sheet(_ form: Form, _ invoice: Invoice) -> Sheet {
        var printer = FormPrinter(
            form: form, invoice: invoice, sheet: Sheet(family: form.family, size: form.paper.size))
        printer.print()
        return printer.sheet
    }

    /// Where a page is full.
    var bottom: Double { form.paper.size.height - form.margin }

    private mutating func print() {
        let frame = Frame(left: form.margin, width: form.paper.size.width - 2 * form.margin)
        var y = form.margin
        for block in form.blocks {
            if case .items = block {
                y = items(in: frame, at: y) + form.spacing
                continue
            }
            // What does not fit below goes to the next page as a whole.
            var trial = self
            let end = trial.draw(block, in: frame, at: y)
            if end > bottom, y > form.margin, !form.paper.isRoll {
                sheet.turnPage()
                y = draw(block, in: frame, at: form.margin)
            } else {
                self = trial
                y = end
            }
            y += form.spacing
        }
        if form.paper.isRoll { sheet.cut(at: y + form.margin) }
    }

    /// Draws a block; returns the place below it.
    mutating func draw(_ block: Block, in frame: Frame, at y: Double) -> Double {
        switch block {
        case .title(let size, let alignment):
            return y + line(title, in: frame, at: y, size, .bold, alignment)
        case .copy(let alignment):
            return y + line("ORIGINAL FOR RECIPIENT", in: frame, at: y, form.size - 1.5, .plain, alignment)
        case .letterhead(let head): return letterhead(head, in: frame, at: y)
        case .facts(let facts): return self.facts(facts, in: frame, at: y)
        case .parties(let parties): return self.parties(parties, in: frame, at: y)
        case .items: return y
        case .totals(let totals): return self.totals(totals, in: frame, at: y)
        case .summary(let byHSN): return summary(byHSN: byHSN, in: frame, at: y)
        case .words(let look): return words(look, in: frame, at: y)
        case .bank(let manner): return bank(manner, in: frame, at: y)
        case .note(let text, let size): return y + line(text, in: frame, at: y, size) + 2
        case .signature(let alignment): return signature(alignment, in: frame, at: y)
        case .registration: return registration(in: frame, at: y)
        case .beside(let shares, let isRuled): return beside(shares, isRuled, in: frame, at: y)
        case .box(let blocks):
            let end = stack(blocks, in: frame.inset(5), at: y + 4) + 4
            sheet.box(frame.left, y, frame.width, end - y)
            return end
        case .band(let blocks):
            // The ground goes below the words, so its height has to be known first.
            var trial = self
            let end = trial.stack(blocks, in: frame.inset(5), at: y + 4) + 4
            sheet.box(frame.left, y, frame.width, end - y, fill: form.tint, outline: nil)
            return stack(blocks, in: frame.inset(5), at: y + 4) + 4
        case .rule:
            sheet.line(frame.left, y, frame.right, y)
            return y
        case .gap(let height): return y + height
        }
    }

    /// Draws blocks below each other.
    mutating func stack(_ blocks: [Block], in frame: Frame, at y: Double) -> Double {
        var y = y
        for (index, block) in blocks.enumerated() {
            y = draw(block, in: frame, at: y) + (index + 1 < blocks.count ? 4 : 0)
        }
        return y
    }

    private mutating func beside(
        _ shares: [Block.Share], _ isRuled: Bool, in frame: Frame, at y: Double
    ) -> Double {
        let gutter = 10.0
        let sum = shares.reduce(0) { $0 + $1.width }
        let room = frame.width - gutter * Double(max(0, shares.count - 1))
        var (left, end) = (frame.left, y)
        var strokes: [Double] = []
        for share in shares {
            let width = room * share.width / max(sum, 0.01)
            end = max(
                end, stack(share.blocks, in: Frame(left: left, width: width), at: y + (isRuled ? 4 : 0)))
            left += width + gutter
            strokes.append(left - gutter / 2)
        }
        guard isRuled else { return end }
        end += 4
        for x in strokes.dropLast() { sheet.line(x, y, x, end) }
        return end
    }

    /// Draws a text that wraps in the frame; returns its height.
    mutating func line(
        _ text: String, in frame: Frame, at y: Double, _ size: Double, _ look: Look = .plain,
        _ alignment: TextStyle.Alignment = .left, colour: Colour = .black
    ) -> Double {
        sheet.text(text, frame.left, y, size, look, alignment, width: frame.width, colour: colour)
    }

    /// A label in the form's words and language.
    func label(_ label: FormLabel) -> String {
        if let said = form.says[label] { return said }
        guard let hindi = label.hindi else { return label.rawValue }
        switch form.language {
        case .english: return label.rawValue
        case .hindi: return hindi
        case .both: return "\(hindi) / \(label.rawValue)"
        }
    }

    /// The same where there is little room: never in two languages.
    func shortLabel(_ label: FormLabel) -> String {
        if let said = form.says[label] { return said }
        return form.language == .english ? label.rawValue : label.hindi ?? label.rawValue
    }

    /// A label with the form's separator behind it.
    func caption(_ label: FormLabel) -> String { self.label(label) + form.separator }

    /// What the form names the document.
    var title: String {
        if let said = form.titles[invoice.kind] { return said }
        let (english, hindi) = Self.titles[invoice.kind] ?? ("INVOICE", "बीजक")
        switch form.language {
        case .english: return english
        case .hindi: return hindi
        case .both: return "\(hindi) / \(english)"
        }
    }

    private static let titles: [DocumentType: (String, String)] = [
        .taxInvoice: ("TAX INVOICE", "कर बीजक"), .billOfSupply: ("BILL OF SUPPLY", "आपूर्ति बिल"),
        .creditNote: ("CREDIT NOTE", "जमा पत्र"), .debitNote: ("DEBIT NOTE", "नामे पत्र"),
        .receiptVoucher: ("RECEIPT VOUCHER", "प्राप्ति वाउचर"), .proforma: ("PROFORMA INVOICE", "प्रोफार्मा बीजक"),
        .deliveryChallan: ("DELIVERY CHALLAN", "सुपुर्दगी चालान"), .retailReceipt: ("CASH MEMO", "नकद रसीद"),
        .notAnInvoice: ("PURCHASE ORDER", "क्रय आदेश"),
    ]
}
