extension Record {
    /// Takes in what a later step found.
    ///
    /// For a field the higher confidence wins and ties go to the later step; the loser becomes an alternative. Line
    /// items and tax summary come whole from one step: the later one, unless it has none. Flags are added.
    public mutating func merge(_ later: Record) {
        if pages.isEmpty { pages = later.pages }
        for (name, new) in later.fields {
            guard let old = fields[name] else {
                fields[name] = new
                continue
            }
            let newWins = new.confidence >= old.confidence
            var winner = newWins ? new : old
            let loser = newWins ? old : new
            if loser.value != winner.value {
                winner.alternatives.append(
                    Alternative(
                        value: loser.value, raw: loser.raw, confidence: loser.confidence, page: loser.page,
                        box: loser.box))
            }
            for other in loser.alternatives
            where other.value != winner.value
                && !winner.alternatives.contains(where: { $0.value == other.value })
            {
                winner.alternatives.append(other)
            }
            winner.alternatives.sort { $0.confidence > $1.confidence }
            fields[name] = winner
        }
        if !later.lineItems.isEmpty { lineItems = later.lineItems }
        if !later.taxSummary.isEmpty { taxSummary = later.taxSummary }
        flags.append(contentsOf: later.flags)
    }
}

extension [Record] {
    /// Takes in the records of a later step: matched by their place; further ones are appended.
    public mutating func merge(_ later: [Record]) {
        for (index, record) in later.enumerated() {
            if index < count { self[index].merge(record) } else { append(record) }
        }
    }
}
