internal import Glibc

/// Cuts a content stream into its tokens; what it does not understand it steps over.
struct ContentLexer {
    enum Token {
        case number(Double)
        /// Offsets of the name's bytes, without the "/".
        case name(Range<Int>)
        /// A text, array end, dictionary end: an operand whose value does not matter here.
        case other
        /// Offsets of the operator's bytes.
        case keyword(Range<Int>)
    }

    let bytes: UnsafeRawBufferPointer
    private(set) var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The next token; nil at the end.
    mutating func next() -> Token? {
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case 0x00, 0x09...0x0D, 0x20: position += 1
            case UInt8(ascii: "%"): skipComment()
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
                UInt8(ascii: "."):
                return .number(number())
            case UInt8(ascii: "/"):
                position += 1
                return .name(word())
            case UInt8(ascii: "("):
                skipText()
                return .other
            case UInt8(ascii: "<"):
                skipHexOrDictionary()
                return .other
            case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ">"), UInt8(ascii: ")"),
                UInt8(ascii: "{"),
                UInt8(ascii: "}"):
                position += 1
                return .other
            default:
                let word = word()
                guard word.isEmpty else { return .keyword(word) }
                position += 1
            }
        }
        return nil
    }

    /// Steps over an inline image's data: from behind `ID` to behind `EI`.
    mutating func skipInlineImage() {
        position += 1
        while let base = bytes.baseAddress, position < bytes.count,
            let found = memchr(base + position, Int32(UInt8(ascii: "E")), bytes.count - position)
        {
            let at = UnsafeRawPointer(found) - base
            position = at + 1
            guard at > 0, at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "I"),
                Self.isSpace(bytes[at - 1])
            else { continue }
            guard at + 2 >= bytes.count || Self.isSpace(bytes[at + 2]) else { continue }
            position = at + 2
            return
        }
        position = bytes.count
    }

    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0 }

    @inline(__always)
    private static func isRegular(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00, 0x09...0x0D, 0x20, UInt8(ascii: "%"), UInt8(ascii: "/"), UInt8(ascii: "("),
            UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "}"):
            false
        default: true
        }
    }

    private mutating func word() -> Range<Int> {
        let start = position
        while position < bytes.count, Self.isRegular(bytes[position]) { position += 1 }
        return start..<position
    }

    private mutating func number() -> Double {
        var isNegative = false
        var whole = 0.0
        var scale = 0.0
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = Double(byte - 0x30)
                if scale == 0 {
                    whole = whole * 10 + digit
                } else {
                    whole += digit * scale
                    scale /= 10
                }
            case UInt8(ascii: "."): scale = 0.1
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "+"): break
            default: return isNegative ? -whole : whole
            }
            position += 1
        }
        return isNegative ? -whole : whole
    }

    private mutating func skipComment() {
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
    }

    private mutating func skipText() {
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\\"): position += 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 {
                    position += 1
                    return
                }
            default: break
            }
            position += 1
        }
    }

    private mutating func skipHexOrDictionary() {
        position += 1
        // "<<" opens a dictionary, whose members are read as tokens like any other.
        if position < bytes.count, bytes[position] == UInt8(ascii: "<") {
            position += 1
            return
        }
        while position < bytes.count, bytes[position] != UInt8(ascii: ">") { position += 1 }
        position = min(position + 1, bytes.count)
    }
}
