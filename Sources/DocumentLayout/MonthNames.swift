/// Months in the words of the languages that invoices come in, folded as ``Folding`` does: accents fall away.
enum MonthNames {
    /// The month, 1...12, that a folded word begins to name; nil for any other word.
    static func month(_ folded: [UInt8]) -> Int? {
        guard folded.count >= 3 else { return nil }
        for (names, number) in table {
            for name in names where folded.count <= name.count && name.starts(with: folded) { return number }
        }
        return nil
    }

    private static let table: [([[UInt8]], Int)] = [
        (bytes("january januar janvier januari enero gennaio"), 1),
        (bytes("february februar fvrier fevrier februari febrero febbraio"), 2),
        (bytes("march mrz maerz mars maart marzo mar"), 3),
        (bytes("april avril aprile abril"), 4),
        (bytes("may mai mei mayo maggio"), 5),
        (bytes("june juni juin junio giugno"), 6),
        (bytes("july juli juillet julio luglio"), 7),
        (bytes("august aot aout augustus agosto"), 8),
        (bytes("september septembre septiembre settembre sept"), 9),
        (bytes("october oktober octobre octubre ottobre"), 10),
        (bytes("november novembre noviembre"), 11),
        (bytes("december dezember dcembre decembre diciembre dicembre"), 12),
    ]

    private static func bytes(_ words: String) -> [[UInt8]] {
        words.split(separator: " ").map { Array($0.utf8) }
    }
}
