/// Writes JSON into one growing buffer: the fast way out for records.
///
/// The writer puts commas and quotes; the caller keeps `begin` and `end` in balance.
public struct JSONWriter {
    /// What has been written.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// An empty writer.
    public init(reservingCapacity capacity: Int = 1024) { bytes.reserveCapacity(capacity) }

    /// The compact form of a value.
    public static func bytes(_ value: JSONValue) -> [UInt8] {
        var writer = JSONWriter()
        writer.value(value)
        return writer.bytes
    }

    /// The compact form of a value.
    public static func text(_ value: JSONValue) -> String { String(decoding: bytes(value), as: UTF8.self) }

    /// A form for people: two spaces a level; arrays of numbers and empty containers stay on one line.
    public static func prettyText(_ value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.pretty(value, indent: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Opens an object.
    public mutating func beginObject() { open(UInt8(ascii: "{")) }
    /// Closes it.
    public mutating func endObject() { close(UInt8(ascii: "}")) }
    /// Opens an array.
    public mutating func beginArray() { open(UInt8(ascii: "[")) }
    /// Closes it.
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes a member's name; its value must follow.
    public mutating func key(_ name: String) {
        comma()
        quoted(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes a string.
    public mutating func string(_ value: String) {
        comma()
        quoted(value)
        needsComma = true
    }

    /// Writes a whole number.
    public mutating func integer(_ value: Int) { raw(String(value)) }

    /// Writes a number with at most three decimals, which is exact enough for points and confidences.
    public mutating func decimal3(_ value: Double) {
        guard value.isFinite, abs(value) < 1e12 else {
            raw("null")
            return
        }
        let thousandths = Int64((value * 1000).rounded())
        let magnitude = thousandths.magnitude
        var text = thousandths < 0 ? "-" : ""
        text += String(magnitude / 1000)
        let fraction = Int(magnitude % 1000)
        if fraction != 0 {
            var digits = String(fraction + 1000).dropFirst()
            while digits.last == "0" { digits.removeLast() }
            text += "." + digits
        }
        raw(text)
    }

    /// Writes true or false.
    public mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

    /// Writes null.
    public mutating func null() { raw("null") }

    /// Writes a member with a string, or nothing for nil.
    public mutating func member(_ name: String, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }

    /// Writes any value in its compact form.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let flag): bool(flag)
        case .number(let text): raw(text)
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                key(member.key)
                self.value(member.value)
            }
            endObject()
        }
    }

    private mutating func open(_ bracket: UInt8) {
        comma()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func comma() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func raw(_ text: String) {
        comma()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func quoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20, 0x7F:
                bytes.append(contentsOf: "\\u00".utf8)
                let hex = Array("0123456789abcdef".utf8)
                bytes.append(hex[Int(byte >> 4)])
                bytes.append(hex[Int(byte & 15)])
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func pretty(_ value: JSONValue, indent: Int) {
        switch value {
        case .array(let elements) where !elements.isEmpty && !elements.allSatisfy(\.isScalarNumber):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                newLine(indent + 1, comma: index > 0)
                pretty(element, indent: indent + 1)
            }
            newLine(indent, comma: false)
            bytes.append(UInt8(ascii: "]"))
        case .object(let object) where !object.isEmpty:
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                newLine(indent + 1, comma: index > 0)
                quoted(member.key)
                bytes.append(contentsOf: ": ".utf8)
                pretty(member.value, indent: indent + 1)
            }
            newLine(indent, comma: false)
            bytes.append(UInt8(ascii: "}"))
        default:
            needsComma = false
            self.value(value)
            needsComma = false
        }
    }

    private mutating func newLine(_ indent: Int, comma: Bool) {
        if comma { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * 2))
    }
}

extension JSONValue {
    fileprivate var isScalarNumber: Bool {
        if case .number = self { return true }
        return false
    }
}
