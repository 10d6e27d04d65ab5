/// Parts a picture's edge points into tiles and finds out how the lines of each lean.
struct LeaningTiles {
    /// Tiles in the direction of the lines.
    static let columns = 3
    /// Tiles from line to line.
    static let rows = 8
    /// The steepest slope that is looked for: 15 degrees.
    static let steepest: Float = 0.27
    /// Fewer points tell nothing.
    static let fewest = 40

    /// More say no more; of dense text every so many are enough.
    static let most = 256

    /// Those tiles that have lines.
    private(set) var tiles: [LeaningTile] = []

    /// The tiles of some points.
    init(_ points: EdgePoints) {
        let (columns, rows) = (Self.columns, Self.rows)
        let long = 2 * points.reach / Float(columns)
        let wide = 2 * points.spread / Float(rows)
        guard long > 8, wide > 8 else { return }
        var parts = [[EdgePoints.Place]](repeating: [], count: columns * rows)
        for place in points.places {
            let column = min(max(Int((place.along + points.reach) / long), 0), columns - 1)
            let row = min(max(Int((place.beside + points.spread) / wide), 0), rows - 1)
            parts[row * columns + column].append(
                EdgePoints.Place(
                    along: place.along + points.reach - (Float(column) + 0.5) * long,
                    beside: place.beside + points.spread - Float(row) * wide))
        }
        let bin = max(2, max(points.reach, points.spread) / 500)
        let step = 2 * bin / long
        let steps = Int(Self.steepest / step)
        let slack = Int(Self.steepest * long / 2 / bin) + 2
        let bins = Int(wide / bin) + 2 * slack + 2
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: bins) { counts in
            for (number, part) in parts.enumerated() where part.count >= Self.fewest {
                let every = (part.count - 1) / Self.most + 1
                var scores: [Double] = []
                for turn in -steps...steps {
                    counts.update(repeating: 0)
                    let slope = Float(turn) * step
                    for index in stride(from: 0, to: part.count, by: every) {
                        let place = part[index]
                        counts[Int((place.beside - slope * place.along) / bin) + slack] += 1
                    }
                    var score = 0
                    for count in counts { score += Int(count) * Int(count) }
                    scores.append(Double(score))
                }
                guard let found = Self.peak(scores) else { continue }
                tiles.append(
                    LeaningTile(
                        along: Double((Float(number % columns) + 0.5) * long - points.reach),
                        beside: Double((Float(number / columns) + 0.5) * wide - points.spread),
                        breadth: Double(wide), slope: (found.place - Double(steps)) * Double(step),
                        clearness: found.clearness,
                        count: part.count))
            }
        }
    }

    /// Where the highest score lies between its neighbours, and by how many deviations it stands out.
    private static func peak(_ scores: [Double]) -> (place: Double, clearness: Double)? {
        guard let highest = scores.max(), let index = scores.firstIndex(of: highest),
            index > 0, index < scores.count - 1
        else { return nil }
        let others = scores.enumerated().filter { abs($0.offset - index) > 3 }.map(\.element)
        guard others.count > 4 else { return nil }
        let mean = others.reduce(0, +) / Double(others.count)
        let variance = others.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(others.count)
        let (before, after) = (scores[index - 1], scores[index + 1])
        let curve = before - 2 * highest + after
        let shift = curve < 0 ? 0.5 * (before - after) / curve : 0
        return (Double(index) + shift, (highest - mean) / max(variance.squareRoot(), mean * 0.01, 1))
    }
}
