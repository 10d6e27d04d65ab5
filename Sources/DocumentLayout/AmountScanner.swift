internal import AssayKit

/// Finds amounts among the words of a row.
package struct AmountScanner {
    let sheet: Sheet
    let mark: DecimalMark

    /// An amount and the words that print it.
    package struct Found {
        package let amount: PrintedAmount
        package let tokens: ClosedRange<Int>
    }

    package init(sheet: Sheet, mark: DecimalMark) {
        self.sheet = sheet
        self.mark = mark
    }

    /// The amounts in some words of one row, from the left.
    ///
    /// A minus sign or currency that stands by itself belongs to the number beside it; decimals that OCR has cut off
    /// ("29, 30") are put back.
    package func amounts(in range: ClosedRange<Int>, from start: Int? = nil) -> [Found] {
        var found: [Found] = []
        var index = range.lowerBound
        while index <= range.upperBound {
            defer { index += 1 }
            let token = sheet.tokens[index]
            guard token.digits > 0 else { continue }
            let lower =
                index == range.lowerBound
                ? max(start ?? 0, token.rawRange.lowerBound) : token.rawRange.lowerBound
            let bytes = digits(Array(sheet.raw[lower..<token.rawRange.upperBound]))
            if sheet.isRecognised, index < range.upperBound, let joined = joined(bytes, with: index + 1) {
                found.append(Found(amount: joined, tokens: index...(index + 1)))
                index += 1
                continue
            }
            guard var amount = PrintedAmount(bytes, mark: mark, isRecognised: sheet.isRecognised) else {
                continue
            }
            var tokens = index...index
            if index > range.lowerBound, sheet.tokens[index - 1].isPunctuation,
                ["-", "−", "–"].contains(sheet.text((index - 1)...(index - 1))),
                let negative = PrintedAmount(
                    [UInt8(ascii: "-")] + bytes, mark: mark, isRecognised: sheet.isRecognised)
            {
                amount = negative
                tokens = (index - 1)...index
            }
            found.append(Found(amount: amount, tokens: tokens))
        }
        return found
    }

    /// A word's bytes; "§" before digits or a decimal mark is how OCR misreads a 5.
    private func digits(_ bytes: [UInt8]) -> [UInt8] {
        guard sheet.isRecognised, bytes.starts(with: "§".utf8), let next = bytes.dropFirst(2).first,
            Folding.isDigit(next) || next == UInt8(ascii: ".") || next == UInt8(ascii: ",")
        else { return bytes }
        return [UInt8(ascii: "5")] + bytes.dropFirst(2)
    }

    /// "29," and "30": one amount with a gap that is none on the paper.
    private func joined(_ bytes: [UInt8], with next: Int) -> PrintedAmount? {
        let follower = sheet.tokens[next]
        guard let last = bytes.last, last == UInt8(ascii: ".") || last == UInt8(ascii: ","),
            follower.digits == 2, follower.rawRange.count == 2
        else { return nil }
        let amount = PrintedAmount(
            bytes + sheet.raw[follower.rawRange], mark: mark, isRecognised: true)
        return amount?.amount.scale == 2 ? amount : nil
    }
}
