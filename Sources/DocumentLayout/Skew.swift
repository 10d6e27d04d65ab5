package import AssayKit

/// How the lines of a scanned or photographed page run: straight, at an angle, or fanned out by perspective.
///
/// Measured on the words themselves, since readers give boxes on the picture as it is.
package struct Skew {
    /// Fall of a line for each point to the right, at the top and at the foot of the page.
    package var top: Float
    package var foot: Float
    /// The page's height and where its top lies, in the coordinates of its words.
    package var offset: Float
    package var height: Float

    /// A fall that a reader may notice: two points over the width of a page.
    private static let noticeable: Float = 0.0035
    private static let steepest: Float = 0.12

    /// The skew of a page, or nil when its lines run straight.
    package init?(_ words: [Token], offset: Float, height: Float) {
        guard words.count >= 20, height > 0 else { return nil }
        let samples = Self.samples(words)
        guard samples.count >= 10 else { return nil }
        let middle = offset + height / 2
        let all = Self.median(samples.map(\.fall))
        let upper = samples.filter { $0.y < middle }.map(\.fall)
        let lower = samples.filter { $0.y >= middle }.map(\.fall)
        top = upper.count >= 8 ? Self.median(upper) : all
        foot = lower.count >= 8 ? Self.median(lower) : all
        // The medians stand for the middles of their halves.
        let spread = (foot - top) / 2
        (top, foot) = (top - spread / 2, foot + spread / 2)
        guard max(abs(top), abs(foot)) > Self.noticeable, max(abs(top), abs(foot)) < Self.steepest else {
            return nil
        }
        self.offset = offset
        self.height = height
    }

    /// How far a word must be moved up to stand where its line begins.
    package func shift(_ box: Box) -> Float {
        let share = min(max((box.midY - offset) / height, 0), 1)
        return (top + (foot - top) * share) * box.midX
    }

    private static func median(_ values: [Float]) -> Float { values.sorted()[values.count / 2] }

    /// The fall between each word and the next one to its right, two words on where there is one.
    private static func samples(_ words: [Token]) -> [(fall: Float, y: Float)] {
        let order = words.indices.sorted {
            (words[$0].box.midY, words[$0].box.x0) < (words[$1].box.midY, words[$1].box.x0)
        }
        var samples: [(fall: Float, y: Float)] = []
        for (place, index) in order.enumerated() {
            let box = words[index].box
            guard words[index].letters + words[index].digits >= 3 else { continue }
            var best: (index: Int, distance: Float)?
            for near in max(0, place - 24)..<min(order.count, place + 24) {
                let other = words[order[near]].box
                let distance = other.x0 - box.x1
                guard distance > 0, distance < 12 * box.height,
                    words[order[near]].letters + words[order[near]].digits >= 3,
                    min(other.y1, box.y1) - max(other.y0, box.y0) > 0.4 * min(box.height, other.height),
                    abs(other.height - box.height) < 0.5 * box.height,
                    distance < best?.distance ?? .greatestFiniteMagnitude
                else { continue }
                best = (order[near], distance)
            }
            guard let best else { continue }
            let other = words[best.index].box
            let run = other.midX - box.midX
            guard run > 15 else { continue }
            samples.append((((other.midY - box.midY) / run), box.midY))
        }
        return samples
    }
}
