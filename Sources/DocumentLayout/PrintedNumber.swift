package import AssayKit

/// A number as one word prints it: `1,23,456.00`, `₹1,180`, `Rs.500/-`, `(-)0.40`, `(12%)`, `-15%`.
///
/// It is read from bytes, since every word of a page is tried; ``Amount/init(printed:)`` is for single texts.
package struct PrintedNumber {
    /// Millionths.
    package var micros: Int64 = 0
    /// Digits after the point.
    package var scale: UInt8 = 0
    /// Digits before the point, at least one.
    package var integerDigits: UInt8 = 0
    /// What stood around the digits.
    package var marks: Marks = []

    /// What stood around the digits.
    package struct Marks: OptionSet {
        package let rawValue: UInt8
        package init(rawValue: UInt8) { self.rawValue = rawValue }
        /// It is a number at all.
        package static let isNumber = Marks(rawValue: 1)
        /// Followed by a per cent sign.
        package static let percent = Marks(rawValue: 2)
        /// With a currency sign or `/-`.
        package static let currency = Marks(rawValue: 4)
        /// With a separator of thousands.
        package static let grouped = Marks(rawValue: 8)
        /// In parentheses.
        package static let parenthesised = Marks(rawValue: 16)
        /// With a minus sign.
        package static let negative = Marks(rawValue: 32)
        /// The separators stand in odd places.
        package static let misgrouped = Marks(rawValue: 64)
    }

    package var isNumber: Bool { marks.contains(.isNumber) }
    package var isPercent: Bool { marks.contains(.percent) }
    package var amount: Amount { Amount(micros: micros, scale: Int(scale)) }
    /// Whether it looks like money: decimals, separators or a currency sign.
    package var looksLikeMoney: Bool {
        isNumber && !isPercent && (scale > 0 || !marks.isDisjoint(with: [.currency, .grouped]))
    }
    /// Whether it is a plain row of digits.
    package var isPlainInteger: Bool { marks == .isNumber && scale == 0 }
}

extension PrintedNumber {
    /// Reads a whole word; `isNumber` is false for anything else.
    package init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var end = bytes.count
        var found: Marks = [.isNumber]
        Self.trimFront(bytes, &start, end, &found)
        Self.trimBack(bytes, start, &end, &found)
        guard start < end, Folding.isDigit(bytes[start]) || bytes[start] == UInt8(ascii: ".") else { return }
        var value: Int64 = 0
        var decimals = -1
        var integers = 0
        var group = 0
        var groups = 0
        for index in start..<end {
            let byte = bytes[index]
            if Folding.isDigit(byte) {
                guard integers + max(decimals, 0) < 18 else { return }
                if decimals >= 0 {
                    guard decimals < 6 else { return }
                    decimals += 1
                } else {
                    integers += 1
                    group += 1
                }
                value = value * 10 + Int64(byte - 0x30)
            } else if byte == UInt8(ascii: "."), decimals < 0 {
                if groups > 0, group != 3 { found.insert(.misgrouped) }
                decimals = 0
            } else if byte == UInt8(ascii: ","), decimals < 0, integers > 0 {
                if groups > 0, group != 2, group != 3 { found.insert(.misgrouped) }
                if groups == 0, group > 3 { found.insert(.misgrouped) }
                groups += 1
                group = 0
                found.insert(.grouped)
            } else {
                return
            }
        }
        guard integers + max(decimals, 0) > 0, integers <= 12 else { return }
        if groups > 0, decimals < 0, group != 3 { found.insert(.misgrouped) }
        scale = UInt8(clamping: max(decimals, 0))
        integerDigits = UInt8(clamping: max(integers, 1))
        for _ in max(decimals, 0)..<6 { value = value &* 10 }
        micros = found.contains(.negative) ? -value : value
        marks = found
    }

    private static func trimFront(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: inout Int, _ end: Int, _ found: inout Marks
    ) {
        while start < end {
            let byte = bytes[start]
            switch byte {
            case UInt8(ascii: "-"):
                found.insert(.negative)
                start += 1
            case UInt8(ascii: "+"), UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "="),
                UInt8(ascii: "|"),
                UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "_"), UInt8(ascii: "'"),
                UInt8(ascii: "\""):
                start += 1
            case UInt8(ascii: "("):
                // "(-)0.40": Tally's way to print a deduction.
                if start + 2 < end, bytes[start + 1] == UInt8(ascii: "-"),
                    bytes[start + 2] == UInt8(ascii: ")")
                {
                    found.insert(.negative)
                    start += 3
                } else {
                    found.insert(.parenthesised)
                    start += 1
                }
            case UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "<"),
                UInt8(ascii: "*"):
                // OCR reads ₹ as "%" or "?".
                found.insert(.currency)
                start += 1
            case 0xC2 where start + 1 < end:
                // "®", "©", "£", "¢", "§": ₹ again.
                found.insert(.currency)
                start += 2
            case 0xE2 where start + 2 < end:
                // ₹ is E2 82 B9, € is E2 82 AC; a minus sign E2 88 92, a dash E2 80 93.
                if bytes[start + 1] == 0x82 {
                    found.insert(.currency)
                } else if bytes[start + 1] == 0x88, bytes[start + 2] == 0x92 {
                    found.insert(.negative)
                } else if bytes[start + 1] == 0x80, bytes[start + 2] == 0x93 {
                    found.insert(.negative)
                } else {
                    return
                }
                start += 3
            case UInt8(ascii: "R"), UInt8(ascii: "r"):
                guard start + 1 < end, bytes[start + 1] | 0x20 == UInt8(ascii: "s") else { return }
                start += 2
                if start < end, bytes[start] == UInt8(ascii: ".") { start += 1 }
                found.insert(.currency)
            case UInt8(ascii: "I"):
                guard start + 2 < end, bytes[start + 1] == UInt8(ascii: "N"),
                    bytes[start + 2] == UInt8(ascii: "R")
                else { return }
                start += 3
                found.insert(.currency)
            default: return
            }
        }
    }

    private static func trimBack(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: inout Int, _ found: inout Marks
    ) {
        while end > start {
            switch bytes[end - 1] {
            case UInt8(ascii: "%"):
                found.insert(.percent)
                end -= 1
            case UInt8(ascii: ")"):
                found.insert(.parenthesised)
                end -= 1
            case UInt8(ascii: "-"), UInt8(ascii: "="):
                if end - 1 > start, bytes[end - 2] == UInt8(ascii: "/") {
                    found.insert(.currency)
                    end -= 2
                } else if bytes[end - 1] == UInt8(ascii: "-"), end - 1 > start {
                    found.insert(.negative)
                    end -= 1
                } else {
                    return
                }
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "|"),
                UInt8(ascii: "]"),
                UInt8(ascii: "}"), UInt8(ascii: "!"), UInt8(ascii: "_"), UInt8(ascii: "'"),
                UInt8(ascii: "\""):
                end -= 1
            case UInt8(ascii: "."):
                end -= 1
            case UInt8(ascii: "r"), UInt8(ascii: "R"):
                // "2,480.00 Dr" glued together.
                guard end - 2 > start, [0x64, 0x63].contains(bytes[end - 2] | 0x20) else { return }
                end -= 2
            default: return
            }
        }
    }
}
