import AssayKit

/// Makes one sum of a head's lines: rates apart they add up, repeated they are the same.
enum HeadSums {
    /// The sums that the lines of one head may mean, best first.
    static func candidates(_ lines: [MoneyLine]) -> [TotalValue] {
        guard !lines.isEmpty else { return [] }
        var byRate: [(rate: Amount?, line: MoneyLine)] = []
        var plain: [MoneyLine] = []
        for line in lines {
            if let rate = line.rate {
                if !byRate.contains(where: { $0.rate == rate && $0.line.amount == line.amount }) {
                    byRate.append((rate, line))
                }
            } else if !plain.contains(where: { $0.amount == line.amount }) {
                plain.append(line)
            }
        }
        var values: [TotalValue] = []
        if !byRate.isEmpty {
            values.append(
                TotalValue(
                    amount: byRate.map(\.line.amount).reduce(Amount(0), +),
                    tokens: byRate.flatMap(\.line.tokens),
                    support: byRate[0].line.support))
        }
        for line in plain {
            values.append(TotalValue(amount: line.amount, tokens: line.tokens, support: line.support))
        }
        return values
    }
}
