extension LinePencil {
    /// A family of lines as most parts of a picture tell of it, found quickly.
    struct Sighting {
        /// The family, roughly.
        var pencil: LinePencil
        /// The share of the picture, from line to line, in which such lines were seen.
        var extent: Double
    }

    /// A tile's lines must stand out that far to be believed.
    private static let leastClearness = 4.0
    /// That many tiles must agree: both borders of a sheet lie in six.
    private static let fewest = 5
    /// Lines that converge must hold the points that much better than parallels: they have one number more to fit by.
    private static let leastGain = 1.05
    /// A tile agrees with a family when its slope is that close: a third of a degree.
    private static let tolerance = 0.006
    /// The share of the tiles, by their clearness, that must agree.
    private static let leastAgreement = 0.6

    /// The family that most tiles of a picture agree with; nil when they don't.
    static func sighted(in points: EdgePoints) -> Sighting? {
        let tiles = LeaningTiles(points).tiles.filter { $0.clearness >= leastClearness }
        guard tiles.count >= fewest, let pencil = agreed(by: tiles) else { return nil }
        let places = tiles.filter { pencil.fits($0) }.map(\.beside)
        guard places.count >= fewest, let first = places.min(), let last = places.max() else { return nil }
        let extent = (last - first) / (2 * Double(points.spread)) + 1 / Double(LeaningTiles.rows)
        return Sighting(pencil: pencil, extent: extent)
    }

    /// What all points together say of a family that was sighted: lines that converge, or else parallels.
    ///
    /// - Parameters:
    ///   - points: The picture's.
    ///   - slope: How lines are expected to lean when nothing says otherwise.
    ///   - gain: How much better lines must hold the points than what is simpler.
    /// - Returns: Nil when nothing fits clearly better than what is expected.
    func settled(by points: EdgePoints, expected slope: Double?, gain: Double) -> LinePencil? {
        let scoring = PencilScore(points)
        let parallel = scoring.best(near: LinePencil(slope: self.slope, convergence: 0), converging: false)
        let usual = slope.map { scoring.score(LinePencil(slope: $0, convergence: 0)) } ?? 0
        let converging = scoring.best(near: self, converging: true)
        if converging.score >= max(gain * usual, Self.leastGain * parallel.score) { return converging.pencil }
        return parallel.score >= gain * usual ? parallel.pencil : nil
    }

    /// Whether a tile's lines may belong to the family: those that it holds lean unlike where lines converge.
    private func fits(_ tile: LeaningTile) -> Bool {
        abs(tile.slope - slope - convergence * (tile.beside - tile.slope * tile.along))
            <= Self.tolerance + abs(convergence) * tile.breadth / 4
    }

    private static func weight(_ tile: LeaningTile) -> Double { min(tile.clearness, 20) }

    /// The family through two of the tiles that most others agree with, fitted to all that do.
    private static func agreed(by tiles: [LeaningTile]) -> LinePencil? {
        let whole = tiles.reduce(0) { $0 + weight($1) }
        var best: (pencil: LinePencil, weight: Double)?
        func consider(_ pencil: LinePencil) {
            let agreeing = tiles.reduce(0) { $0 + (pencil.fits($1) ? weight($1) : 0) }
            if agreeing > best?.weight ?? 0 { best = (pencil, agreeing) }
        }
        for (index, first) in tiles.enumerated() {
            consider(LinePencil(slope: first.slope, convergence: 0))
            for second in tiles[..<index] {
                let apart = first.crossing - second.crossing
                guard abs(apart) > 1, abs(first.beside - second.beside) > 1 else { continue }
                let convergence = (first.slope - second.slope) / apart
                consider(
                    LinePencil(
                        slope: first.slope - convergence * first.crossing, convergence: convergence))
            }
        }
        guard let best, best.weight >= leastAgreement * whole else { return nil }
        return fitted(to: tiles.filter { best.pencil.fits($0) }) ?? best.pencil
    }

    /// Least squares.
    private static func fitted(to tiles: [LeaningTile]) -> LinePencil? {
        let whole = tiles.reduce(0) { $0 + weight($1) }
        guard whole > 0 else { return nil }
        let middle = tiles.reduce(0) { $0 + weight($1) * $1.crossing } / whole
        let slope = tiles.reduce(0) { $0 + weight($1) * $1.slope } / whole
        let spread = tiles.reduce(0) { $0 + weight($1) * ($1.crossing - middle) * ($1.crossing - middle) }
        guard spread > whole else { return LinePencil(slope: slope, convergence: 0) }
        let shared = tiles.reduce(0) {
            $0 + weight($1) * ($1.crossing - middle) * ($1.slope - slope)
        }
        let convergence = shared / spread
        return LinePencil(slope: slope - convergence * middle, convergence: convergence)
    }
}

extension LeaningTile {
    /// Where the line through its middle crosses the middle of the picture.
    fileprivate var crossing: Double { beside - slope * along }
}
