extension GSTIN {
    /// The kinds of character that a place of a form allows.
    private enum Slot {
        case digit, letter, either, entity, fourteenth, one(UInt8), of(UInt8, UInt8)

        func allows(_ byte: UInt8) -> Bool {
            switch self {
            case .digit: ASCII.isDigit(byte)
            case .letter: ASCII.isUpper(byte)
            case .either: ASCII.isAlphanumeric(byte)
            case .entity: ASCII.isAlphanumeric(byte) && byte != ASCII.zero
            case .fourteenth: Self.fourteenths.contains(byte)
            case .one(let wanted): byte == wanted
            case .of(let first, let second): byte == first || byte == second
            }
        }

        private static let fourteenths = Set("Z123456789ABDEFGHIJ".utf8)
    }

    /// A pattern in a small notation: `9` digit, `A` letter, `*` either, `E` entity, `P` place 14 of a regular
    /// number, `=x` that character, `|xy` one of the two.
    private static func slots(_ notation: String) -> [Slot] {
        var slots: [Slot] = []
        var rest = Array(notation.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "9"): slots.append(.digit)
            case UInt8(ascii: "A"): slots.append(.letter)
            case UInt8(ascii: "*"): slots.append(.either)
            case UInt8(ascii: "E"): slots.append(.entity)
            case UInt8(ascii: "P"): slots.append(.fourteenth)
            case UInt8(ascii: "="): slots.append(.one(rest.popFirst() ?? 0))
            default: slots.append(.of(rest.popFirst() ?? 0, rest.popFirst() ?? 0))
            }
        }
        return slots
    }

    // The first that fits counts: a deductor's D also fits the regular form's wider place 14.
    // Source: patterns of the GST developer portal.
    private static let forms: [(form: Form, slots: [Slot])] = [
        (.onlineServices, slots("=9=999AAA99999=O=S*")),
        (.nonResident, slots("9999AAA99999=N|RF*")),
        (.uniqueIdentity, slots("9999AAA99999|UO=N*")),
        (.governmentDepartment, slots("99AAAA99999A9=Z9")),
        (.taxDeductor, slots("99AAAA*9999AE=D*")),
        (.taxCollector, slots("99AAAAA9999AE=C*")),
        (.regular, slots("99AAAAA9999AEP*")),
    ]

    static func form(of bytes: [UInt8]) -> Form? {
        guard bytes.count == 15 else { return nil }
        return forms.first { zip($0.slots, bytes).allSatisfy { $0.allows($1) } }?.form
    }
}
