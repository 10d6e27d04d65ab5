internal import AssayKit
internal import DocumentLayout

/// Sums that recognition misread, put right by the till's own arithmetic.
extension TillReader {
    /// What goods and tax make together, where both are labelled.
    func netAndTax() -> Amount? {
        func sum(_ isWanted: (TermHit) -> Bool) -> [Amount] {
            page.hits.filter(isWanted).compactMap { hit in
                guard let rest = page.rest(of: hit) else { return nil }
                return page.amounts(in: rest, from: hit.valueStart).last { $0.amount.isMoney }?.amount.amount
                    ?? split(rest)
            }
        }
        let taxes = sum { $0.term == .tax || isTotalTax($0) }
        for net in sum({ $0.term == .net }) where net.micros > 0 {
            if let tax = taxes.first(where: { $0 < net && $0.micros >= 0 }) { return net + tax }
        }
        return nil
    }

    private func isTotalTax(_ hit: TermHit) -> Bool {
        hit.term == .otherSum && sheet.text(hit.tokens).lowercased() == "total gst"
    }

    /// "10 94", whose point was lost: an amount whose two decimals stand apart.
    private func split(_ rest: ClosedRange<Int>) -> Amount? {
        guard sheet.isRecognised, rest.count >= 2 else { return nil }
        let (whole, decimals) = (sheet.tokens[rest.upperBound - 1], sheet.tokens[rest.upperBound])
        guard whole.number.isPlainInteger, decimals.number.isPlainInteger, decimals.digits == 2,
            decimals.rawRange.count == 2, (1...5).contains(whole.digits)
        else { return nil }
        return Amount(micros: whole.number.micros + decimals.number.micros / 100, scale: 2)
    }

    /// A total as it was to pay: to the next 0.05, where a line of rounding tells of it and its amount ends so.
    ///
    /// Malaysia has had no coins below five sen since 2008, so tills there round what is paid.
    func rounded(_ candidates: [Sum]) -> Sum? {
        let coin: Int64 = 50_000
        guard sheet.isRecognised, CurrencyScanner(page: page).reading()?.value == "MYR",
            !candidates.contains(where: { $0.amount.micros % coin == 0 }), let last = candidates.last
        else { return nil }
        let below = last.amount.micros % coin
        let difference = below * 2 < coin ? -below : coin - below
        let end = abs(difference) / 10_000
        let isTold = page.hits.contains { hit in
            guard hit.term == .rounding, let rest = page.rest(of: hit) else { return false }
            return rest.contains { place in
                sheet.raw[sheet.tokens[place].rawRange].last { Folding.isDigit($0) }.map {
                    Int64($0) - 0x30 == end
                } ?? false
            }
        }
        guard isTold else { return nil }
        return Sum(
            amount: Amount(micros: last.amount.micros + difference, scale: 2), tokens: last.tokens,
            support: Confidence.weak, origin: .derived)
    }

    /// What was given less what came back, where the labelled total has one other digit, and the sum is printed
    /// elsewhere too: one letter of the label's amount was misread.
    func mended(_ candidates: [Sum], _ handed: Amount?) -> Sum? {
        guard sheet.isRecognised, let handed,
            let near = candidates.last(where: { differInOneDigit($0.amount, handed) }), isPrinted(handed)
        else { return nil }
        return Sum(amount: handed, tokens: near.tokens, support: Confidence.positioned, origin: .derived)
    }

    private func differInOneDigit(_ left: Amount, _ right: Amount) -> Bool {
        let (a, b) = (Array(left.text.utf8), Array(right.text.utf8))
        return a.count == b.count && zip(a, b).count { $0 != $1 } == 1
    }

    /// Whether an amount stands on the receipt; its digits may look like letters: "1S.90".
    private func isPrinted(_ amount: Amount) -> Bool {
        let wanted = Array(amount.text.utf8)
        return sheet.tokens.contains { token in
            let bytes = sheet.raw[token.rawRange]
            guard bytes.count >= wanted.count else { return false }
            return zip(bytes.suffix(wanted.count), wanted).allSatisfy { read, digit in
                read == digit || (digit == UInt8(ascii: "5") && [0x53, 0x73, 0x24].contains(read))
                    || (digit == UInt8(ascii: "0") && read == UInt8(ascii: "O"))
            }
        }
    }

    /// "$1.00" behind another currency's sign: 51.00, for no receipt names two.
    func withFive(_ money: CommercePage.Money) -> Amount? {
        let place = money.tokens.upperBound
        guard sheet.isRecognised, place > 0 else { return nil }
        let bytes = sheet.raw[sheet.tokens[place].rawRange]
        guard let sign = bytes.firstIndex(of: UInt8(ascii: "$")), sign + 1 < bytes.endIndex,
            Folding.isDigit(bytes[sign + 1]), bytes[..<sign].allSatisfy({ !Folding.isDigit($0) }),
            CurrencyScanner(page: page).reading()?.value != "USD"
        else { return nil }
        let text = [UInt8(ascii: "5")] + bytes[(sign + 1)...]
        return PrintedAmount(text, mark: page.mark, isRecognised: true)?.amount
    }
}
