package import AssayKit

/// A kind of error or fraud, and how it is planted.
package struct AnomalyKind: Sendable {
    package let name: String
    /// Rules that were written for it; none for a kind that was held out.
    package let rules: Set<String>
    /// How grave it is.
    package let severity: Severity
    /// Plants one of it; false where the ledger had no fitting place.
    let plant: @Sendable (inout AnomalyWorkshop) -> Bool

    init(
        _ name: String, _ rules: Set<String>, _ severity: Severity,
        plant: @escaping @Sendable (inout AnomalyWorkshop) -> Bool
    ) {
        self.name = name
        self.rules = rules
        self.severity = severity
        self.plant = plant
    }

    /// Whether no rule was written for it.
    package var isHeldOut: Bool { rules.isEmpty }

    /// All kinds.
    package static let all = duplicates + accounts + identities + sums + taxes + dates + amounts + heldOut

    /// An invoice of the ledger with something changed before it was written: its sums still agree.
    static func rewritten(
        _ name: String, _ rules: Set<String>, _ severity: Severity,
        where fits: @escaping @Sendable (Bill, AnomalyWorkshop) -> Bool = { _, _ in true },
        _ change: @escaping @Sendable (inout Bill, inout AnomalyWorkshop) -> Void
    ) -> AnomalyKind {
        AnomalyKind(name, rules, severity) { workshop in
            guard let place = workshop.place(where: fits) else { return false }
            var bill = workshop.bills[place.vendor][place.index]
            change(&bill, &workshop)
            workshop.replace(place, by: bill.record(), as: name)
            return true
        }
    }

    /// An invoice of the ledger with a field changed on the finished paper.
    static func altered(
        _ name: String, _ rules: Set<String>, _ severity: Severity,
        where fits: @escaping @Sendable (Bill, AnomalyWorkshop) -> Bool = { _, _ in true },
        _ change: @escaping @Sendable (inout Record, inout AnomalyWorkshop) -> Void
    ) -> AnomalyKind {
        AnomalyKind(name, rules, severity) { workshop in
            guard let place = workshop.place(where: fits) else { return false }
            var record = workshop.bills[place.vendor][place.index].record()
            change(&record, &workshop)
            workshop.replace(place, by: record, as: name)
            return true
        }
    }

    /// A second invoice made from one of the ledger; that one stays, and belongs to it.
    static func repeated(
        _ name: String, _ rules: Set<String>, _ severity: Severity, sameFile: Bool = false,
        where fits: @escaping @Sendable (Bill, AnomalyWorkshop) -> Bool = { _, _ in true },
        _ change: @escaping @Sendable (inout Bill, inout AnomalyWorkshop) -> Bool
    ) -> AnomalyKind {
        AnomalyKind(name, rules, severity) { workshop in
            guard let place = workshop.place(where: fits) else { return false }
            var bill = workshop.bills[place.vendor][place.index]
            guard change(&bill, &workshop) else { return false }
            workshop.relate(place)
            workshop.add(bill, as: name, digest: sameFile ? workshop.digest(of: place) : nil)
            return true
        }
    }
}

extension Record {
    /// Changes a field's value, as if it had been read so.
    mutating func set(_ name: String, _ value: String?) {
        guard let value else { return fields[name] = nil }
        var field = fields[name] ?? Field(value, confidence: 0.97, page: 1, box: Box(300, 20, 420, 30))
        field.value = value
        field.raw = value
        fields[name] = field
    }

    /// Changes a cell of a row.
    mutating func set(_ column: String, _ value: String, inLine row: Int) {
        guard lineItems.indices.contains(row) else { return }
        var field = lineItems[row][column] ?? Field(value, confidence: 0.97, page: 1)
        field.value = value
        field.raw = value
        lineItems[row][column] = field
    }

    /// An amount times a factor, to two decimals.
    func scaled(_ name: String, by percent: Int) -> String {
        let amount = amount(name) ?? .zero
        return (amount * Amount(micros: Int64(percent) * 10_000, scale: 2)).rounded(toDecimals: 2).text
    }
}
