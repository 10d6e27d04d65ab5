import AssayKit

internal import Glibc

/// How restless the paper about words is: a scanner's or camera's noise lies over the whole page, and what was put in
/// afterwards has none or another.
struct PaperNoise {
    /// Fewer pixels of paper about a word tell nothing.
    static let fewestPixels = 120
    /// So many grey levels about the paper's own still are paper.
    private static let depth = 24
    /// The soft edges of letters reach so many pixels into the paper.
    private static let edge = 2

    /// The noise in grey levels (standard deviation), by the mask of Immerkær, "Fast noise variance estimation" (1996),
    /// on pixels around which all is paper; the median in place of the mean, for what is left of letters' edges.
    ///
    /// - Returns: nil where there is too little paper.
    static func level(_ pixels: GreyPixels, _ span: PixelSpan) -> Double? {
        let columns = inner(span.columns, of: pixels.width)
        let rows = inner(span.rows, of: pixels.height)
        guard columns.count > 2, rows.count > 2, columns.count * rows.count <= 2_000_000 else { return nil }
        let least = Self.paper(pixels, columns, rows) - depth
        var counts = [Int](repeating: 0, count: 2048)
        var count = 0
        for y in rows {
            // How many columns on from here all is paper, seen from the right end.
            var clear = 0
            for x in columns.lowerBound - edge..<columns.upperBound + edge {
                clear = isPaper(pixels, x, y, least) ? clear + 1 : 0
                let middle = x - edge
                guard clear > 2 * edge, columns.contains(middle) else { continue }
                counts[min(2047, curvature(pixels, middle, y))] += 1
                count += 1
            }
        }
        guard count >= fewestPixels else { return nil }
        return median(counts, of: count) / (6 * 0.6745)
    }

    /// What of a range has pixels enough on both sides; empty at the picture's edge.
    private static func inner(_ range: Range<Int>, of size: Int) -> Range<Int> {
        let start = max(edge, range.lowerBound)
        return start..<max(start, min(size - edge, range.upperBound))
    }

    /// Whether a pixel and those above and below it are paper.
    private static func isPaper(_ pixels: GreyPixels, _ x: Int, _ y: Int, _ least: Int) -> Bool {
        for row in y - edge...y + edge where pixels[x, row] < least { return false }
        return true
    }

    private static func curvature(_ pixels: GreyPixels, _ x: Int, _ y: Int) -> Int {
        let sides = pixels[x - 1, y] + pixels[x + 1, y] + pixels[x, y - 1] + pixels[x, y + 1]
        let corners =
            pixels[x - 1, y - 1] + pixels[x + 1, y - 1] + pixels[x - 1, y + 1] + pixels[x + 1, y + 1]
        return abs(4 * pixels[x, y] - 2 * sides + corners)
    }

    /// The median of counted whole numbers, in between where many are the same.
    private static func median(_ counts: [Int], of all: Int) -> Double {
        var below = 0
        for (value, count) in counts.enumerated() where count > 0 {
            if (below + count) * 2 >= all {
                let share = (Double(all) / 2 - Double(below)) / Double(count)
                return max(0, Double(value) - 0.5 + share)
            }
            below += count
        }
        return 0
    }

    /// The grey of the paper: a quarter of the pixels is lighter.
    private static func paper(_ pixels: GreyPixels, _ columns: Range<Int>, _ rows: Range<Int>) -> Int {
        var counts = [Int](repeating: 0, count: 256)
        for y in rows { for x in columns { counts[pixels[x, y]] += 1 } }
        var (paper, lighter) = (255, 0)
        let quarter = columns.count * rows.count / 4
        while paper > 0, lighter + counts[paper] < quarter {
            lighter += counts[paper]
            paper -= 1
        }
        return paper
    }

    /// The noise about many words of a page.
    private let levels: Sample

    /// What one word's noise is compared with.
    init(_ levels: [Double]) { self.levels = Sample(levels.map(Self.scaled)) }

    /// How many words it rests on.
    var count: Int { levels.count }

    /// The usual noise in grey levels.
    var usual: Double? { levels.median.map { exp2($0) - Self.floor } }

    /// By how many robust standard deviations a level differs from the usual one; below 0: quieter.
    func deviation(of level: Double) -> Double? {
        guard let median = levels.median, let spread = levels.deviation else { return nil }
        return (Self.scaled(level) - median) / max(1.4826 * spread, Self.leastSpread)
    }

    /// Noise is compared by its ratio.
    private static func scaled(_ level: Double) -> Double { log2(level + floor) }
    private static let floor = 0.1
    private static let leastSpread = 0.2
}
