internal import AssayKit

/// Puts decimal points back that OCR has lost or taken for commas, where the separators that are left show it:
/// "57,28876" for 57,288.76, "10854,32" for 10854.32, "2.728.04" for 2,728.04.
struct PointMender {
    /// How many decimals the document's amounts have: 1 or 2.
    private let decimals: Int

    /// Takes it from the amounts that were read with a point; nil when they do not agree.
    init?(_ tokens: [Token]) {
        var counts = [0, 0, 0]
        for token in tokens where token.number.isNumber && !token.number.isPercent && token.letters == 0 {
            let scale = Int(token.number.scale)
            if scale == 1 || scale == 2 { counts[scale] += 1 }
        }
        if counts[2] >= 3, counts[2] >= 3 * counts[1] {
            decimals = 2
        } else if counts[1] >= 3, counts[1] >= 3 * counts[2] {
            decimals = 1
        } else {
            return nil
        }
    }

    /// The number that a word must be; nil when it is one as it stands, or can't be one.
    func mended(_ token: Token, _ bytes: ArraySlice<UInt8>) -> PrintedNumber? {
        guard token.letters == 0, token.digits >= 4, !token.number.isPercent,
            !token.number.isNumber || token.number.marks.contains(.misgrouped) || token.number.scale > 3
        else { return nil }
        let body = bytes.drop { !Folding.isDigit($0) }
        let last = body.lastIndex(where: Folding.isDigit) ?? body.startIndex
        let parts = body[body.startIndex...last].split(omittingEmptySubsequences: false) {
            Self.isSeparator($0)
        }
        guard parts.count >= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Folding.isDigit) }),
            let whole = Self.whole(parts, decimals)
        else { return nil }
        let front = bytes[bytes.startIndex..<body.startIndex]
        let text = Array(front) + whole
        let number = text.withUnsafeBufferPointer { PrintedNumber($0) }
        return number.isNumber ? number : nil
    }

    /// The digits with the point before the last ones, where the separators stand as they must then; nil otherwise.
    private static func whole(_ parts: [ArraySlice<UInt8>], _ decimals: Int) -> [UInt8]? {
        let digits = parts.flatMap { $0 }
        guard digits.count > decimals else { return nil }
        var groups = parts.map(\.count)
        // The last separator is the point, or it was lost and the last group has its decimals.
        if groups[groups.count - 1] == decimals {
            groups.removeLast()
        } else if groups[groups.count - 1] == 3 + decimals {
            groups[groups.count - 1] = 3
        } else {
            return nil
        }
        guard groups.count == 1 || (groups[0] <= 3 && groups.last == 3), (1...9).contains(groups[0]),
            groups.dropFirst().dropLast().allSatisfy({ $0 == 2 || $0 == 3 })
        else { return nil }
        return digits.dropLast(decimals) + [UInt8(ascii: ".")] + digits.suffix(decimals)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")
    }
}
