package import AssayKit

extension Flag {
    /// What a person checks it by, each with its name in front: what should be there, what is, how much may differ,
    /// where to look, and what the rule rests on.
    package var facts: [String] {
        [
            evidence.expected.map { "expected \($0)" }, evidence.observed.map { "observed \($0)" },
            evidence.tolerance.map { "tolerance \($0)" }, place.map { "at \($0)" },
            evidence.line.map { "row \($0)" }, source.isEmpty ? nil : source,
        ].compactMap(\.self)
    }

    /// "page 1 (300, 52)": the first place, in points from the upper left corner; and how many more there are.
    private var place: String? {
        guard let first = evidence.places.first else { return nil }
        var text = "page \(first.page)"
        if let box = first.box { text += " (\(Int(box.x0.bounded)), \(Int(box.y0.bounded)))" }
        let more = evidence.places.count - 1
        return more > 0 ? "\(text) and \(more) more" : text
    }
}

extension Float {
    /// A number that any integer can hold: what a plugin says may be anything.
    fileprivate var bounded: Float { isFinite ? Swift.min(Swift.max(self, -100_000), 100_000) : 0 }
}
