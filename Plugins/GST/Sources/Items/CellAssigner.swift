import AssayKit
import DocumentLayout

/// Tells for each word of a table's row which column it stands in.
///
/// The words of a row and the columns both run from the left to the right, so the best assignment that keeps this
/// order is found as a whole: a number under a narrow heading is not pulled away by a wide one beside it.
struct CellAssigner {
    let sheet: Sheet
    let columns: [Column]
    private let hasCodes: Bool
    private let hasCounts: Bool
    /// Where the heading of serial numbers ends, when the description follows it.
    private let serialEnd: Float?
    /// A column of counts below the names' one: each item takes a line for its name and one for its figures.
    private let stacked: Int?

    init(sheet: Sheet, columns: [Column]) {
        self.sheet = sheet
        self.columns = columns
        stacked = Self.stacked(columns)
        hasCodes = columns.contains { $0.kind == .hsn }
        hasCounts = columns.contains { $0.kind == .quantity }
        serialEnd =
            zip(columns, columns.dropFirst()).first { $0.kind == .serial && $1.kind == .description }?.0.x1
    }

    /// The column of counts whose heading stands below the one of the names.
    private static func stacked(_ columns: [Column]) -> Int? {
        guard let name = columns.first(where: { $0.kind == .description }) else { return nil }
        return columns.firstIndex { $0.kind == .quantity && $0.x0 < name.x1 - 1 && $0.x1 > name.x0 + 1 }
    }

    /// Words of one row beyond which it is no table row.
    private static let longestRow = 160
    /// What it costs to go against the ruling.
    private static let ruled: Float = 60

    /// For each word its column; nil for a row that is too long to be one of a table.
    func columns(for tokens: ClosedRange<Int>) -> [Int]? {
        let count = columns.count
        guard count > 0, tokens.count <= Self.longestRow else { return nil }
        var cost = [Float](repeating: 0, count: count)
        var from = [[Int8]]()
        from.reserveCapacity(tokens.count)
        for index in tokens {
            let token = sheet.tokens[index]
            var next = [Float](repeating: .greatestFiniteMagnitude, count: count)
            var trace = [Int8](repeating: 0, count: count)
            let height = max(token.box.height, 1)
            let gap = index > tokens.lowerBound ? token.box.x0 - sheet.tokens[index - 1].box.x1 : 0
            let isNear = gap < 0.5 * height
            // Ruled columns are told apart by their lines.
            let before = index > tokens.lowerBound ? sheet.tokens[index - 1].cell : 0
            let isOther = token.cell != 0 && before != 0 && token.cell != before
            let isSame = token.cell != 0 && token.cell == before
            var bestBefore = Float.greatestFiniteMagnitude
            var bestPlace = 0
            for column in 0..<count {
                var arrive: Float
                var source: Int
                if index == tokens.lowerBound {
                    (arrive, source) = (0, column)
                } else {
                    // Staying in a column: free for near words, dear for two numbers far apart.
                    let widths = min(gap / height, 3)
                    // Words of a text may stand apart; still, a word far from the last one rather begins another cell.
                    let parting = columns[column].kind.isText ? (widths > 1 ? widths : 0) : widths * 4
                    let stays = cost[column] + (isNear || isSame ? 0 : parting) + (isOther ? Self.ruled : 0)
                    (arrive, source) = (stays, column)
                    let moves = bestBefore + (isSame ? Self.ruled : isNear && !isOther ? 5 : 0)
                    if moves < arrive { (arrive, source) = (moves, bestPlace) }
                }
                next[column] = arrive + emission(token, column, height)
                if index == tokens.lowerBound { next[column] += leadingCost(token, column) }
                if let stacked { next[column] += stackedCost(index, tokens, column, stacked) }
                trace[column] = Int8(truncatingIfNeeded: source)
                if cost[column] < bestBefore {
                    bestBefore = cost[column]
                    bestPlace = column
                }
            }
            cost = next
            from.append(trace)
        }
        var column = cost.indices.min { cost[$0] < cost[$1] } ?? 0
        var result = [Int](repeating: 0, count: tokens.count)
        for offset in stride(from: tokens.count - 1, through: 0, by: -1) {
            result[offset] = column
            column = Int(from[offset][column])
        }
        return result
    }

    /// What it costs to put a name among figures or figures among names, where both stand on lines of their own.
    private func stackedCost(_ index: Int, _ row: ClosedRange<Int>, _ column: Int, _ stacked: Int) -> Float {
        let isFigures =
            row.allSatisfy { sheet.tokens[$0].number.isNumber || sheet.tokens[$0].letters <= 4 }
            && sheet.tokens[row.lowerBound].number.isNumber
            && row.filter { sheet.tokens[$0].number.isNumber }.count > 1
        // A name runs on over the columns of the figures.
        return (columns[column].kind == .description) == isFigures ? 600 : 0
    }

    /// What it costs to take a number that begins a row, before the names, for a part of the name.
    private func leadingCost(_ token: Token, _ place: Int) -> Float {
        guard columns[place].kind == .description, serialEnd != nil, token.letters == 0,
            (1...4).contains(token.digits), !token.number.looksLikeMoney,
            token.box.x1 <= columns[place].x0 + 1
        else { return 0 }
        return 30
    }

    /// Whether a word has the form of an HSN code or SAC.
    private func isCode(_ token: Token) -> Bool {
        token.letters == 0 && (4...8).contains(token.digits) && token.digits % 2 == 0
            && Int(token.digits) == token.keyRange.count && !token.number.looksLikeMoney
            && !token.number.isPercent
    }

    /// How badly a word fits a column: points from it, and whether the kinds agree.
    private func emission(_ token: Token, _ place: Int, _ height: Float) -> Float {
        let column = columns[place]
        let box = token.box
        var cost: Float
        if column.kind == .description {
            cost = max(0, max(column.reach0 - box.x1, box.x0 - column.reach1))
            cost += max(0, min(column.reach0 - box.x0, box.width)) * 0.2
            if token.number.isPercent { cost += 3 }
            // A number below the heading of serial numbers is none of the name beside it.
            if let serialEnd, token.letters == 0, (1...4).contains(token.digits),
                !token.number.looksLikeMoney,
                box.midX < serialEnd
            {
                cost += 6
            }
            // Under the next heading, and no mere end of a long line.
            if box.x0 >= column.reach1 - 1 { cost += 3 }
        } else {
            let distance = max(0, max(column.x0 - box.x1, box.x0 - column.x1))
            // A cell aligned to one edge of a wide heading is as good as a centred one.
            let offset = min(
                abs(box.midX - column.midX), min(abs(box.x0 - column.x0), abs(box.x1 - column.x1)))
            cost = distance + 0.25 * offset
        }
        let isNumber = token.number.isNumber
        switch column.kind {
        case .description:
            if token.number.looksLikeMoney { cost += 6 }
            if isCode(token), token.digits > 4, hasCodes { cost += 5 }
        case .serial:
            if token.letters > 1 { cost += 40 }
            if token.number.looksLikeMoney { cost += 30 }
        case .hsn:
            if isCode(token) { cost -= 5 }
            // "design - Phase II" goes on; a dash alone in its cell stands for none.
            if token.digits == 0 { cost += 4 }
        // A count beside its unit, set to the right of a narrow heading.
        case .unit:
            if hasCounts, isNumber, !token.number.looksLikeMoney || token.number.scale == 3 { cost += 25 }
        case .ignored, .taxType: break
        default:
            if !isNumber, token.letters > 2, token.digits == 0, column.kind != .quantity { cost += 25 }
        }
        return cost
    }
}
