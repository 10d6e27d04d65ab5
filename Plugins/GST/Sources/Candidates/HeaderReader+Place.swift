import AssayKit
import DocumentLayout
import IndianTax

extension HeaderReader {
    func place(_ hit: LabelHit) -> Reading? {
        for spot in finder.spots(for: hit)
        where spot.leadingLabel == nil || spot.leadingLabel == .stateCode || spot.leadingLabel == .stateName {
            let text = trimmed(sheet.text(spot))
            guard !text.isEmpty, text.utf8.count <= 60 else { continue }
            if let state = IndianState(printed: text) ?? longestState(spot) ?? stateBehindDate(spot) {
                return Reading(
                    state.code + "-" + state.name, Array(spot.tokens), raw: text, support: Confidence.labelled
                )
            }
            if let whole = wrappedState(hit, spot, text) { return whole }
            let letters = spot.tokens.reduce(0) { $0 + Int(sheet.tokens[$1].letters) }
            guard letters >= 3, spot.relation != .below, spot.tokens.count <= 4 else { continue }
            return Reading(text, Array(spot.tokens), raw: text, support: Confidence.positioned)
        }
        return nil
    }

    /// The State behind a date: "14/11/2025, Rajasthan (08)".
    func stateBehindDate(_ spot: Spot) -> IndianState? {
        guard let date = DateText(sheet: sheet, order: options.dateOrder).read(spot),
            let last = date.tokens.last,
            last < spot.tokens.upperBound
        else { return nil }
        let rest = Spot(
            tokens: last + 1...spot.tokens.upperBound, start: nil, relation: spot.relation, distance: 0)
        return IndianState(printed: trimmed(sheet.text(rest))) ?? longestState(rest)
    }

    /// A State whose name goes on in the line below: "Madhya" over "Pradesh".
    func wrappedState(_ hit: LabelHit, _ spot: Spot, _ text: String) -> Reading? {
        let row = sheet.row(of: spot.tokens.upperBound) + 1
        guard spot.tokens.count == 1, row < rows.upperBound else { return nil }
        let edges = [sheet.segments[hit.segment].box.x0, sheet.box(spot.tokens).x0]
        for place in sheet.rows[row].segments {
            let box = sheet.segments[place].box
            guard edges.contains(where: { abs($0 - box.x0) < 2 }), finder.hits(in: place).isEmpty else {
                continue
            }
            let words = Array(spot.tokens) + Array(sheet.segments[place].tokens.prefix(2))
            let whole = trimmed(text + " " + sheet.text(of: Array(words.dropFirst())))
            if let state = IndianState(printed: whole) {
                return Reading(
                    state.code + "-" + state.name, words, raw: whole, support: Confidence.labelled)
            }
        }
        return nil
    }

    /// The State that the beginning of a longer text names.
    func longestState(_ spot: Spot) -> IndianState? {
        for end in stride(
            from: min(spot.tokens.upperBound, spot.tokens.lowerBound + 7), through: spot.tokens.lowerBound,
            by: -1)
        {
            if let state = IndianState(
                printed: trimmed(sheet.text(spot.tokens.lowerBound...end, from: spot.start)))
            {
                return state
            }
        }
        return nil
    }
}
