import AssayKit
import RuleEngine

extension PictureRules {
    /// Source: policy; figures of one printed line stand on one level.
    static let level = Rule(
        RuleCard(
            "IMG-03", "A key field off its line", .low, scope: .file,
            when:
                "on a scan or photo a key field stands higher or lower than the other figures of its line, three or more of "
                + "its size, by more than 3 robust standard deviations and a fifth of its height, and less than half of it",
            evidence: "the field, and by how much it is off, in points",
            basis: .policy("figures of one printed line stand on one level"),
            tolerance: "3 standard deviations, 20 % of the height",
            falsePositives: [
                "handwriting and stamps", "crumpled paper", "forms that were filled in by another printer",
            ],
            fields: AppearanceRules.keyFields)
    ) { input in
        guard input.document.isRecognised else { return .notApplicable }
        var findings: [Finding] = []
        var isMeasured = false
        for name in AppearanceRules.keyFields {
            guard let words = input.document.fieldWords[name], words.count <= 8 else { continue }
            let others = (input.document.fieldLines[name] ?? []).filter(isLevel)
            for word in words where isLevel(word) {
                guard let line = TextLevel(of: others, beside: word) else { continue }
                isMeasured = true
                let off = line.distance(to: word)
                // What is off by half a line stands in another one.
                guard abs(off) > max(3 * line.spread, word.box.height / 5), abs(off) < word.box.height * 0.45
                else { continue }
                var reading = input.reading()
                guard let field = reading.field(name) else { continue }
                let points = Amount(micros: Int64((Double(abs(off)) * 10).rounded()) * 100_000, scale: 1).text
                findings.append(
                    reading.finding(
                        "The \(name.split(separator: "_").joined(separator: " ")) \(field.value) stands \(points) points "
                            + "\(off > 0 ? "lower" : "higher") than its line",
                        expected: "the level of the \(line.count) figures beside it",
                        observed: "\(points) points \(off > 0 ? "below" : "above")"))
                break
            }
        }
        if !isMeasured {
            return input.document.fieldWords.isEmpty
                ? .notApplicable : .inconclusive("no key field has enough words beside it")
        }
        return .of(findings)
    }

    /// Whether a word is a figure, whose upper edge is that of digits.
    private static func isLevel(_ word: DocumentFacts.Word) -> Bool {
        guard word.text.utf8.count >= 2, word.text.utf8.count <= 40 else { return false }
        let isPlain = word.text.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2C, 0x2E, 0x2D, 0x3A, 0x25: true
            default: false
            }
        }
        // Labels and headings may be set on a level of their own; figures of one row are not.
        return isPlain && word.text.utf8.contains { (0x30...0x39).contains($0) }
    }
}

/// The straight line along the upper edges of a line's words.
struct TextLevel {
    /// How many words it rests on.
    let count: Int
    /// Points; how far words are off it, robustly.
    let spread: Float
    private let slope: Float
    private let height: Float

    /// The level of words as high as another, which stands among or near them; nil for fewer than three.
    init?(of words: [DocumentFacts.Word], beside word: DocumentFacts.Word) {
        let tall = word.box.height
        let fitting = words.filter { other in
            other.page == word.page && tall > 0 && abs(other.box.height - tall) <= 0.2 * tall
        }.prefix(64)
        let tops = fitting.map { (x: ($0.box.x0 + $0.box.x1) / 2, y: $0.box.y0) }
        guard tops.count >= 3, let left = fitting.map(\.box.x0).min(), let right = fitting.map(\.box.x1).max()
        else { return nil }
        // Farther out the slope of few words tells little.
        let reach = (right - left) / 2
        guard word.box.x0 >= left - reach, word.box.x1 <= right + reach else { return nil }
        let slopes = tops.indices.flatMap { one in
            tops.indices.filter { $0 > one && abs(tops[$0].x - tops[one].x) > tall }.map { other in
                Double((tops[other].y - tops[one].y) / (tops[other].x - tops[one].x))
            }
        }
        let slope = Float(Sample(slopes).median ?? 0)
        // A line that is steeper is none.
        guard abs(slope) < 0.3, let height = Sample(tops.map { Double($0.y - slope * $0.x) }).median else {
            return nil
        }
        self.slope = slope
        self.height = Float(height)
        let off = Sample(tops.map { Double($0.y - slope * $0.x) - height })
        spread = Float(1.4826 * (off.deviation ?? 0))
        count = tops.count
        // Where words of one line differ so much they stand on several.
        if spread > 0.12 * tall { return nil }
    }

    /// By how many points a word's upper edge is below the line.
    func distance(to word: DocumentFacts.Word) -> Float {
        word.box.y0 - height - slope * (word.box.x0 + word.box.x1) / 2
    }
}
