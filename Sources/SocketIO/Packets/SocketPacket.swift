internal import AssayKit

/// One packet of Socket.IO 5, without its attachments.
struct SocketPacket: Sendable, Equatable {
    /// What it is for.
    enum Kind: UInt8, Sendable {
        case connect, disconnect, event, acknowledgement, connectError, binaryEvent, binaryAcknowledgement
    }

    /// The namespace that is always there.
    static let mainNamespace = "/"
    private static let longestNamespace = 256
    /// Events that mean something to clients' libraries.
    private static let reserved: Set<String> = [
        "connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener",
    ]

    var kind: Kind
    var namespace = mainNamespace
    /// The number under which an answer is expected, or given.
    var id: Int?
    var data: JSONValue?
    /// How many binary messages follow.
    var attachments = 0

    /// The packet on the wire: `<type>[n-][/namespace,][id][json]`.
    var text: [UInt8] {
        var bytes = head
        if let data { bytes += JSONWriter.bytes(data) }
        return bytes
    }

    /// All that stands before the data.
    var head: [UInt8] {
        var bytes = [UInt8(ascii: "0") + kind.rawValue]
        if kind == .binaryEvent || kind == .binaryAcknowledgement { bytes += "\(attachments)-".utf8 }
        if namespace != Self.mainNamespace { bytes += "\(namespace),".utf8 }
        if let id { bytes += String(id).utf8 }
        return bytes
    }

    init(
        _ kind: Kind, namespace: String = mainNamespace, id: Int? = nil, data: JSONValue? = nil,
        attachments: Int = 0
    ) {
        self.kind = kind
        self.namespace = namespace
        self.id = id
        self.data = data
        self.attachments = attachments
    }

    /// Reads a packet that a client sends; nil when it is none, or carries what it may not.
    init?(_ text: [UInt8], maximumAttachments: Int) {
        var rest = text[...]
        guard let first = rest.popFirst(), first >= UInt8(ascii: "0"),
            let kind = Kind(rawValue: first - UInt8(ascii: "0"))
        else { return nil }
        self.kind = kind
        if kind == .binaryEvent || kind == .binaryAcknowledgement {
            guard let count = Self.number(&rest), rest.popFirst() == UInt8(ascii: "-"),
                count <= maximumAttachments
            else { return nil }
            attachments = count
        }
        if rest.first == UInt8(ascii: "/") {
            let end = rest.firstIndex(of: UInt8(ascii: ",")) ?? rest.endIndex
            guard end - rest.startIndex <= Self.longestNamespace else { return nil }
            namespace = String(decoding: rest[..<end], as: UTF8.self)
            rest = rest[end...].dropFirst()
        }
        if let digit = rest.first, Self.isDigit(digit) {
            guard let id = Self.number(&rest) else { return nil }
            self.id = id
        }
        if !rest.isEmpty {
            do {
                data = try JSONParser.parse(Array(rest))
            } catch {
                return nil
            }
        }
        guard carriesWhatItMay else { return nil }
    }

    /// The name of the event that it carries.
    var eventName: String? {
        switch data?.arrayValue?.first {
        case .string(let name): name
        case .number(let digits): digits
        default: nil
        }
    }

    private var carriesWhatItMay: Bool {
        switch kind {
        case .connect: return data == nil || data?.objectValue != nil
        case .disconnect: return data == nil
        case .event, .binaryEvent:
            guard let eventName, !Self.reserved.contains(eventName) else { return false }
            return kind == .event || hasPlaces
        case .acknowledgement, .binaryAcknowledgement:
            guard id != nil, data?.arrayValue != nil else { return false }
            return kind == .acknowledgement || hasPlaces
        // Only servers refuse connections.
        case .connectError: return false
        }
    }

    /// Whether every placeholder names an attachment that there is.
    private var hasPlaces: Bool { data.map { Self.hasPlaces($0, attachments) } ?? true }

    private static func hasPlaces(_ value: JSONValue, _ count: Int) -> Bool {
        switch value {
        case .array(let elements): return elements.allSatisfy { hasPlaces($0, count) }
        case .object(let object):
            guard object["_placeholder"] == true else {
                return object.members.allSatisfy { hasPlaces($0.value, count) }
            }
            guard let number = object["num"]?.intValue else { return false }
            return (0..<count).contains(number)
        default: return true
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// Takes digits; nil when there are none, or more than any client counts to (2^53).
    private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
        let digits = rest.prefix(while: isDigit)
        rest = rest.dropFirst(digits.count)
        guard digits.count <= 16 else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
