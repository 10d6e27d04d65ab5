import AssayKit
import CTesseract
import Raster

extension TesseractSession {
    /// A word, or the part of one that stands in one cell.
    private struct Piece {
        var text: [UInt8] = []
        var left = Int.max, top = Int.max, right = 0, bottom = 0
        var cell: Int?
    }

    /// The words of the last recognition; where the lines of a table were taken away, no word crosses them.
    func words(_ cells: CellAlignment?) -> [RecognisedWord] {
        guard let results = TessBaseAPIGetIterator(handle) else { return [] }
        defer { TessResultIteratorDelete(results) }
        let page = TessResultIteratorGetPageIterator(results)
        var words: [RecognisedWord] = []
        var (line, block) = (0, 0)
        repeat {
            if TessPageIteratorIsAtBeginningOf(page, RIL_BLOCK) != 0 { block += 1 }
            if TessPageIteratorIsAtBeginningOf(page, RIL_TEXTLINE) != 0 {
                line += 1
                if let last = words.indices.last { words[last].endsLine = true }
            }
            guard let whole = Self.piece(results, RIL_WORD) else { continue }
            for piece in Self.split(whole, at: results, cells) {
                words.append(
                    RecognisedWord(
                        text: piece.text, left: piece.left, top: piece.top, right: piece.right,
                        bottom: piece.bottom,
                        confidence: TessResultIteratorConfidence(results, RIL_WORD) / 100, line: max(line, 1),
                        block: max(block, 1), cell: piece.cell, endsLine: false))
            }
        } while TessResultIteratorNext(results, RIL_WORD) != 0
        if let last = words.indices.last { words[last].endsLine = true }
        return words
    }

    /// What stands at the iterator; nil for space.
    private static func piece(_ results: OpaquePointer, _ level: TessPageIteratorLevel) -> Piece? {
        guard let text = TessResultIteratorGetUTF8Text(results, level) else { return nil }
        defer { TessDeleteText(text) }
        let bytes = Array(UnsafeBufferPointer(start: text, count: length(text))).map(
            UInt8.init(bitPattern:))
        var (left, top, right, bottom): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        let place = TessResultIteratorGetPageIteratorConst(results)
        guard bytes.contains(where: { $0 > 0x20 }),
            TessPageIteratorBoundingBox(place, level, &left, &top, &right, &bottom) != 0
        else { return nil }
        return Piece(text: bytes, left: Int(left), top: Int(top), right: Int(right), bottom: Int(bottom))
    }

    /// A word's parts by cell; most words stand in one.
    private static func split(
        _ whole: Piece, at results: OpaquePointer, _ cells: CellAlignment?
    ) -> [Piece] {
        var whole = whole
        guard let cells, !cells.moves.isEmpty else { return [whole] }
        let middle = (whole.top + whole.bottom) / 2
        let quarter = (whole.right - whole.left) / 4
        whole.cell = cells.cell(x: (whole.left + whole.right) / 2, y: middle)
        let ends = (
            cells.cell(x: whole.left + quarter / 2, y: middle),
            cells.cell(x: whole.right - quarter / 2, y: middle)
        )
        guard ends.0 != ends.1, ends.0 != nil, ends.1 != nil,
            let symbols = TessResultIteratorCopy(results)
        else { return [whole] }
        defer { TessResultIteratorDelete(symbols) }
        var pieces: [Piece] = []
        let place = TessResultIteratorGetPageIterator(symbols)
        repeat {
            guard let symbol = piece(symbols, RIL_SYMBOL) else { continue }
            let cell = cells.cell(x: (symbol.left + symbol.right) / 2, y: middle)
            if var last = pieces.last, cell == last.cell || cell == nil {
                last.text += symbol.text
                (last.left, last.right) = (min(last.left, symbol.left), max(last.right, symbol.right))
                pieces[pieces.count - 1] = last
            } else {
                pieces.append(
                    Piece(
                        text: symbol.text, left: symbol.left, top: whole.top, right: symbol.right,
                        bottom: whole.bottom, cell: cell))
            }
            if TessPageIteratorIsAtFinalElement(place, RIL_WORD, RIL_SYMBOL) != 0 { break }
        } while TessResultIteratorNext(symbols, RIL_SYMBOL) != 0
        return pieces.isEmpty ? [whole] : pieces
    }

    private static func length(_ text: UnsafePointer<CChar>) -> Int {
        var count = 0
        while text[count] != 0 { count += 1 }
        return count
    }
}
