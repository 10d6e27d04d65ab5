/// Finds the route that somebody who mistyped a path may have meant.
enum NearestRoute {
    /// Longer paths are not compared: the work must stay small for hostile ones.
    private static let maximumParts = 12
    private static let maximumBytes = 48

    /// The nearest route, or nil when none is near.
    static func find(_ segments: [String], among routes: [RouteInfo]) -> RouteInfo? {
        guard segments.count <= maximumParts, segments.allSatisfy({ $0.utf8.count <= maximumBytes }) else {
            return nil
        }
        var best: (route: RouteInfo, cost: Int)?
        for route in routes {
            guard let cost = cost(segments, route.pattern.parts) else { continue }
            if cost < best?.cost ?? Int.max { best = (route, cost) }
        }
        return best?.route
    }

    /// How much must change; nil when it is too much: over a third of the pattern's text, or over one part.
    private static func cost(_ segments: [String], _ parts: [RoutePattern.Part]) -> Int? {
        let missing = abs(segments.count - parts.count)
        guard missing <= 1, !parts.isEmpty else { return nil }
        // One part more or less may be missing at any place.
        var best: Int?
        let longer = max(segments.count, parts.count)
        for gap in missing == 0 ? [longer] : Array(0..<longer) {
            var total = missing * 4
            var text = 0
            for index in 0..<longer where index != gap || missing == 0 {
                let segmentIndex = segments.count > parts.count || index < gap ? index : index - missing
                let partIndex = parts.count > segments.count || index < gap ? index : index - missing
                guard segments.indices.contains(segmentIndex), parts.indices.contains(partIndex) else {
                    continue
                }
                guard case .literal(let literal) = parts[partIndex] else { continue }
                text += literal.utf8.count
                total += distance(Array(segments[segmentIndex].utf8), Array(literal.utf8))
            }
            if text > 0, total <= max(2, text / 3) + missing * 4 { best = min(best ?? total, total) }
        }
        return best
    }

    /// The number of single-byte edits between two texts (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, one) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in right.enumerated() {
                let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (one == other ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[right.count]
    }
}
