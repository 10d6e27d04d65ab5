import AssayKit
import DocumentLayout

/// Tells what kind of document it is: by its title, and where the title leaves it open by what it charges.
struct DocumentTypeReader {
    let finder: ValueFinder
    let rows: Range<Int>
    private var sheet: Sheet { finder.sheet }

    /// What the rest of the document says.
    struct Facts {
        var hasTax: Bool
        var hasGSTIN: Bool
        var hasBuyerGSTIN: Bool
        var hasNumber: Bool
        var hasTotal: Bool
        var date: CalendarDate?
    }

    /// The first day of GST.
    private static let start = CalendarDate(year: 2017, month: 7, day: 1)

    func read(_ facts: Facts) -> Reading? {
        let found = title()
        guard facts.hasNumber || facts.hasTotal || (found != nil && facts.hasGSTIN) else {
            return Reading(
                DocumentType.notAnInvoice.rawValue, tokens: found?.tokens ?? [],
                support: Confidence.positioned)
        }
        guard let found else {
            let type = facts.hasTax || facts.hasGSTIN ? DocumentType.taxInvoice : .otherInvoice
            return Reading(type.rawValue, tokens: [], support: Confidence.guessed)
        }
        let type = type(found.title, facts)
        let isOpen = found.title == .generic || found.title == .invoice || found.title == .cashMemo
        return Reading(
            type.rawValue, tokens: found.tokens, support: isOpen ? Confidence.weak : Confidence.labelled)
    }

    private func type(_ title: DocumentTitle, _ facts: Facts) -> DocumentType {
        let isBeforeGST = facts.date.flatMap { date in Self.start.map { date < $0 } } ?? false
        switch title {
        case .taxInvoice:
            return isBeforeGST && !facts.hasTax ? .otherInvoice : isComposition ? .billOfSupply : .taxInvoice
        case .generic:
            return facts.hasTax ? .taxInvoice : .billOfSupply
        case .invoice, .cashMemo:
            if isBeforeGST, !facts.hasTax { return .otherInvoice }
            if isComposition { return .billOfSupply }
            // Over the counter, to whom no tax credit is passed on.
            if title == .cashMemo { return facts.hasBuyerGSTIN ? .taxInvoice : .retailReceipt }
            return facts.hasTax || facts.hasGSTIN ? .taxInvoice : .otherInvoice
        case .billOfSupply: return .billOfSupply
        case .invoiceCumBillOfSupply: return .invoiceCumBillOfSupply
        case .creditNote: return .creditNote
        case .debitNote: return .debitNote
        case .receiptVoucher: return .receiptVoucher
        case .refundVoucher: return .refundVoucher
        case .paymentVoucher: return .paymentVoucher
        case .proforma: return .proforma
        case .deliveryChallan: return .deliveryChallan
        case .otherDocument, .copy: return .notAnInvoice
        }
    }

    /// "Composition taxable person, not eligible to collect tax on supplies" (CGST Rules 2017, rule 5(1)(f)).
    private var isComposition: Bool {
        for row in rows {
            for index in sheet.rows[row].tokens where sheet.key(index, equals: "composition") {
                let next = index + 1
                if next < sheet.tokens.count,
                    sheet.key(next, equals: "taxable") || sheet.key(next, equals: "dealer")
                {
                    return true
                }
            }
        }
        return false
    }

    /// The title: the line nearest to the top that is one, whole lines before mere beginnings.
    private func title() -> (title: DocumentTitle, tokens: [Int])? {
        var begun: (DocumentTitle, [Int])?
        var weak: (DocumentTitle, [Int])?
        for row in rows.prefix(60) {
            for range in lines(row) {
                let key = range.flatMap { sheet.keys[sheet.tokens[$0].keyRange] }
                guard !key.isEmpty, key.count < 80 else { continue }
                let whole =
                    DocumentTitle.named(key) ?? (sheet.isRecognised ? DocumentTitle.misread(key) : nil)
                if whole == .otherDocument, isCaption(range, row) { continue }
                if let title = whole, title != .copy {
                    guard
                        title == .invoice || title == .cashMemo || title == .otherDocument
                            || title == .deliveryChallan
                    else {
                        return (title, Array(range))
                    }
                    if weak == nil { weak = (title, Array(range)) }
                } else if weak == nil, DocumentTitle.leading(key) == .deliveryChallan, isQualified(range) {
                    weak = (.deliveryChallan, Array(range))
                } else if begun == nil, let title = DocumentTitle.leading(key), title != .copy,
                    title != .invoice,
                    title != .otherDocument, title != .cashMemo, title != .deliveryChallan
                {
                    begun = (title, Array(range))
                }
            }
        }
        return begun ?? ended() ?? weak
    }

    /// Whether a value stands beside a word that could be a title, or another caption before it: "Work Order | SF/ADM/118".
    private func isCaption(_ line: ClosedRange<Int>, _ row: Int) -> Bool {
        let beside = sheet.rows[row].tokens.filter { !line.contains($0) }
        return beside.contains { $0 > line.upperBound && sheet.tokens[$0].digits > 0 }
    }

    /// Whether a title goes on in parentheses: "DELIVERY CHALLAN (for job work)".
    private func isQualified(_ line: ClosedRange<Int>) -> Bool {
        line.dropFirst().prefix(3).contains { sheet.raw[Int(sheet.tokens[$0].rawStart)] == UInt8(ascii: "(") }
    }

    /// A line that ends with a title: "INPATIENT BILL OF SUPPLY".
    private func ended() -> (title: DocumentTitle, tokens: [Int])? {
        for row in rows.prefix(30) {
            for range in sheet.rows[row].segments.map({ sheet.segments[$0].tokens }) where range.count <= 6 {
                guard range.allSatisfy({ sheet.tokens[$0].digits == 0 }) else { continue }
                for start in range.dropFirst().prefix(3) {
                    let key = (start...range.upperBound).flatMap { sheet.keys[sheet.tokens[$0].keyRange] }
                    guard let title = DocumentTitle.named(key), title.isWhole else { continue }
                    return (title, Array(range))
                }
            }
        }
        return nil
    }

    /// The segments of a row, and the row as a whole for letter-spaced titles.
    private func lines(_ row: Int) -> [ClosedRange<Int>] {
        let segments = sheet.rows[row].segments
        var lines = segments.map { sheet.segments[$0].tokens }
        if segments.count > 1 { lines.append(sheet.rows[row].tokens) }
        return lines
    }
}
