/// Writes a ZIP archive front to back, so that nothing has to be kept but the list of its files.
///
/// Source: PKWARE APPNOTE 6.3, sections 4.3.7 (local header), 4.3.9 (data descriptor) and 4.3.12 (directory).
struct ZipWriter: ~Copyable {
    private struct Entry {
        let name: [UInt8]
        let offset: Int
        var sum: UInt32 = 0
        var packed = 0
        var size = 0
    }

    private var entries: [Entry] = []
    private var deflater: Deflater
    private var offset = 0
    private var isOpen = false
    /// What is written and not yet taken.
    private var pending: [UInt8] = []

    /// 1 January 1980, the first day of DOS: the same rows give the same bytes.
    private static let day: UInt16 = 0x21
    /// Compressed, size and check sum behind the bytes, names in UTF-8.
    private static let flags: UInt16 = 0x0808
    private static let version: UInt16 = 20

    init() throws(SpreadsheetError) { deflater = try Deflater() }

    /// Bytes of the archive that are ready.
    mutating func takeReady() -> [UInt8] {
        let ready = pending
        offset += ready.count
        pending = []
        return ready
    }

    private var place: Int { offset + pending.count }

    /// Begins a file.
    mutating func begin(_ name: String) {
        end()
        entries.append(Entry(name: Array(name.utf8), offset: place))
        put32(0x0403_4B50)
        put16(Self.version)
        put16(Self.flags)
        put16(8)
        put16(0)
        put16(Self.day)
        put32(0)
        put32(0)
        put32(0)
        put16(UInt16(truncatingIfNeeded: name.utf8.count))
        put16(0)
        pending += Array(name.utf8)
        isOpen = true
    }

    /// Adds to the file.
    mutating func write(_ bytes: [UInt8]) { pack(bytes, isLast: false) }

    /// A whole file.
    mutating func add(_ name: String, _ text: String) {
        begin(name)
        write(Array(text.utf8))
        end()
    }

    /// Ends the file that is open.
    mutating func end() {
        guard isOpen, let entry = entries.indices.last else { return }
        pack([], isLast: true)
        isOpen = false
        deflater.reset()
        put32(0x0807_4B50)
        put32(entries[entry].sum)
        put32(UInt32(truncatingIfNeeded: entries[entry].packed))
        put32(UInt32(truncatingIfNeeded: entries[entry].size))
    }

    /// Ends the archive with its directory.
    ///
    /// - Throws: When it is larger than 4 GiB, which this form cannot say.
    mutating func finish() throws(SpreadsheetError) {
        end()
        let start = place
        guard start < UInt32.max, entries.count < UInt16.max, entries.allSatisfy({ $0.size < UInt32.max })
        else {
            throw SpreadsheetError("the spreadsheet is larger than 4 GiB; export CSV instead")
        }
        for entry in entries {
            put32(0x0201_4B50)
            put16(Self.version)
            put16(Self.version)
            put16(Self.flags)
            put16(8)
            put16(0)
            put16(Self.day)
            put32(entry.sum)
            put32(UInt32(truncatingIfNeeded: entry.packed))
            put32(UInt32(truncatingIfNeeded: entry.size))
            put16(UInt16(truncatingIfNeeded: entry.name.count))
            for _ in 0..<4 { put16(0) }
            put32(0)
            put32(UInt32(truncatingIfNeeded: entry.offset))
            pending += entry.name
        }
        let size = place - start
        put32(0x0605_4B50)
        put16(0)
        put16(0)
        put16(UInt16(truncatingIfNeeded: entries.count))
        put16(UInt16(truncatingIfNeeded: entries.count))
        put32(UInt32(truncatingIfNeeded: size))
        put32(UInt32(truncatingIfNeeded: start))
        put16(0)
    }

    private mutating func pack(_ bytes: [UInt8], isLast: Bool) {
        guard let entry = entries.indices.last else { return }
        let before = pending.count
        if !bytes.isEmpty { entries[entry].sum = Deflater.checksum(bytes, after: entries[entry].sum) }
        deflater.take(bytes, isLast: isLast, into: &pending)
        entries[entry].size += bytes.count
        entries[entry].packed += pending.count - before
    }

    private mutating func put16(_ value: UInt16) {
        pending += [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
    }

    private mutating func put32(_ value: UInt32) {
        put16(UInt16(truncatingIfNeeded: value))
        put16(UInt16(truncatingIfNeeded: value >> 16))
    }
}
