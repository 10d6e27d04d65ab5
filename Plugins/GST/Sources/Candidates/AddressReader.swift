import AssayKit
import DocumentLayout
import IndianTax

/// Reads a party's address, PIN code, State, telephone and e-mail out of its block.
struct AddressReader {
    let finder: ValueFinder
    private var sheet: Sheet { finder.sheet }

    /// What a block tells of a party beside its name and numbers.
    struct Contact {
        var address: Reading?
        var pin: Reading?
        var state: Reading?
        var phone: Reading?
        var email: Reading?
    }

    /// Lines of an address at most.
    private static let longest = 7

    /// The contact in a block whose name stands on `name`.
    func read(_ zone: PartyZone, name: [Int]) -> Contact {
        var contact = Contact()
        var words: [Int] = []
        var lines = 0
        var isOpen = true
        var isValueNext = false
        for line in zone.lines {
            let own = line.tokens.filter { !name.contains($0) }
            guard let first = own.first else { continue }
            if let hit = finder.hits(in: sheet.segment(of: first)).first(where: { $0.first == first }) {
                read(hit, line, &contact)
                // A label alone has its value on the next line.
                isValueNext = hit.endsSegment && hit.kind != .address && own.count == hit.last - hit.first + 1
                // An address may be labelled, and its label may stand alone above it.
                if hit.kind == .address, words.isEmpty {
                    words += own.filter { $0 > hit.last }
                    lines = 1
                } else if hit.kind == .phone || hit.kind == .email || hit.kind == .gstin {
                    isOpen = isOpen && words.isEmpty
                }
                continue
            }
            defer { isValueNext = false }
            guard isOpen, lines < Self.longest, !isValueNext else { continue }
            words += own
            lines += 1
        }
        let letters = words.reduce(0) { $0 + Int(sheet.tokens[$1].letters) }
        if letters >= 4 {
            contact.address = Reading(trimmed(sheet.text(of: words)), tokens: words, support: Confidence.weak)
            contact.pin = pin(words)
            if contact.state == nil { contact.state = state(words) }
        }
        return contact
    }

    private func read(_ hit: LabelHit, _ line: PartyZone.Line, _ contact: inout Contact) {
        for label in finder.hits(in: hit.segment) where label.first >= hit.first {
            guard let spot = finder.spots(for: label).first(where: { $0.relation != .below }) else {
                continue
            }
            let text = trimmed(sheet.text(spot))
            switch label.kind {
            case .stateName:
                if contact.state == nil, let state = IndianState(printed: text) ?? named(spot.tokens) {
                    contact.state = Reading(
                        state.code + "-" + state.name, Array(spot.tokens), raw: text,
                        support: Confidence.labelled)
                }
            case .phone:
                let words = spot.tokens.prefix { sheet.tokens[$0].letters == 0 }
                guard contact.phone == nil, let last = words.last else { continue }
                let number = trimmed(sheet.text(spot.tokens.lowerBound...last, from: spot.start))
                if number.utf8.filter(Folding.isDigit).count >= 6, number.utf8.count <= 40 {
                    contact.phone = Reading(number, Array(words), raw: number, support: Confidence.labelled)
                }
            case .email:
                if contact.email == nil,
                    let word = spot.tokens.first(where: {
                        sheet.raw[sheet.tokens[$0].rawRange].contains(UInt8(ascii: "@"))
                    })
                {
                    let address = trimmed(sheet.text(word...word, from: spot.start))
                    contact.email = Reading(
                        address, tokens: [word], raw: address, support: Confidence.labelled)
                }
            default: break
            }
        }
    }

    /// The last six-digit word that can be a PIN code.
    private func pin(_ words: [Int]) -> Reading? {
        for index in words.reversed() {
            let token = sheet.tokens[index]
            guard token.digits == 6, token.letters == 0 else { continue }
            let digits = String(decoding: sheet.keys[token.keyRange], as: UTF8.self)
            if let code = PostalCode(digits) {
                return Reading(code.text, tokens: [index], support: Confidence.weak)
            }
        }
        return nil
    }

    /// A State named in an address: by one to four of its words.
    private func state(_ words: [Int]) -> Reading? {
        let letters = words.filter { sheet.tokens[$0].letters >= 3 && sheet.tokens[$0].digits == 0 }
        for start in letters.indices.reversed() {
            for end in stride(from: min(start + 3, letters.count - 1), through: start, by: -1) {
                let text = trimmed(sheet.text(of: Array(letters[start...end])))
                guard text.utf8.count >= 4, let state = IndianState(printed: text) else { continue }
                return Reading(
                    state.code + "-" + state.name, Array(letters[start...end]), raw: text,
                    support: Confidence.weak)
            }
        }
        return nil
    }

    /// The State that the beginning of a value names: "Delhi, Code : 07".
    private func named(_ range: ClosedRange<Int>) -> IndianState? {
        for end in stride(
            from: min(range.upperBound, range.lowerBound + 3), through: range.lowerBound, by: -1)
        {
            if let state = IndianState(printed: trimmed(sheet.text(range.lowerBound...end))) { return state }
        }
        return nil
    }

    private func trimmed(_ text: String) -> String {
        let loose: Set<Character> = [",", ":", ";", "-", "|", " ", "."]
        var text = Substring(text)
        while let last = text.last, loose.contains(last) { text = text.dropLast() }
        while let first = text.first, loose.contains(first) { text = text.dropFirst() }
        return String(text)
    }
}
