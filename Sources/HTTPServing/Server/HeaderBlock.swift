internal import CMicroHTTPD
import Glibc

/// The head of a request as libmicrohttpd left it in its buffer.
///
/// The library is lenient: it takes lines that end without a carriage return, folded lines, values cut at a NUL and
/// several spaces in the request line. It replaces separators by NULs in place, so the gaps between what it hands
/// out still tell what the bytes were: every byte of a head must be accounted for, or the head is refused.
/// The layout is that of version 0.9.75 (Debian 12); tests pin it.
struct HeaderBlock {
    let method: String
    let version: String
    /// The fields with their values' white space as it was sent.
    let fields: [Headers.Field]
    /// The size of the head in bytes.
    let size: Int

    private struct Slice {
        let start: UnsafePointer<CChar>
        let count: Int
        var end: UnsafePointer<CChar> { start + count }
        var text: String {
            String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
        }
    }

    private final class Collector {
        var fields: [(name: Slice, value: Slice)] = []
        var isBroken = false
    }

    /// Reads the head of a connection's request; to be called at the first call for it only.
    ///
    /// - Throws: 400 when bytes are unaccounted for.
    init(
        _ connection: OpaquePointer, method: UnsafePointer<CChar>?, version: UnsafePointer<CChar>?,
        target: (address: UInt, count: Int)
    ) throws(HTTPError) {
        guard let method, let version else { throw .malformed("The request line is incomplete.") }
        let first = Slice(start: method, count: strlen(method))
        let last = Slice(start: version, count: strlen(version))
        let collector = Collector()
        _ = MHD_get_connection_values_n(
            connection, .HEADER_KIND,
            { context, _, name, nameSize, value, valueSize in
                guard let context else { return .NO }
                let collector = Unmanaged<Collector>.fromOpaque(context).takeUnretainedValue()
                guard let name, let value else {
                    collector.isBroken = true
                    return .YES
                }
                collector.fields.append(
                    (Slice(start: name, count: nameSize), Slice(start: value, count: valueSize)))
                return .YES
            }, Unmanaged.passUnretained(collector).toOpaque())
        guard !collector.isBroken,
            Self.address(first.end) + 1 == target.address,
            target.address + UInt(target.count) + 1 == Self.address(last.start)
        else { throw Self.refusal }
        var position = last.end
        for (name, value) in collector.fields {
            guard let start = Self.passLineEnd(position), start == name.start,
                Self.isGap(from: name, to: value)
            else { throw Self.refusal }
            position = value.end
        }
        guard let blank = Self.passLineEnd(position), let end = Self.passLineEnd(blank),
            first.start.distance(to: end) == assay_mhd_head_size(connection)
        else { throw Self.refusal }
        self.method = first.text
        self.version = last.text
        fields = collector.fields.map { Headers.Field(name: $0.name.text, value: $0.value.text) }
        size = first.start.distance(to: end)
    }

    private static let refusal = HTTPError.malformed(
        "The request's head breaks the grammar: lines end with CR LF, are not folded, and hold no NUL.")

    /// Behind the two NULs that were a carriage return and a line feed; nil when there was anything else.
    private static func passLineEnd(_ position: UnsafePointer<CChar>) -> UnsafePointer<CChar>? {
        position[0] == 0 && position[1] == 0 ? position + 2 : nil
    }

    /// Whether nothing but a colon (now a NUL) and white space is between a name and its value.
    private static func isGap(from name: Slice, to value: Slice) -> Bool {
        guard address(value.start) > address(name.end) else { return false }
        let gap = UnsafeBufferPointer(start: name.end, count: name.end.distance(to: value.start))
        guard gap.count <= 1 << 16 else { return false }
        return gap.first == 0
            && gap.dropFirst().allSatisfy {
                $0 == CChar(UInt8(ascii: " ")) || $0 == CChar(UInt8(ascii: "\t"))
            }
    }

    private static func address(_ pointer: UnsafePointer<CChar>) -> UInt { UInt(bitPattern: pointer) }
}
