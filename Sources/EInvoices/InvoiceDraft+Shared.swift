internal import AssayKit
internal import IndianTax

extension InvoiceDraft {
    /// The supplier's account, without the blanks by which it is grouped.
    mutating func setAccount(_ written: String?) {
        guard let written else { return }
        let account = written.filter { !$0.isWhitespace }
        if !account.isEmpty { set(account, as: "bank_account", raw: written) }
    }

    /// The branch's IFSC; a BIC of another country's bank is none.
    mutating func set(ifsc written: String?) {
        guard let written, let ifsc = IFSC(written) else { return }
        set(ifsc.text, as: "ifsc", raw: written)
    }

    /// Reverse charge, from the categories of its taxes.
    ///
    /// Source: EN 16931, BT-118: category AE.
    mutating func setReverseCharge(categories: [String]) {
        guard !categories.isEmpty else { return }
        set(categories.contains("AE") ? "true" : "false", as: "reverse_charge", origin: .derived)
    }

    /// The sum of amounts; nil without any.
    mutating func sum(_ texts: [String?], of name: String) -> Field? {
        let fields = texts.compactMap { amount($0, of: name) }
        guard let first = fields.first else { return nil }
        if fields.count == 1 { return first }
        let total = fields.compactMap(\.amount).reduce(Amount.zero, +)
        return Field(total.text, confidence: 1, origin: .derived, derivedFrom: [name])
    }
}

/// An address in one line.
enum PartyAddress {
    /// Its parts with commas between them; nil without any.
    static func joined(_ parts: [String?]) -> String? {
        let given = parts.compactMap(\.self).filter { !$0.isEmpty }
        return given.isEmpty ? nil : given.joined(separator: ", ")
    }
}
