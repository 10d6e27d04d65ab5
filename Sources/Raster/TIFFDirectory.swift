/// The entries of one image file directory, of a TIFF file or of EXIF data.
///
/// Source: TIFF 6.0 section 2; BigTIFF has the same in 64 bits.
struct TIFFDirectory {
    /// The file's byte order and width of offsets.
    struct Layout {
        let reader: ByteReader
        let isBig: Bool
        let first: Int

        /// Nil when the bytes don't begin like a TIFF file.
        init?(_ bytes: UnsafeRawBufferPointer) {
            let order = ByteReader(bytes, bigEndian: true).u16(0)
            guard order == 0x4949 || order == 0x4D4D else { return nil }
            let reader = ByteReader(bytes, bigEndian: order == 0x4D4D)
            guard let version = reader.u16(2), version == 42 || version == 43 else { return nil }
            isBig = version == 43
            guard let first = isBig ? reader.u64(8) : reader.u32(4) else { return nil }
            self.reader = reader
            self.first = first
        }
    }

    private struct Entry {
        let type: Int
        let count: Int
        /// Where the values lie.
        let offset: Int
    }

    private var entries: [Int: Entry] = [:]
    private let layout: Layout
    /// Offset of the next directory; 0 when this is the last.
    let next: Int

    /// Nil when the directory lies outside the file.
    init?(_ layout: Layout, at offset: Int) {
        self.layout = layout
        let reader = layout.reader
        guard let count = layout.isBig ? reader.u64(offset) : reader.u16(offset), count <= 4096 else {
            return nil
        }
        let entrySize = layout.isBig ? 20 : 12
        let start = offset + (layout.isBig ? 8 : 2)
        for index in 0..<count {
            let place = start + index * entrySize
            guard let tag = reader.u16(place), let type = reader.u16(place + 2),
                let valueCount = layout.isBig ? reader.u64(place + 4) : reader.u32(place + 4),
                let size = Self.size(ofType: type)
            else { continue }
            let inlineOffset = place + (layout.isBig ? 12 : 8)
            let (bytes, overflows) = valueCount.multipliedReportingOverflow(by: size)
            guard !overflows else { continue }
            let fitsInline = bytes <= (layout.isBig ? 8 : 4)
            guard
                let valueOffset = fitsInline
                    ? inlineOffset : layout.isBig ? reader.u64(inlineOffset) : reader.u32(inlineOffset)
            else { continue }
            if entries[tag] == nil {
                entries[tag] = Entry(type: type, count: valueCount, offset: valueOffset)
            }
        }
        let end = start + count * entrySize
        next = (layout.isBig ? reader.u64(end) : reader.u32(end)) ?? 0
    }

    private static func size(ofType type: Int) -> Int? {
        [1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 13: 4, 16: 8, 17: 8, 18: 8][type]
    }

    /// The first value of a whole number's tag.
    func integer(_ tag: Int) -> Int? {
        guard let entry = entries[tag], entry.count > 0 else { return nil }
        return switch entry.type {
        case 1, 7: layout.reader.u8(entry.offset)
        case 3: layout.reader.u16(entry.offset)
        case 4, 13: layout.reader.u32(entry.offset)
        case 16, 18: layout.reader.u64(entry.offset)
        default: nil
        }
    }

    /// The first value of a fraction's tag.
    func rational(_ tag: Int) -> Double? {
        guard let entry = entries[tag], entry.type == 5, let top = layout.reader.u32(entry.offset),
            let bottom = layout.reader.u32(entry.offset + 4), bottom > 0
        else { return nil }
        return Double(top) / Double(bottom)
    }

    /// The bytes of a text's tag.
    func text(_ tag: Int) -> UnsafeRawBufferPointer? {
        guard let entry = entries[tag], [1, 2, 7].contains(entry.type) else { return nil }
        return layout.reader.slice(entry.offset, min(entry.count, 65_536))
    }

    /// Where a 16-bit value lies in the file.
    func offsetOfShort(_ tag: Int) -> Int? {
        guard let entry = entries[tag], entry.type == 3, entry.count == 1 else { return nil }
        return entry.offset
    }

    /// Dots per inch of the two directions.
    var resolution: (x: Double?, y: Double?) {
        let scale: Double? = [1: nil, 2: 1, 3: 2.54][integer(0x0128) ?? 2] ?? nil
        guard let scale else { return (nil, nil) }
        return (rational(0x011A).map { $0 * scale }, rational(0x011B).map { $0 * scale })
    }

    /// Program, camera and dates.
    func addTags(to tags: inout ImageTags) {
        let names = [
            (0x0131, "software"), (0x010F, "camera_make"), (0x0110, "camera_model"), (0x0132, "modified"),
            (0x013B, "artist"), (0x010E, "description"), (0x9003, "created"), (0x000B, "processing_software"),
        ]
        for (tag, name) in names { if let text = text(tag) { tags.add(name, text) } }
        if let packet = text(0x02BC) { tags.add(xmp: packet) }
    }
}
