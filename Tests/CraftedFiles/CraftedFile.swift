/// Picture files made byte by byte, so that each says exactly what a test wants it to say.
package enum CraftedFile {
    package static func big(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
    }

    package static func little(_ value: Int, _ count: Int) -> [UInt8] { big(value, count).reversed() }

    package static func pngChunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        big(data.count, 4) + Array(name.utf8) + data + [0, 0, 0, 0]
    }

    package static func png(width: Int, height: Int, chunks: [[UInt8]] = []) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + pngChunk("IHDR", big(width, 4) + big(height, 4) + [8, 2, 0, 0, 0]) + chunks.flatMap { $0 }
            + pngChunk("IDAT", [1, 2, 3]) + pngChunk("IEND", [])
    }

    package static func jpegSegment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
        [0xFF, marker] + big(data.count + 2, 2) + data
    }

    package static func jpeg(width: Int, height: Int, segments: [[UInt8]] = []) -> [UInt8] {
        [0xFF, 0xD8] + segments.flatMap { $0 }
            + jpegSegment(
                0xC0, [8] + big(height, 2) + big(width, 2) + [3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1])
            + [0xFF, 0xDA, 0, 2, 0xFF, 0xD9]
    }

    package static func jfif(dpi: Int) -> [UInt8] {
        jpegSegment(0xE0, Array("JFIF".utf8) + [0, 1, 2, 1] + big(dpi, 2) + big(dpi, 2) + [0, 0])
    }

    package static func exifSegment(orientation: Int, software: String = "", bigEndian: Bool = false)
        -> [UInt8]
    {
        jpegSegment(
            0xE1,
            Array("Exif".utf8) + [0, 0]
                + exif(orientation: orientation, software: software, bigEndian: bigEndian))
    }

    package static func exif(orientation: Int, software: String, bigEndian: Bool = false) -> [UInt8] {
        var entries: [TIFFEntry] = [TIFFEntry(tag: 0x0112, type: 3, values: [orientation])]
        if !software.isEmpty { entries.append(TIFFEntry(tag: 0x0131, text: software)) }
        return tiff([entries], bigEndian: bigEndian)
    }

    package static func gif(
        width: Int, height: Int, frames: Int, frameWidth: Int? = nil, frameHeight: Int? = nil
    )
        -> [UInt8]
    {
        let frame =
            [0x2C] + little(0, 2) + little(0, 2) + little(frameWidth ?? width, 2)
            + little(frameHeight ?? height, 2)
            + [0, 2, 2, 0x4C, 0x01, 0]
        let lead = Array("GIF89a".utf8) + little(width, 2) + little(height, 2) + [0x80, 0, 0]
        return lead + [0, 0, 0, 255, 255, 255] + (0..<frames).flatMap { _ in frame } + [0x3B]
    }

    package static func bmp(width: Int, height: Int, depth: Int = 24, compression: Int = 0, dpi: Int = 0)
        -> [UInt8]
    {
        let perMetre = little(Int((Double(dpi) / 0.0254).rounded()), 4)
        return Array("BM".utf8) + little(70, 4) + little(0, 4) + little(54, 4) + little(40, 4)
            + little(width, 4)
            + little(height, 4) + little(1, 2) + little(depth, 2) + little(compression, 4) + little(0, 4)
            + perMetre
            + perMetre + little(0, 8) + [0, 0, 0, 0]
    }

    package static func webpChunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        Array(name.utf8) + little(data.count, 4) + data + (data.count % 2 == 1 ? [0] : [])
    }

    package static func webp(_ chunks: [[UInt8]]) -> [UInt8] {
        let body = Array("WEBP".utf8) + chunks.flatMap { $0 }
        return Array("RIFF".utf8) + little(body.count, 4) + body
    }

    package static func webpCanvas(width: Int, height: Int) -> [UInt8] {
        webpChunk("VP8X", little(0, 4) + little(width - 1, 3) + little(height - 1, 3))
    }

    package static func webpLossless(width: Int, height: Int) -> [UInt8] {
        webpChunk("VP8L", [0x2F] + little((width - 1) | (height - 1) << 14, 4))
    }

    package static func webpLossy(width: Int, height: Int) -> [UInt8] {
        webpChunk("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A] + little(width, 2) + little(height, 2))
    }

    package static func webpFrame(width: Int, height: Int) -> [UInt8] {
        webpChunk(
            "ANMF",
            little(0, 6) + little(width - 1, 3) + little(height - 1, 3) + little(100, 4)
                + webpLossless(width: width, height: height))
    }

    package static func jpeg2000(width: Int, height: Int) -> [UInt8] {
        [0xFF, 0x4F, 0xFF, 0x51] + big(47, 2) + big(0, 2) + big(width, 4) + big(height, 4) + big(0, 8)
            + big(width, 4) + big(height, 4) + big(0, 8) + big(3, 2)
    }

    /// An entry of a TIFF directory.
    package struct TIFFEntry {
        var tag: Int
        var type: Int
        var values: [Int] = []
        var text: [UInt8] = []

        package init(tag: Int, type: Int, values: [Int]) {
            self.tag = tag
            self.type = type
            self.values = values
        }

        package init(tag: Int, text: String) {
            self.tag = tag
            type = 2
            self.text = Array(text.utf8) + [0]
        }
    }

    package static func tiffPage(
        width: Int, height: Int, dpi: Int = 0, orientation: Int = 0, subfile: Int = 0, tile: Int = 0
    ) -> [TIFFEntry] {
        var entries = [
            TIFFEntry(tag: 0x00FE, type: 4, values: [subfile]),
            TIFFEntry(tag: 0x0100, type: 4, values: [width]),
            TIFFEntry(tag: 0x0101, type: 4, values: [height]),
        ]
        if orientation > 0 { entries.append(TIFFEntry(tag: 0x0112, type: 3, values: [orientation])) }
        if dpi > 0 {
            entries.append(TIFFEntry(tag: 0x011A, type: 5, values: [dpi, 1]))
            entries.append(TIFFEntry(tag: 0x011B, type: 5, values: [dpi, 1]))
        }
        if tile > 0 {
            entries.append(TIFFEntry(tag: 0x0142, type: 4, values: [tile]))
            entries.append(TIFFEntry(tag: 0x0143, type: 4, values: [tile]))
        }
        return entries
    }

    /// A file of these directories; `loops` lets the last point at the first.
    package static func tiff(_ pages: [[TIFFEntry]], bigEndian: Bool = false, loops: Bool = false) -> [UInt8]
    {
        func number(_ value: Int, _ count: Int) -> [UInt8] {
            bigEndian ? big(value, count) : little(value, count)
        }
        var file = Array((bigEndian ? "MM" : "II").utf8) + number(42, 2) + number(8, 4)
        for (index, page) in pages.enumerated() {
            let start = file.count
            var values: [UInt8] = []
            let valuesStart = start + 2 + page.count * 12 + 4
            var directory = number(page.count, 2)
            for entry in page {
                let size = entry.type == 3 ? 2 : 4
                let data = entry.text.isEmpty ? entry.values.flatMap { number($0, size) } : entry.text
                let count = entry.text.isEmpty ? (entry.type == 5 ? 1 : entry.values.count) : data.count
                directory += number(entry.tag, 2) + number(entry.type, 2) + number(count, 4)
                if data.count <= 4 {
                    directory += data + [UInt8](repeating: 0, count: 4 - data.count)
                } else {
                    directory += number(valuesStart + values.count, 4)
                    values += data + (data.count % 2 == 1 ? [0] : [])
                }
            }
            let isLast = index == pages.count - 1
            directory += number(isLast ? (loops ? 8 : 0) : valuesStart + values.count, 4)
            file += directory + values
        }
        return file
    }
}
