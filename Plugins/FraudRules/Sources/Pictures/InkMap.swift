import InvoiceHistory

internal import Glibc

/// How much ink each part of a page has; light and paper do not matter.
struct InkMap {
    /// Parts across, and down.
    static let side = 32
    /// Below this share of ink a page is as good as blank: whatever is said of its looks fits thousands.
    static let leastInk = 0.004
    /// So many grey levels darker than the paper about it is ink.
    private static let depth = 48
    /// So many pixels across and down are enough to look at.
    private static let samples = 1024

    /// Shares 0...1, row by row.
    let shares: [Double]

    /// The ink of a picture.
    init(_ pixels: GreyPixels) {
        let step = max(1, min(pixels.width, pixels.height) / Self.samples)
        var shares: [Double] = []
        shares.reserveCapacity(Self.side * Self.side)
        for row in 0..<Self.side {
            let top = row * pixels.height / Self.side
            let bottom = max(top + 1, (row + 1) * pixels.height / Self.side)
            for column in 0..<Self.side {
                let left = column * pixels.width / Self.side
                let right = max(left + 1, (column + 1) * pixels.width / Self.side)
                shares.append(
                    Self.share(
                        of: pixels, left..<min(right, pixels.width), top..<min(bottom, pixels.height), step))
            }
        }
        self.shares = shares
    }

    private static func share(
        of pixels: GreyPixels, _ columns: Range<Int>, _ rows: Range<Int>, _ step: Int
    ) -> Double {
        var counts = [Int](repeating: 0, count: 256)
        var all = 0
        for y in Swift.stride(from: rows.lowerBound, to: rows.upperBound, by: step) {
            for x in Swift.stride(from: columns.lowerBound, to: columns.upperBound, by: step) {
                counts[pixels[x, y]] += 1
                all += 1
            }
        }
        // The paper: a fifth of the part is lighter still.
        var (paper, lighter) = (255, 0)
        while paper > 0, lighter + counts[paper] < max(1, all / 5) {
            lighter += counts[paper]
            paper -= 1
        }
        let ink = counts.prefix(max(0, paper - depth)).reduce(0, +)
        return all > 0 ? Double(ink) / Double(all) : 0
    }

    /// Whether hardly anything is written on the page.
    var isBlank: Bool { shares.reduce(0, +) / Double(shares.count) < Self.leastInk }

    /// The 64 coarsest waves of the ink, each stronger or weaker than their median: the perceptual hash that is known
    /// as pHash, of ink in place of brightness; nil for a blank page.
    var hash: PictureHash? {
        if isBlank { return nil }
        let waves = Self.coarsest.map { strength(across: $0.across, down: $0.down) }
        let sorted = waves.sorted()
        let median = (sorted[31] + sorted[32]) / 2
        var bits: UInt64 = 0
        for (place, wave) in waves.enumerated() where wave > median { bits |= 1 << UInt64(place) }
        return PictureHash(bits: bits)
    }

    /// One coefficient of the discrete cosine transform.
    private func strength(across: Int, down: Int) -> Double {
        var sum = 0.0
        for row in 0..<Self.side {
            var line = 0.0
            for column in 0..<Self.side {
                // Squeezed, so that black blocks do not outweigh text.
                line += shares[row * Self.side + column].squareRoot() * Self.cosine[across][column]
            }
            sum += line * Self.cosine[down][row]
        }
        return sum
    }

    private static let cosine: [[Double]] = (0..<12).map { wave in
        (0..<side).map { cos(Double.pi * Double(wave) * (Double($0) + 0.5) / Double(side)) }
    }

    /// The waves by their fineness, without the one that is the same everywhere.
    private static let coarsest: [(across: Int, down: Int)] = {
        let all = (0..<12).flatMap { across in (0..<12).map { (across: across, down: $0) } }
        let sorted = all.sorted {
            ($0.across * $0.across + $0.down * $0.down, $0.across)
                < ($1.across * $1.across + $1.down * $1.down, $1.across)
        }
        return Array(sorted.dropFirst().prefix(64))
    }()
}
