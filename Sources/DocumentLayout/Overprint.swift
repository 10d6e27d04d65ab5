internal import AssayKit

/// Leaves out what recognition made of marks over the print: pen, stamps, folds.
///
/// Where a mark runs through a line, its pieces are read as words of a line of their own, over words that are read
/// well. Nothing else is printed at one place twice.
enum Overprint {
    /// Words that are surer than this are left.
    private static let doubtful: Float = 0.5
    /// How much surer the word below must be.
    private static let surer: Float = 0.25
    /// The share of a word that must lie on surer ones.
    private static let covered: Float = 0.5
    private static let bucketHeight: Float = 16
    /// A hostile page may put thousands of words at one height.
    private static let most = 256

    /// Drops recognised words that lie over surer ones of another line.
    static func drop(from words: inout [Token]) {
        guard words.contains(where: { $0.flags.contains(.recognised) && $0.confidence < doubtful }) else {
            return
        }
        var buckets: [Int: [Int]] = [:]
        for (place, word) in words.enumerated() where word.confidence >= doubtful / 2 + surer {
            for bucket in range(of: word.box) where buckets[bucket, default: []].count < most {
                buckets[bucket, default: []].append(place)
            }
        }
        let all = words
        words.removeAll { word in
            guard word.flags.contains(.recognised), word.confidence < doubtful, word.box.width > 0,
                word.box.height > 0
            else { return false }
            var seen: Set<Int> = []
            var shared: Float = 0
            for bucket in range(of: word.box) {
                for place in buckets[bucket] ?? [] where seen.insert(place).inserted {
                    let other = all[place]
                    guard other.confidence >= word.confidence + surer, other.line != word.line else {
                        continue
                    }
                    let width = min(word.box.x1, other.box.x1) - max(word.box.x0, other.box.x0)
                    let height = min(word.box.y1, other.box.y1) - max(word.box.y0, other.box.y0)
                    if width > 0, height > 0 { shared += width * height }
                }
            }
            return shared >= covered * word.box.width * word.box.height
        }
    }

    private static func range(of box: Box) -> ClosedRange<Int> {
        let first = Int(box.y0 / bucketHeight)
        return first...max(first, min(Int(box.y1 / bucketHeight), first + 64))
    }
}
