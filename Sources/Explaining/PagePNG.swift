/// The picture of a page, as a PNG that a worker has made.
package struct PagePNG: Sendable {
    /// A complete PNG file.
    package let bytes: [UInt8]
    /// Pixels.
    package let width, height: Int

    /// A PNG with its size in pixels.
    package init(bytes: [UInt8], width: Int, height: Int) {
        self.bytes = bytes
        self.width = width
        self.height = height
    }

    /// What a PDF needs to show the picture without unpacking it.
    struct Parts {
        let width, height: Int
        /// Samples a pixel: 1 grey or an index, 3 colours.
        let channels: Int
        /// Red, green, blue of each index; empty without a palette.
        let palette: [UInt8]
        /// The deflated rows of all IDAT chunks.
        let data: [UInt8]
    }

    /// The chunks of an 8-bit picture without transparency and interlacing; nil for any other.
    ///
    /// Source: W3C, Portable Network Graphics, second edition, section 5.
    var parts: Parts? {
        var place = 8
        var header: (width: Int, height: Int, kind: UInt8)?
        var (palette, data): ([UInt8], [UInt8]) = ([], [])
        while let length = number(at: place), place + 12 + length <= bytes.count {
            let type = String(decoding: bytes[(place + 4)..<(place + 8)], as: UTF8.self)
            let body = bytes[(place + 8)..<(place + 8 + length)]
            switch type {
            case "IHDR":
                guard length == 13, let width = number(at: place + 8), let height = number(at: place + 12)
                else { return nil }
                let rest = Array(body.suffix(5))
                // Depth 8, deflated, filtered by rows, not interlaced.
                guard rest[0] == 8, rest[2] == 0, rest[3] == 0, rest[4] == 0 else { return nil }
                header = (width, height, rest[1])
            case "PLTE": palette = Array(body)
            case "IDAT": data += body
            default: break
            }
            place += 12 + length
        }
        guard let header, header.width > 0, header.height > 0, !data.isEmpty else { return nil }
        switch header.kind {
        case 0: return Parts(width: header.width, height: header.height, channels: 1, palette: [], data: data)
        case 2: return Parts(width: header.width, height: header.height, channels: 3, palette: [], data: data)
        case 3 where !palette.isEmpty:
            return Parts(
                width: header.width, height: header.height, channels: 1, palette: palette, data: data)
        default: return nil
        }
    }

    /// Four bytes, the highest first; nil beyond the end or for more than a page's picture ever has.
    private func number(at place: Int) -> Int? {
        guard place >= 0, place + 4 <= bytes.count else { return nil }
        let value = bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
        return value <= 1 << 28 ? value : nil
    }
}
