package import AssayKit

/// An amount spelled out in the Indian manner: crores, lakhs, thousands, hundreds, and paise.
package enum AmountInWords {
    /// The amount that a text spells out.
    ///
    /// Case, punctuation, `Rupees`, `INR`, `Rs`, `Only` and `and` don't matter; `lac`, `lacs`, `paisa`, `million` are
    /// known; a word may have one letter wrong ("fourty", "tweleve"); paise stand before or after their name.
    /// - Returns: nil when a word is no part of an amount, or the words stand in no order that makes one.
    package static func parse(_ text: some StringProtocol) -> Amount? {
        guard text.utf8.count <= 1024 else { return nil }
        var words: [WordOfNumber] = []
        for piece in pieces(of: text) {
            guard let known = WordOfNumber.read(piece) else { return nil }
            words.append(contentsOf: known)
        }
        return amount(words)
    }

    /// Runs of letters, and runs of digits with their commas ("Rupees 500 and paise 50").
    private static func pieces(of text: some StringProtocol) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func amount(_ words: [WordOfNumber]) -> Amount? {
        guard let place = words.firstIndex(of: .paise) else {
            return number(words.filter { $0 != .rupees }[...]).flatMap { units($0, paise: 0) }
        }
        guard !words[(place + 1)...].contains(.paise) else { return nil }
        let before = words[..<place]
        let after = words[(place + 1)...].filter { $0 != .rupees }
        let rupees: ArraySlice<WordOfNumber>
        let paise: ArraySlice<WordOfNumber>
        if !after.isEmpty {
            // "... Paise Fifty"
            rupees = before.filter { $0 != .rupees }[...]
            paise = after[...]
        } else if let border = before.lastIndex(of: .rupees) {
            // "... Rupees Ninety Five Paisa"; with "Rupees" in front of all there is another border to find.
            let head = before[..<border].filter { $0 != .rupees }
            let tail = before[(border + 1)...]
            if head.isEmpty, let cut = tail.lastIndex(of: .joiner) {
                rupees = tail[..<cut]
                paise = tail[(cut + 1)...]
            } else if head.isEmpty {
                return nil
            } else {
                rupees = head[...]
                paise = tail
            }
        } else if let cut = before.lastIndex(of: .joiner) {
            rupees = before[..<cut]
            paise = before[(cut + 1)...]
        } else {
            rupees = []
            paise = before
        }
        guard let fraction = number(paise), fraction < 100 else { return nil }
        let isPaiseOnly = rupees.allSatisfy { $0 == .joiner }
        guard let whole = isPaiseOnly ? 0 : number(rupees) else { return nil }
        return units(whole, paise: fraction)
    }

    private static func units(_ rupees: Int64, paise: Int64) -> Amount? {
        guard rupees < 1_000_000_000_000 else { return nil }
        return Amount(micros: rupees * 1_000_000 + paise * 10_000, scale: 2)
    }

    /// The whole number of some words; each multiplier must be smaller than the one before it, save that what
    /// stands before `crore` is a number of its own.
    private static func number(_ words: ArraySlice<WordOfNumber>) -> Int64? {
        let words = words.filter { $0 != .joiner }
        guard !words.isEmpty else { return nil }
        var total: Int64 = 0
        var group = Group()
        var lastMultiplier = Int64.max
        for word in words {
            switch word {
            case .value(let value):
                guard group.add(value) else { return nil }
            case .hundred:
                guard group.multiplyByHundred() else { return nil }
            case .multiplier(let factor):
                guard group.hasValue || total > 0 else { return nil }
                if factor == 10_000_000, lastMultiplier < factor || total > 0 {
                    // "One Thousand Crore": all so far counts crores.
                    total = clamped(clamped(total, plus: group.value), times: factor)
                } else {
                    guard factor < lastMultiplier, group.hasValue else { return nil }
                    total = clamped(total, plus: clamped(group.value, times: factor))
                }
                lastMultiplier = factor
                group = Group()
            case .rupees, .paise, .joiner: return nil
            }
        }
        return clamped(total, plus: group.value)
    }

    private static let limit: Int64 = 1_000_000_000_000

    private static func clamped(_ value: Int64, times factor: Int64) -> Int64 {
        let product = value.multipliedReportingOverflow(by: factor)
        return product.overflow ? limit : min(product.partialValue, limit)
    }

    private static func clamped(_ value: Int64, plus other: Int64) -> Int64 { min(value + other, limit) }

    /// A number below a thousand in the making: hundreds, then tens, then ones.
    private struct Group {
        var value: Int64 = 0
        var hasValue = false
        private var room: Int64 = 1000

        /// False when the word cannot follow what stands already: "Twenty Thirty".
        mutating func add(_ part: Int64) -> Bool {
            if part >= 100 {
                // A number in digits stands alone.
                guard !hasValue else { return false }
                room = 0
            } else {
                guard part < room else { return false }
                room = part >= 20 && part % 10 == 0 ? 10 : 0
            }
            value += part
            hasValue = true
            return true
        }

        mutating func multiplyByHundred() -> Bool {
            guard value < 100, hasValue else { return false }
            value *= 100
            room = 100
            return true
        }
    }
}
