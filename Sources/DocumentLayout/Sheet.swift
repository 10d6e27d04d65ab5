package import AssayKit

/// All words of a document, laid out: pages below each other, words in rows, rows in segments.
///
/// `tokens` is in reading order: row by row from the top, in each row from the left. Invariants: ``rows`` and
/// ``segments`` cover `tokens` without a gap; the rows of a page are neighbours.
package struct Sheet {
    /// One page of the document on the sheet.
    package struct Page {
        /// From 1.
        package var number: Int
        /// Where its top edge lies on the sheet.
        package var offset: Float
        package var width: Float
        package var height: Float
        /// Places in ``Sheet/rows``.
        package var rows: Range<Int> = 0..<0
    }

    package var raw: [UInt8] = []
    package var keys: [UInt8] = []
    /// For each folded byte, where the printed one lies in `raw`.
    package var keyOrigin: [Int32] = []
    package var tokens: [Token] = []
    package var segments: [Segment] = []
    package var rows: [Row] = []
    package var pages: [Page] = []
    /// Whether most words come from OCR, so that labels may be misspelt.
    package var isRecognised = false

    /// The text of words in one row, with single spaces; `start` is a place in `raw` inside the first word, when only
    /// its end is wanted.
    package func text(_ range: ClosedRange<Int>, from start: Int? = nil) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count * 8)
        for index in range {
            let token = tokens[index]
            if index > range.lowerBound { bytes.append(0x20) }
            let lower = index == range.lowerBound ? max(Int(token.rawStart), start ?? 0) : Int(token.rawStart)
            bytes.append(contentsOf: raw[min(lower, Int(token.rawEnd))..<Int(token.rawEnd)])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The box around words.
    package func box(_ range: ClosedRange<Int>) -> Box {
        var box = tokens[range.lowerBound].box
        for index in range.dropFirst() { box = box.union(tokens[index].box) }
        return box
    }

    /// The least confidence among words.
    package func confidence(_ range: ClosedRange<Int>) -> Double {
        var least: Float = 1
        for index in range where !tokens[index].isPunctuation { least = min(least, tokens[index].confidence) }
        return Double(least)
    }

    /// A box of the sheet as a page number and a box on that page.
    package func place(_ box: Box, page: Int) -> (page: Int, box: Box) {
        guard pages.indices.contains(page) else { return (1, box) }
        let offset = pages[page].offset
        return (pages[page].number, Box(box.x0, box.y0 - offset, box.x1, box.y1 - offset))
    }

    /// The row that holds a word, by bisection.
    package func row(of token: Int) -> Int {
        var low = 0
        var high = rows.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if rows[middle].first <= token { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// The segment that holds a word, by bisection.
    package func segment(of token: Int) -> Int {
        var low = 0
        var high = segments.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if segments[middle].first <= token { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// Whether a word's folded bytes are these.
    package func key(_ token: Int, equals text: StaticString) -> Bool {
        let range = tokens[token].keyRange
        guard range.count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { wanted in
            for (index, byte) in wanted.enumerated() where keys[range.lowerBound + index] != byte {
                return false
            }
            return true
        }
    }
}
