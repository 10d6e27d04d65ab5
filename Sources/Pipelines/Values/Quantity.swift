/// Durations and sizes as people write them.
package enum Quantity {
    /// Why a text is no quantity.
    package struct Mistake: Error, Sendable, Equatable {
        /// One sentence.
        package let message: String
        /// What was probably meant.
        package let suggestion: String?
    }

    private static let durationUnits: [(String, milliseconds: Int)] = [
        ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ]
    private static let sizeUnits: [(String, bytes: Int)] = [
        ("B", 1), ("kB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000),
        ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30),
    ]

    /// Milliseconds of "500ms", "90s", "2m", "1h", "7d" or "1m30s".
    package static func milliseconds(_ text: String) throws(Mistake) -> Int {
        var total = 0
        var rest = text[...]
        guard !rest.isEmpty else {
            throw Mistake(message: "a duration is needed, such as 90s", suggestion: nil)
        }
        while !rest.isEmpty {
            let part = try part(
                &rest, of: text, units: durationUnits.map { ($0.0, $0.milliseconds) }, "duration", "s")
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow else {
                throw Mistake(message: "the duration \(text) is too long", suggestion: nil)
            }
            total = sum
        }
        return total
    }

    /// Bytes of "512MiB", "1GiB" or "500MB".
    package static func bytes(_ text: String) throws(Mistake) -> Int {
        var rest = text[...]
        let bytes = try part(&rest, of: text, units: sizeUnits.map { ($0.0, $0.bytes) }, "size", "MiB")
        guard rest.isEmpty else {
            throw Mistake(message: "\"\(text)\" is no size", suggestion: nil)
        }
        return bytes
    }

    /// The shortest way to write a duration.
    package static func text(milliseconds: Int) -> String {
        for (unit, size) in durationUnits.reversed() where milliseconds % size == 0 && milliseconds >= size {
            return "\(milliseconds / size)\(unit)"
        }
        return "\(milliseconds)ms"
    }

    /// The shortest way to write a size.
    package static func text(bytes: Int) -> String {
        for (unit, size) in [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
        where bytes % size == 0 && bytes >= size {
            return "\(bytes / size)\(unit)"
        }
        return "\(bytes)B"
    }

    private static func part(
        _ rest: inout Substring, of text: String, units: [(String, Int)], _ what: String, _ usual: String
    ) throws(Mistake) -> Int {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        let unit = rest.prefix { !($0.isASCII && $0.isNumber) }
        rest = rest.dropFirst(unit.count)
        guard let count = Int(digits) else {
            throw Mistake(
                message: "\"\(text)\" is no \(what)\(digits.isEmpty ? "" : ", the number is too large")",
                suggestion: nil)
        }
        guard !unit.isEmpty else {
            throw Mistake(message: "the \(what) \"\(text)\" lacks its unit", suggestion: "\(digits)\(usual)")
        }
        guard let size = units.first(where: { $0.0 == unit })?.1 else {
            let known = units.map(\.0)
            let meant = meant(String(unit), known)
            throw Mistake(
                message: "\"\(unit)\" is no unit of a \(what); known are \(known.joined(separator: ", "))",
                suggestion: meant.map { text.dropLast(unit.count + rest.count) + $0 + rest }.map {
                    String($0)
                })
        }
        let (product, overflow) = count.multipliedReportingOverflow(by: size)
        guard !overflow else {
            throw Mistake(message: "the \(what) \(text) is too large", suggestion: nil)
        }
        return product
    }

    private static func meant(_ unit: String, _ known: [String]) -> String? {
        let lower = unit.lowercased().filter { $0 != " " && $0 != "." }
        let words = [
            "sec": "s", "secs": "s", "second": "s", "seconds": "s", "min": "m", "mins": "m", "minute": "m",
            "minutes": "m", "hour": "h", "hours": "h", "hr": "h", "day": "d", "days": "d", "msec": "ms",
            "millis": "ms", "k": "KiB",
            "m": "MiB", "mb": "MB", "g": "GiB", "gb": "GB", "kb": "kB", "mi": "MiB", "gi": "GiB", "ki": "KiB",
        ]
        if let exact = known.first(where: { $0.lowercased() == lower }) {
            return exact
        }
        return words[lower].flatMap { known.contains($0) ? $0 : nil }
    }
}
