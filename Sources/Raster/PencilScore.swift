/// How well a picture's edge points fall into the lines of a family.
struct PencilScore {
    private let points: EdgePoints
    /// Pixels that count as one place.
    private let bin: Float
    private let slack: Int
    private let bins: Int

    init(_ points: EdgePoints) {
        self.points = points
        bin = max(2, max(points.reach, points.spread) / 500)
        slack = Int(points.reach * 0.6 / bin) + 4
        bins = Int(2 * points.spread / bin) + 2 * slack + 4
    }

    /// The sum of squares of how many points lie on each line: the fewer lines hold them, the higher.
    func score(_ pencil: LinePencil) -> Double {
        let (slope, convergence) = (Float(pencil.slope), Float(pencil.convergence))
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: bins) { counts in
            counts.update(repeating: 0)
            for place in points.places {
                let crossing = (place.beside - slope * place.along) / (1 + convergence * place.along)
                let index = Int((crossing + points.spread) / bin) + slack
                if counts.indices.contains(index) { counts[index] += 1 }
            }
            var sum = 0.0
            for count in counts { sum += Double(count) * Double(count) }
            return sum
        }
    }

    /// The family with the highest score near one, by ever smaller steps.
    func best(near start: LinePencil, converging: Bool) -> (pencil: LinePencil, score: Double) {
        var best = (pencil: start, score: score(start))
        var (turn, bend) = (
            Double(bin / points.reach), Double(bin / (points.reach * points.spread))
        )
        for _ in 0..<3 {
            for _ in 0..<6 {
                let before = best.score
                for (turns, bends) in [
                    (1.0, 0.0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1),
                ]
                where converging || bends == 0 {
                    let next = LinePencil(
                        slope: best.pencil.slope + turns * turn,
                        convergence: best.pencil.convergence + bends * bend)
                    let score = score(next)
                    if score > best.score { best = (next, score) }
                }
                if best.score <= before { break }
            }
            turn /= 2
            bend /= 2
        }
        return best
    }
}
