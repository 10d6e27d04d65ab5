package import AssayKit

/// What became better or worse between two reports of `assay evaluate --json`.
package struct RunComparison: Sendable {
    /// One rate in both runs.
    package struct Change: Hashable, Sendable {
        /// `header.f1`, or `by.kind.scan.header.f1`.
        package let name: String
        /// The older run's.
        package let before: Double
        /// The newer run's; a rate that is gone counts as 0.
        package let after: Double
    }

    /// Every rate that moved by more than the tolerance, the worst drop first.
    package let changes: [Change]

    /// A drop of no more than this is noise: half a point.
    package static let tolerance = 0.005

    /// Compares two reports.
    ///
    /// Scores of the whole, of every field and of every part are compared; what only one of the runs has is not.
    package init(before: JSONValue, after: JSONValue) {
        var names: [[String]] = []
        for part in ["header", "line_items"] { names.append([part]) }
        for field in Self.keys(before["fields"]) { names.append(["fields", field]) }
        for way in Self.keys(before["by"]) {
            for part in Self.keys(before["by"]?[way]) {
                names += [["by", way, part, "header"], ["by", way, part, "line_items"]]
            }
        }
        changes = names.compactMap { path -> Change? in
            guard let older = Self.rate(before, path), let tally = Self.value(after, path) else { return nil }
            let newer = tally["f1"]?.doubleValue ?? 0
            guard abs(newer - older) > Self.tolerance else { return nil }
            return Change(name: (path + ["f1"]).joined(separator: "."), before: older, after: newer)
        }.sorted { ($0.after - $0.before, $0.name) < ($1.after - $1.before, $1.name) }
    }

    /// Whether a set dropped: the whole, or a part by set, kind or share; single fields and layouts may move.
    package var hasDrops: Bool {
        changes.contains { change in
            change.after < change.before && !change.name.hasPrefix("fields.")
                && !change.name.hasPrefix("by.layout.")
        }
    }

    /// The report for people, a line for each change.
    package var text: String {
        if changes.isEmpty { return "no rate moved by more than half a point\n" }
        return changes.map { change in
            "\(change.after < change.before ? "dropped" : "rose   ")  \(change.name)  "
                + "\(Score.decimals(change.before)) → \(Score.decimals(change.after))\n"
        }.joined()
    }

    private static func keys(_ json: JSONValue?) -> [String] { json?.objectValue?.keys ?? [] }

    private static func value(_ json: JSONValue, _ path: [String]) -> JSONValue? {
        path.reduce(Optional(json)) { $0?[$1] }
    }

    private static func rate(_ json: JSONValue, _ path: [String]) -> Double? {
        value(json, path)?["f1"]?.doubleValue
    }
}
