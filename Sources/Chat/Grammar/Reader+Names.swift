internal import AssayKit

/// Names of suppliers, invoices, rules, statuses and fields.
extension Reader {
    /// A supplier that is known; the longest name that fits.
    ///
    /// `allowsPart`: Whether the beginning of a name will do where it is the only one.
    mutating func party(_ role: ChatParty.Role = .supplier, allowsPart: Bool) -> ChatParty? {
        guard let first = current else { return nil }
        if first.kind == .quoted {
            guard
                case .one(let party) = lexicon.party(
                    named: ChatParty.words(of: first.text), role, allowsPart: false)
            else {
                complain(
                    ChatRefusal(
                        "No \(role == .buyer ? "buyer" : "supplier") named \"\(first.raw)\" is on the invoices that you may see."
                    ))
                return nil
            }
            advance()
            return party
        }
        for allowed in allowsPart ? [false, true] : [false] {
            for length in stride(from: min(10, tokens.count - position), through: 1, by: -1) {
                let span = tokens[position..<position + length]
                guard span.allSatisfy({ $0.kind != .quoted && $0.text != "'s" }) else { continue }
                let text = span.map(\.text).joined(separator: " ")
                let words = ChatParty.words(of: text)
                let hasForm = span.contains { ChatParty.legalForms.contains($0.text.filter(\.isLetter)) }
                if allowed, hasForm || words.first.map({ $0.count < 3 || Self.common.contains($0) }) ?? true {
                    continue
                }
                // One everyday word is no name unless it is said to be one.
                if length == 1, Self.common.contains(first.text) { continue }
                switch lexicon.party(named: words, role, allowsPart: allowed) {
                case .one(let party):
                    advance(length)
                    return party
                case .several(let several):
                    complain(
                        ChatRefusal(
                            "Several \(role == .buyer ? "buyers" : "suppliers") begin so: "
                                + "\(several.prefix(5).map(\.name).joined(separator: ", ")). Say the whole name.",
                            suggestions: several.prefix(3).map {
                                "How many invoices \(role == .buyer ? "to" : "from") \($0.name)?"
                            }))
                    return nil
                case .none: continue
                }
            }
        }
        return nil
    }

    /// One supplier or several; "A and B" means either.
    mutating func parties(_ role: ChatParty.Role = .supplier, allowsPart: Bool) -> [ChatParty]? {
        guard let first = party(role, allowsPart: allowsPart) else { return nil }
        var all = [first]
        while let next = attempt({ reader in
            reader.take(role == .buyer ? "or|and|or to|and to" : "or|and|or from|and from")
                ? reader.party(role, allowsPart: allowsPart) : nil
        }) {
            guard !all.contains(next) else { return nil }
            all.append(next)
        }
        return all
    }

    /// Words that are grammar first.
    static let common: Set<String> = [
        "the", "a", "an", "all", "any", "invoice", "invoices", "bill", "bills", "total", "sum", "average",
        "mean",
        "vendor", "vendors", "supplier", "suppliers", "tax", "gst", "approved", "rejected", "flagged",
        "failed",
        "processed", "queued", "processing", "review", "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december", "today", "yesterday", "this",
        "last",
        "week", "month", "year", "top", "largest", "smallest", "highest", "lowest", "not", "and", "or",
        "from",
        "by", "in", "of", "to", "for", "with", "without", "above", "below", "over", "under", "more", "less",
        "between", "than", "them", "those", "these", "it", "they", "that", "which", "what", "how", "why",
        "who",
        "when", "where", "many", "much", "is", "are", "was", "were", "show", "list", "compare", "most",
        "least",
        "duplicates", "duplicate", "missing", "changed", "flags", "status", "date", "amount", "number", "new",
        "old",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "our", "us",
        "we", "me",
        "my", "critical", "high", "medium", "low", "each", "per", "vs", "else", "other", "others", "everyone",
    ]

    /// The number of an invoice that is there.
    ///
    /// `isNamed`: Whether the word "invoice" or the like stood before, so that it must be one.
    mutating func invoiceNumber(isNamed: Bool) -> String? {
        guard let token = current else { return nil }
        let text = token.text.hasPrefix("#") ? String(token.text.dropFirst()) : token.text
        let isPlain = token.number != nil || token.date != nil
        guard text.contains(where: \.isNumber), isNamed || !isPlain || token.text.hasPrefix("#") else {
            return nil
        }
        if let number = lexicon.numbers[text] {
            advance()
            return number
        }
        if isNamed || !isPlain, !Self.isPeriod(text), !lexicon.rules.contains(text.uppercased()),
            token.number == nil
        {
            complain(
                ChatRefusal(
                    "There is no invoice \(token.raw) among those you may see.",
                    suggestions: ["Which invoices are flagged?"]))
        }
        return nil
    }

    /// "q4", "h1", "fy26".
    private static func isPeriod(_ text: String) -> Bool {
        guard let first = text.first else { return false }
        return text.hasPrefix("fy") || text.count == 2 && (first == "q" || first == "h")
    }

    /// The id of a rule: ARI-05.
    mutating func rule() -> String? {
        guard let text = current?.text.uppercased(), lexicon.rules.contains(text) else { return nil }
        advance()
        return text
    }

    private static let statuses: [(words: String, status: String)] = [
        ("queued|waiting to be read", "queued"), ("being processed|processing|being read", "processing"),
        ("processed", "processed"),
        (
            "needs review|need review|needing review|needs_review|in need of review|to be reviewed|to review|"
                + "in review|under review|for review|awaiting review|waiting for review|pending review|"
                + "needs a review|need a review|need to be reviewed|needs to be reviewed", "needs_review"
        ), ("flagged", "flagged"), ("failed|fail", "failed"), ("approved", "approved"),
        ("rejected", "rejected"),
    ]

    mutating func status() -> String? {
        for (words, status) in Self.statuses where take(words) { return status }
        return nil
    }

    /// "approved", "approved or rejected"; "and" between two is refused, since it says neither.
    mutating func statusList() -> [String]? {
        guard let first = status() else { return nil }
        var all = [first]
        while let next = attempt({ reader in
            _ = reader.take("or")
            return reader.status()
        }) {
            guard !all.contains(next) else { return nil }
            all.append(next)
        }
        // Juxtaposed statuses are a list only where an "or" ends it.
        if all.count > 1, tokens[..<position].last(where: { $0.text == "or" }) == nil { return nil }
        if tries({ $0.take("and") && $0.status() != nil }) {
            complain(
                ChatRefusal(
                    "An invoice has one status at a time; say \"or\" for either of them.",
                    suggestions: ["How many invoices are \(first) or rejected?"]))
            return nil
        }
        return all
    }

    mutating func severity() -> Severity? {
        for severity in Severity.allCases where take(severity.rawValue) { return severity }
        return nil
    }

    static let fields: [(words: String, name: String)] = [
        ("supplier gstin|vendor gstin|supplier's gstin|gstin|gst number", "supplier_gstin"),
        ("buyer gstin|buyer's gstin", "buyer_gstin"), ("invoice number|bill number", "invoice_number"),
        ("invoice date|date", "invoice_date"), ("due date", "due_date"),
        ("total|amount|total amount|value|invoice total|invoice amount|price|cost", "total"),
        ("supplier name|vendor name|supplier|vendor", "supplier_name"), ("buyer name|buyer", "buyer_name"),
        ("place of supply", "place_of_supply"), ("po number|purchase order number|order number", "po_number"),
        ("bank account|account number|bank account number", "bank_account"), ("ifsc|ifsc code", "ifsc"),
        ("irn", "irn"), ("taxable value|taxable total|taxable amount", "taxable_total"), ("cgst", "cgst"),
        ("sgst", "sgst"), ("igst", "igst"), ("cess", "cess"),
        ("tax|total tax|gst|gst amount|tax amount", "tax_total"),
        ("currency", "currency"), ("document type", "document_type"),
        ("e-way bill number", "eway_bill_number"),
        ("supplier pan|vendor pan|pan", "supplier_pan"), ("supplier state", "supplier_state"),
        ("supplier address|vendor address", "supplier_address"), ("amount due", "amount_due"),
    ]

    mutating func field() -> String? {
        var best: (length: Int, name: String)?
        for (words, name) in Self.fields {
            var copy = self
            guard copy.take(words), copy.position - position > best?.length ?? 0 else { continue }
            best = (copy.position - position, name)
        }
        guard let best else { return nil }
        advance(best.length)
        return best.name
    }
}
