internal import AssayKit
internal import Files
internal import IndianTax
internal import YAML

/// Checks the dated tables of a folder: rates, States, thresholds, holidays.
///
/// Rates, States and their PIN ranges are built into the rules as well, so that a rule needs no file; the check says
/// where a folder's tables and those of the rules differ.
package struct ReferenceCheck {
    /// The tables that were found, with their versions.
    package private(set) var tables: [(name: String, version: String)] = []
    /// What is wrong: "rates.yaml:7:3: …".
    package private(set) var problems: [String] = []

    /// The tables that a folder holds.
    package static let names = ["rates", "states", "thresholds", "holidays"]

    /// Checks a folder.
    package init(folder: String) {
        for name in Self.names {
            let path = FilePath.join(folder, name + ".yaml")
            do {
                let source = YAMLSource(
                    name: name + ".yaml", bytes: try FileSystem.read(path, limit: 1 << 20))
                let (document, mistakes) = YAMLReader.readDocument(source)
                for mistake in mistakes { note(name, mistake.span.start, mistake.message) }
                if let document { check(name, document) }
            } catch {
                problems.append("\(path): \(error)")
            }
        }
    }

    private mutating func note(_ name: String, _ place: YAMLPosition, _ message: String) {
        problems.append("\(name).yaml:\(place.line):\(place.column): \(message)")
    }

    private mutating func check(_ name: String, _ document: YAMLNode) {
        let start = document.span.start
        if let version = day(document, "version", name) { tables.append((name, version.iso)) }
        if document["source"]?.scalar?.text.isEmpty != false {
            note(name, start, "source is missing: cite it")
        }
        let key = ["rates": "periods", "states": "states", "thresholds": "e_invoice", "holidays": "holidays"]
        guard let rows = document[key[name] ?? ""]?.sequence, !rows.isEmpty else {
            return note(name, start, "the list \(key[name] ?? "") is missing or empty")
        }
        switch name {
        case "rates": checkRates(rows)
        case "states": checkStates(rows)
        case "thresholds": checkThresholds(rows)
        default: checkHolidays(rows)
        }
    }

    private mutating func day(_ row: YAMLNode, _ key: String, _ name: String) -> CalendarDate? {
        guard let node = row[key] else {
            note(name, row.span.start, "\(key) is missing")
            return nil
        }
        guard let date = node.scalar.flatMap({ CalendarDate(iso: $0.text) }) else {
            note(name, node.span.start, "\(key) is no day; write one such as 2024-06-14")
            return nil
        }
        return date
    }

    private func texts(_ node: YAMLNode?) -> [String] { node?.sequence?.compactMap { $0.scalar?.text } ?? [] }

    private mutating func checkRates(_ rows: [YAMLNode]) {
        var last: CalendarDate?
        for (place, row) in rows.enumerated() {
            guard let from = day(row, "from", "rates") else { continue }
            let until = row["until"] == nil ? nil : day(row, "until", "rates")
            if let last, last.days(until: from) != 1 {
                note(
                    "rates", row.span.start,
                    "from \(from.iso) does not follow on \(last.iso): a day has no rates, or two")
            }
            if until == nil, place < rows.count - 1 {
                note("rates", row.span.start, "until is missing: only the last period may be open")
            }
            if let until, until < from { note("rates", row.span.start, "until lies before from") }
            last = until
            if row["source"]?.scalar == nil {
                note("rates", row.span.start, "source is missing: cite the law")
            }
            let rates = texts(row["rates"]).map { Amount($0) }
            if rates.isEmpty || rates.contains(nil) {
                note("rates", row.span.start, "rates is no list of numbers such as \"18\"")
            }
            compare(row, from, until, rates.compactMap(\.self), place)
        }
        if rows.count != GSTRates.periods.count {
            note(
                "rates", rows[0].span.start,
                "there are \(rows.count) periods; the rules know \(GSTRates.periods.count)")
        }
    }

    private mutating func compare(
        _ row: YAMLNode, _ from: CalendarDate, _ until: CalendarDate?, _ rates: [Amount], _ place: Int
    ) {
        guard GSTRates.periods.indices.contains(place) else { return }
        let built = GSTRates.periods[place]
        let special = (row["special"]?.sequence ?? []).map { entry in
            [entry["rate"]?.scalar?.text ?? "", entry["scope"]?.scalar?.text ?? ""] + texts(entry["codes"])
        }
        let wanted = built.special.map { [$0.rate.text, $0.scope] + $0.codes }
        if from != built.from || until != built.until || rates != built.rates || special != wanted {
            note(
                "rates", row.span.start,
                "the period from \(from.iso) differs from that of the rules, from \(built.from.iso) with "
                    + built.all.map(\.text).joined(separator: ", "))
        }
    }

    private mutating func checkStates(_ rows: [YAMLNode]) {
        var codes: Set<String> = []
        for row in rows {
            guard let code = row["code"]?.scalar?.text, let name = row["name"]?.scalar?.text else {
                note("states", row.span.start, "code or name is missing")
                continue
            }
            if !codes.insert(code).inserted {
                note("states", row.span.start, "the code \(code) stands twice")
            }
            if IndianState.names[code] != name {
                note(
                    "states", row.span.start,
                    "the rules know \(code) as \(IndianState.names[code] ?? "nothing")")
            }
            let pins = texts(row["pin"]).compactMap { Int($0) }
            if row["pin"] != nil, pins.count != 2 || pins[0] > pins[1] || !(100...999).contains(pins[0]) {
                note("states", row.span.start, "pin is no pair of three digits such as [\"560\", \"591\"]")
            } else if let built = PostalCode.range(ofState: code),
                [built.lowerBound, built.upperBound] != pins
            {
                note(
                    "states", row.span.start,
                    "the rules have the PIN range \(built.lowerBound) to \(built.upperBound)")
            }
        }
        for code in IndianState.names.keys.sorted() where !codes.contains(code) {
            note("states", rows[0].span.start, "the code \(code) is missing")
        }
    }

    private mutating func checkThresholds(_ rows: [YAMLNode]) {
        var last: (day: CalendarDate, crore: Amount)?
        for row in rows {
            guard let from = day(row, "from", "thresholds") else { continue }
            guard let crore = row["crore"]?.scalar.flatMap({ Amount($0.text) }), crore > .zero else {
                note("thresholds", row.span.start, "crore is no amount such as \"5\"")
                continue
            }
            if row["source"]?.scalar == nil {
                note("thresholds", row.span.start, "source is missing: cite the law")
            }
            if let last, last.day >= from || last.crore <= crore {
                note(
                    "thresholds", row.span.start,
                    "a later threshold must have a later day and a lower turnover")
            }
            last = (from, crore)
        }
    }

    private mutating func checkHolidays(_ rows: [YAMLNode]) {
        for row in rows {
            let text = row["day"]?.scalar?.text ?? ""
            if CalendarDate(iso: "2024-" + text) == nil {
                note("holidays", row.span.start, "day is no month and day such as \"08-15\"")
            }
            if row["name"]?.scalar?.text.isEmpty != false {
                note("holidays", row.span.start, "name is missing")
            }
        }
    }
}
