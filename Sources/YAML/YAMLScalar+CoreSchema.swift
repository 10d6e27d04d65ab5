extension YAMLScalar {
    /// What a plain text means.
    ///
    /// Source: YAML 1.2.2, section 10.3.2: `yes`, `on` and `0777` are no booleans and no octals there.
    package static func coreValue(of text: String) -> Value {
        switch text {
        case "", "~", "null", "Null", "NULL":
            return .null
        case "true", "True", "TRUE":
            return .bool(true)
        case "false", "False", "FALSE":
            return .bool(false)
        case ".nan", ".NaN", ".NAN":
            return .float(.nan)
        default:
            return number(text) ?? .string(text)
        }
    }

    private static func number(_ text: String) -> Value? {
        let bytes = Array(text.utf8)
        if bytes.starts(with: [0x30, 0x6F]) {  // 0o
            return radix(text, 8)
        }
        if bytes.starts(with: [0x30, 0x78]) {  // 0x
            return radix(text, 16)
        }
        var rest = bytes[...]
        if let sign = rest.first, sign == 0x2B || sign == 0x2D {
            rest.removeFirst()
        }
        if [".inf", ".Inf", ".INF"].contains(String(decoding: rest, as: UTF8.self)) {
            return .float(bytes.first == 0x2D ? -.infinity : .infinity)
        }
        let whole = digits(&rest)
        if rest.isEmpty, whole > 0 {
            return Int(text).map(Value.integer) ?? Double(text).map(Value.float)
        }
        var fraction = 0
        if rest.first == 0x2E {
            rest.removeFirst()
            fraction = digits(&rest)
        }
        guard whole + fraction > 0 else {
            return nil
        }
        if let exponent = rest.first, exponent == 0x65 || exponent == 0x45 {
            rest.removeFirst()
            if let sign = rest.first, sign == 0x2B || sign == 0x2D {
                rest.removeFirst()
            }
            guard digits(&rest) > 0 else {
                return nil
            }
        }
        guard rest.isEmpty else {
            return nil
        }
        // Swift's parser wants a digit after the point where YAML doesn't ("1."); strtod's grammar takes both.
        return Double(text).map(Value.float) ?? Double(text + "0").map(Value.float)
    }

    private static func digits(_ rest: inout ArraySlice<UInt8>) -> Int {
        let before = rest.count
        rest = rest.drop { (0x30...0x39).contains($0) }
        return before - rest.count
    }

    private static func radix(_ text: String, _ radix: Int) -> Value? {
        let digits = text.dropFirst(2)
        guard let first = digits.utf8.first, first != 0x2B, first != 0x2D else {
            return nil
        }
        return Int(digits, radix: radix).map(Value.integer)
    }
}
