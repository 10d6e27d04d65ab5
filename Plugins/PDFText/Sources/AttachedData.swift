internal import CPoppler

/// The bytes of embedded files that may be electronic invoices, within limits.
///
/// What a file is called and how large the PDF says it is are claims: bytes are asked for a portion at a time, and no
/// more of them once they are too many or do not begin as XML or JSON do.
struct AttachedData {
    /// Larger files are not handed on, bytes; attachments within an invoice make it large.
    static let maximumBytes = 8 << 20
    /// All of a document's together.
    static let maximumTotal = 16 << 20
    /// More attachments are not looked into.
    private static let maximumFiles = 20

    /// Bytes by the attachment's name; of two with one name the first.
    private(set) var contents: [String: [UInt8]] = [:]

    init(_ document: OpaquePointer) {
        guard let list = poppler_document_get_attachments(document) else { return }
        defer { g_list_free_full(list) { g_object_unref($0) } }
        var total = 0
        var (node, count): (UnsafeMutablePointer<GList>?, Int) = (list, 0)
        while let entry = node, count < Self.maximumFiles, total < Self.maximumTotal {
            defer {
                node = entry.pointee.next
                count += 1
            }
            guard let attachment = entry.pointee.data?.assumingMemoryBound(to: PopplerAttachment.self),
                let title = attachment.pointee.name, case let name = String(cString: title),
                contents[name] == nil,
                let bytes = Self.bytes(
                    of: attachment, limit: min(Self.maximumBytes, Self.maximumTotal - total))
            else { continue }
            total += bytes.count
            contents[name] = bytes
        }
    }

    /// The bytes; nil when they are too many, cannot be decoded, or are neither XML nor JSON.
    private static func bytes(
        of attachment: UnsafeMutablePointer<PopplerAttachment>, limit: Int
    ) -> [UInt8]? {
        let taken = Taken(limit: limit)
        let isWhole = withExtendedLifetime(taken) {
            poppler_attachment_save_to_callback(
                attachment,
                { part, count, data, _ in
                    guard let part, let data else { return 0 }
                    let taken = Unmanaged<Taken>.fromOpaque(data).takeUnretainedValue()
                    return taken.take(UnsafeRawBufferPointer(start: part, count: Int(count))) ? 1 : 0
                }, Unmanaged.passUnretained(taken).toOpaque(), nil)
        }
        return isWhole != 0 && !taken.bytes.isEmpty ? taken.bytes : nil
    }

    /// What has been taken so far.
    private final class Taken {
        private(set) var bytes: [UInt8] = []
        private let limit: Int

        init(limit: Int) { self.limit = limit }

        /// Whether more is wanted.
        func take(_ part: UnsafeRawBufferPointer) -> Bool {
            if bytes.isEmpty, !Self.mayBeInvoice(part) { return false }
            guard bytes.count + part.count <= limit else { return false }
            bytes.append(contentsOf: part)
            return true
        }

        /// Whether bytes begin as XML or JSON do, byte order mark and white space left aside.
        private static func mayBeInvoice(_ head: UnsafeRawBufferPointer) -> Bool {
            let passed: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0, 0x20, 0x09, 0x0A, 0x0D]
            guard let first = head.prefix(256).first(where: { !passed.contains($0) }) else { return false }
            return first == UInt8(ascii: "<") || first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        }
    }
}
