internal import AssayKit

extension Sketch {
    /// A page with its lines, blocks and candidates.
    static func page(_ json: JSONValue) -> Page? {
        guard let number = json["page"]?.intValue, let width = json["width"]?.doubleValue,
            let height = json["height"]?.doubleValue, width > 0, height > 0, width < 20_000, height < 20_000
        else { return nil }
        var lines: [Int: Box] = [:]
        var order: [Int] = []
        var candidates: [Mark] = []
        for word in json["words"]?.arrayValue ?? [] {
            guard let box = Box(word["box"]) else { continue }
            let line = word["line"]?.intValue ?? 0
            if let known = lines[line] {
                lines[line] = known.union(box)
            } else {
                lines[line] = box
                order.append(line)
            }
            guard let text = word["text"]?.stringValue, isCandidate(text) else { continue }
            candidates.append(
                Mark(role: .candidate, box: box, label: "", confidence: word["confidence"]?.doubleValue))
        }
        let boxes = order.compactMap { lines[$0] }
        let marks =
            blocks(of: boxes).map { Mark(role: .block, box: $0, label: "", confidence: nil) }
            + boxes.map { Mark(role: .line, box: $0, label: "", confidence: nil) }
        return Page(number: number, width: width, height: height, marks: marks + candidates)
    }

    /// Lines below each other, with less than a line's height between them and a common stretch, are a block.
    private static func blocks(of lines: [Box]) -> [Box] {
        var blocks: [Box] = []
        for line in lines.sorted(by: { ($0.y0, $0.x0) < ($1.y0, $1.x0) }) {
            let near = blocks.lastIndex { block in
                line.y0 - block.y1 < 0.8 * (line.y1 - line.y0) && line.x0 < block.x1 && block.x0 < line.x1
            }
            if let near { blocks[near] = blocks[near].union(line) } else { blocks.append(line) }
        }
        return blocks
    }

    /// Whether a word looks like an amount, a date or an identifier.
    private static func isCandidate(_ text: String) -> Bool {
        let digits = text.filter(\.isNumber).count
        guard digits > 0 else { return false }
        let isAmount = Amount(printed: text) != nil && text.contains { $0 == "." || $0 == "," }
        let isLong = text.count >= 6 && digits * 3 >= text.count
        return isAmount || isLong
    }
}
