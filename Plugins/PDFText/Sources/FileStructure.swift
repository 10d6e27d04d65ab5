internal import Glibc

/// What the bytes of a PDF tell without parsing it: one pass over its names, and its `startxref` chain.
struct FileStructure {
    /// "1.7", from the header; nil when the first 1,024 bytes hold none.
    private(set) var version: String?
    /// How often the file was saved: 1, and one more for each incremental update.
    private(set) var revisionEnds: [Int] = []
    /// Whether the file's last `startxref` leads to a table of its objects; where not, readers search for the objects.
    private(set) var hasTable = false
    /// Whether it was laid out for reading while it loads.
    private(set) var isLinearized = false
    /// Whether anything in it is encrypted.
    private(set) var isEncrypted = false
    /// Whether it holds any image.
    private(set) var hasImages = false
    /// The sizes of its images that have the pixels of a scan, each once.
    private var largeImages: [(width: Int, height: Int)] = []
    /// Whether a page may be turned: one says so, or objects are compressed and cannot be seen here.
    private(set) var mayBeRotated = false
    /// Whether it holds embedded files.
    private(set) var hasEmbeddedFiles = false
    /// The byte ranges of its signatures, four numbers each.
    private(set) var signedRanges: [[Int]] = []
    /// Bytes of the file.
    let byteCount: Int

    /// The pixels of a page of A4 at 46 dots per inch; logos and stamps rarely have as many.
    static let pixelsOfScan = 200_000
    /// The pixels of a page of A4 at 73 dots per inch: what text can be recognised from.
    static let pixelsOfReadableScan = 500_000
    private static let maximumSignatures = 100
    private static let maximumImages = 64
    private static let maximumRevisions = 1000

    /// Scans a file's bytes; costs about 0.05 ms a megabyte where they are compressed.
    init(scanning source: UnsafeRawBufferPointer) {
        byteCount = source.count
        guard !source.isEmpty else { return }
        let head = UnsafeRawBufferPointer(rebasing: source.prefix(1024 + 16))
        let start = Self.find("%PDF-", in: head, from: 0)
        version = start.map { Self.version(head, at: $0 + 5) }
        scanNames(source)
        scanRevisions(source, start: start ?? 0)
    }

    private static func hasPixels(width: Int, height: Int, atLeast minimum: Int) -> Bool {
        guard min(width, height) > 0 else { return false }
        let (pixels, isHuge) = width.multipliedReportingOverflow(by: height)
        return isHuge || pixels >= minimum
    }

    private static func version(_ head: UnsafeRawBufferPointer, at start: Int) -> String {
        let digits = head[min(start, head.count)...].prefix(8).prefix { byte in
            (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".")
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private mutating func scanNames(_ source: UnsafeRawBufferPointer) {
        var width: (value: Int, at: Int)?
        var height: (value: Int, at: Int)?
        guard let base = source.baseAddress else { return }
        var position = 0
        while position < source.count,
            let found = memchr(base + position, Int32(UInt8(ascii: "/")), source.count - position)
        {
            let at = UnsafeRawPointer(found) - base
            position = at + 1
            guard position + 6 < source.count else { break }
            switch source[position] {
            case UInt8(ascii: "I") where Self.isName("Image", source, position): hasImages = true
            case UInt8(ascii: "W") where Self.isName("Width", source, position):
                width = (Self.number(source, position + 5) ?? Int.max, at)
            case UInt8(ascii: "H") where Self.isName("Height", source, position):
                height = (Self.number(source, position + 6) ?? Int.max, at)
            case UInt8(ascii: "R") where !mayBeRotated && Self.isName("Rotate", source, position):
                mayBeRotated = Self.number(source, position + 6) != 0
            case UInt8(ascii: "O") where Self.isName("ObjStm", source, position): mayBeRotated = true
            case UInt8(ascii: "E") where Self.isName("EmbeddedFile", source, position):
                hasEmbeddedFiles = true
            case UInt8(ascii: "E") where Self.isName("Encrypt", source, position): isEncrypted = true
            case UInt8(ascii: "L") where at < 1024 && Self.isName("Linearized", source, position):
                isLinearized = true
            case UInt8(ascii: "B") where Self.isName("ByteRange", source, position):
                if signedRanges.count < Self.maximumSignatures {
                    signedRanges.append(Self.numbers(source, position + 9))
                }
            default: continue
            }
            // The two stand in one dictionary when they stand this near.
            if let pixelsAcross = width, let pixelsDown = height, abs(pixelsAcross.at - pixelsDown.at) < 1000
            {
                noteImage(width: pixelsAcross.value, height: pixelsDown.value)
                (width, height) = (nil, nil)
            }
        }
    }

    private mutating func noteImage(width: Int, height: Int) {
        guard Self.hasPixels(width: width, height: height, atLeast: Self.pixelsOfScan),
            largeImages.count < Self.maximumImages,
            !largeImages.contains(where: { $0 == (width, height) })
        else { return }
        largeImages.append((width, height))
    }

    /// Whether the file holds a picture that can cover a page of that shape, by its size alone.
    ///
    /// - Parameters:
    ///   - shape: Width by height of the page as it is seen.
    ///   - pixels: Pictures with fewer do not count.
    /// - Returns: false when it surely holds none.
    func mayHaveScan(shape: Double, pixels: Int) -> Bool {
        guard hasImages else { return false }
        return largeImages.count == Self.maximumImages
            || largeImages.contains {
                Self.covers(width: $0.width, height: $0.height, shape: shape, pixels: pixels)
            }
    }

    /// Whether a picture of that many pixels can cover a page of that shape, upright or turned.
    static func covers(width: Int, height: Int, shape: Double, pixels: Int) -> Bool {
        guard hasPixels(width: width, height: height, atLeast: pixels) else { return false }
        // A size that is a reference to another object is not known here.
        if width == Int.max || height == Int.max { return true }
        let near = 0.8...1.25
        return near.contains(Double(width) / Double(height) / shape)
            || near.contains(Double(height) / Double(width) / shape)
    }

    /// Each save of the file ends with `startxref`, the place of its table, and `%%EOF`.
    ///
    /// The first of a linearized file's two stands for no save and gives 0 as the place.
    ///
    /// - Parameters:
    ///   - source: The file.
    ///   - start: Where its header stands; some writers count places from there.
    private mutating func scanRevisions(_ source: UnsafeRawBufferPointer, start: Int) {
        var position = 0
        while revisionEnds.count < Self.maximumRevisions,
            let at = Self.find("startxref", by: 5, in: source, from: position)
        {
            position = at + 9
            guard let place = Self.number(source, position), place > 0 else { continue }
            // The table of a PDF that is embedded uncompressed does not lie where its own counting says.
            hasTable =
                place < at && (Self.isTable(source, at: place) || Self.isTable(source, at: place + start))
            guard hasTable else { continue }
            let tail = UnsafeRawBufferPointer(rebasing: source.prefix(position + 64))
            let end = Self.find("%%EOF", in: tail, from: position)
            revisionEnds.append(end.map { $0 + 5 } ?? position)
        }
    }

    private static func isTable(_ source: UnsafeRawBufferPointer, at place: Int) -> Bool {
        var position = place
        while position < source.count, position < place + 8, isSpace(source[position]) { position += 1 }
        guard position < source.count else { return false }
        return (0x30...0x39).contains(source[position]) || isWord("xref", source, position)
    }

    // MARK: Bytes

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0
    }

    private static func isWord(_ word: StaticString, _ source: UnsafeRawBufferPointer, _ at: Int) -> Bool {
        guard let base = source.baseAddress, at >= 0, at <= source.count - word.utf8CodeUnitCount else {
            return false
        }
        return memcmp(base + at, word.utf8Start, word.utf8CodeUnitCount) == 0
    }

    /// Whether that name, and no longer one, stands there.
    private static func isName(_ name: StaticString, _ source: UnsafeRawBufferPointer, _ at: Int) -> Bool {
        guard isWord(name, source, at) else { return false }
        let next = at + name.utf8CodeUnitCount
        guard next < source.count else { return true }
        let byte = source[next]
        return isSpace(byte) || "/[]<>(){}%".utf8.contains(byte)
    }

    /// Where a word stands next, looking first for its byte at `key`: a rare one is found faster.
    private static func find(
        _ word: StaticString, by key: Int = 0, in source: UnsafeRawBufferPointer, from position: Int
    ) -> Int? {
        guard let base = source.baseAddress, position >= 0 else { return nil }
        let byte = Int32(word.utf8Start[key])
        var next = position + key
        while next < source.count, let found = memchr(base + next, byte, source.count - next) {
            let at = UnsafeRawPointer(found) - base
            if isWord(word, source, at - key) { return at - key }
            next = at + 1
        }
        return nil
    }

    /// The whole number that stands there; nil for none, or when it is a reference to another object.
    private static func number(_ source: UnsafeRawBufferPointer, _ start: Int) -> Int? {
        let values = numbers(source, start, maximum: 2)
        // "12 0 R" has two.
        return values.count == 1 ? values[0] : nil
    }

    /// The whole numbers that stand there, white space and brackets between them.
    private static func numbers(
        _ source: UnsafeRawBufferPointer, _ start: Int, maximum: Int = 4
    ) -> [Int] {
        var values: [Int] = []
        var position = start
        var current: Int?
        while position < source.count, position < start + 200, values.count < maximum {
            let byte = source[position]
            if (0x30...0x39).contains(byte) {
                let digit = Int(byte - 0x30)
                guard (current ?? 0) < 100_000_000_000_000 else { return values }
                current = (current ?? 0) * 10 + digit
            } else {
                if let value = current { values.append(value) }
                current = nil
                guard isSpace(byte) || byte == UInt8(ascii: "[") else { return values }
            }
            position += 1
        }
        if let value = current, values.count < maximum { values.append(value) }
        return values
    }
}
