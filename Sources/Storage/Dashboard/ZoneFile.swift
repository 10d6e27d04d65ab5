/// What a file of the time zone database says (RFC 9636: TZif, version 2 and later).
struct ZoneFile {
    private(set) var changes: [ZoneRules.Change] = []
    private(set) var first: Int64 = 0
    private(set) var rule: ZoneRule?

    /// Reads it; nil for anything else.
    init?(_ bytes: [UInt8]) {
        guard let old = Header(bytes[...]), old.version >= UInt8(ascii: "2") else { return nil }
        // The first block has times of four bytes; what counts is the second one.
        let body = bytes.dropFirst(Header.length + old.size(time: 4))
        guard let header = Header(body) else { return nil }
        let data = body.dropFirst(Header.length)
        guard data.count > header.size(time: 8), header.types > 0 else { return nil }
        let indices = header.changes * 8
        let types = indices + header.changes
        func number(_ place: Int, _ width: Int) -> Int64 {
            let start = data.startIndex + place
            let value = data[start..<(start + width)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let unused = UInt64(64 - 8 * width)
            return Int64(bitPattern: value << unused) >> Int64(unused)
        }
        for index in 0..<header.changes {
            let type = Int(data[data.startIndex + indices + index])
            guard type < header.types else { return nil }
            changes.append(
                ZoneRules.Change(at: number(index * 8, 8), offset: number(types + type * 6, 4)))
        }
        guard zip(changes, changes.dropFirst()).allSatisfy({ $0.at < $1.at }) else { return nil }
        first = number(types, 4)
        let footer = data.dropFirst(header.size(time: 8)).dropFirst().prefix { $0 != 10 }
        rule = ZoneRule(String(decoding: footer, as: UTF8.self))
    }

    private struct Header {
        static let length = 44
        let version: UInt8
        let utcMarks: Int
        let standardMarks: Int
        let leaps: Int
        let changes: Int
        let types: Int
        let letters: Int

        init?(_ bytes: ArraySlice<UInt8>) {
            guard bytes.count >= Self.length, bytes.starts(with: Array("TZif".utf8)) else { return nil }
            let start = bytes.startIndex
            version = bytes[start + 4]
            let counts = (0..<6).map { index in
                bytes[(start + 20 + index * 4)..<(start + 24 + index * 4)].reduce(0) { $0 << 8 | Int($1) }
            }
            // A file of a megabyte has no more of anything.
            guard counts.allSatisfy({ $0 <= 1 << 20 }) else { return nil }
            (utcMarks, standardMarks, leaps) = (counts[0], counts[1], counts[2])
            (changes, types, letters) = (counts[3], counts[4], counts[5])
        }

        func size(time: Int) -> Int {
            changes * (time + 1) + types * 6 + letters + leaps * (time + 4) + standardMarks + utcMarks
        }
    }
}
