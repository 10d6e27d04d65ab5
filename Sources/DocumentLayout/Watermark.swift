internal import AssayKit

/// Tells words that are printed across others: "DUPLICATE", slanting over the page.
enum Watermark {
    /// How much taller than the text its letters are.
    private static let share: Float = 2.5
    /// More words than that are no watermark.
    private static let most = 60

    /// Takes out the tall words of a page where they run over its text.
    ///
    /// A slanting watermark comes as single letters, each at its own height; one of them over text tells of all.
    static func remove(from words: inout [Token]) {
        guard words.count > 20 else { return }
        let heights = words.map(\.box.height).sorted()
        let limit = heights[heights.count / 2] * share
        let tall = words.indices.filter { words[$0].box.height > limit }
        guard !tall.isEmpty, tall.count <= most, tall.count * 4 < words.count else { return }
        let crossed = tall.filter { place in
            let box = words[place].box
            return words.contains { $0.box.height <= limit && covers(box, $0.box) }
        }
        let letters = tall.filter { words[$0].rawRange.count <= 2 }
        let isWatermark = crossed.count >= 2 || (crossed.count == 1 && tall.count == 1)
        guard isWatermark else { return }
        let removed = Set(crossed).union(letters)
        words = words.indices.filter { !removed.contains($0) }.map { words[$0] }
    }

    /// Whether the middle of a tall word's box, without the empty space of its line, lies over another word.
    private static func covers(_ tall: Box, _ word: Box) -> Bool {
        let edge = tall.height * 0.25
        let y0 = tall.y0 + edge
        let y1 = tall.y1 - edge
        let width = min(tall.x1, word.x1) - max(tall.x0, word.x0)
        let height = min(y1, word.y1) - max(y0, word.y0)
        return width > 0.2 * min(tall.width, word.width) && height > 0.5 * word.height
    }
}
