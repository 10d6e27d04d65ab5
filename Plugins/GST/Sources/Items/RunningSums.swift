import AssayKit

/// The sums of a table's columns of money so far, by which a row that only states one of them is known.
struct RunningSums {
    /// By column: whether it may hold what items cost; taxes may repeat from line to line.
    private let isMoney: [Bool]
    private var sums: [Amount]
    private var rows = 0

    init(columns: [Column]) {
        // A column whose heading is not known may hold money, too.
        isMoney = columns.map { ($0.kind.isMoney && !$0.kind.isTaxMoney) || $0.kind == .ignored }
        sums = [Amount](repeating: Amount(0), count: columns.count)
    }

    /// Takes an item's row in: of several numbers in a column the last one.
    mutating func add(_ amounts: [(column: Int, amount: Amount)]) {
        var last: [Int: Amount] = [:]
        for (column, amount) in amounts where isMoney[column] { last[column] = amount }
        guard !last.isEmpty else { return }
        for (column, amount) in last { sums[column] = sums[column] + amount }
        rows += 1
    }

    /// Whether a row's only amount is the sum of some column over all rows before.
    func isSum(_ amounts: [(column: Int, amount: Amount)]) -> Bool {
        guard rows > 0, amounts.count == 1, let (column, amount) = amounts.first, isMoney[column],
            !amount.isZero
        else { return false }
        return zip(isMoney, sums).contains { $0 && $1 == amount }
    }
}
