import AssayKit
import DocumentLayout
import IndianTax

/// Reads the cells of one item.
struct ItemRowReader {
    let finder: ValueFinder
    let table: ItemTable
    private var sheet: Sheet { finder.sheet }
    /// Whether the document's amounts have two decimals, so that one without has lost its point.
    private let hasDecimals: Bool

    init(finder: ValueFinder, table: ItemTable) {
        (self.finder, self.table) = (finder, table)
        hasDecimals = MisreadAmount.hasDecimals(finder.sheet)
    }

    /// The item of some lines.
    func draft(_ group: ItemGrouper.Group) -> ItemDraft {
        var draft = ItemDraft()
        draft.hasSerial = group.hasSerial
        for (index, column) in table.columns.enumerated() {
            let tokens = ordered(group, index)
            guard !tokens.isEmpty else { continue }
            read(tokens, column.kind, into: &draft)
            if let rate = column.rate { readHeadingRate(rate, column.kind, &draft) }
        }
        readPriceBesideAmount(group, &draft)
        readTypedTaxes(group, &draft)
        DescriptionReader(finder: finder, table: table).read(group, into: &draft)
        ItemArithmetic.settle(&draft, prices: priceNumbers(group), in: sheet)
        return draft
    }

    /// A price that ran into the amount's cell: "380.00 760.00" where two pieces were sold and no price is known.
    private func readPriceBesideAmount(_ group: ItemGrouper.Group, _ draft: inout ItemDraft) {
        guard draft[.unitPrice] == nil, draft.inclusivePrice == nil, let quantity = draft.amount(.quantity),
            let column = table.columns.firstIndex(where: { $0.kind == .amount || $0.kind == .taxable })
        else { return }
        let both = numbers(table.tokens(group.lines[group.anchor], column, in: sheet))
        guard both.count == 2,
            ItemArithmetic.isProduct(
                quantity, sheet.tokens[both[0]].number.amount, sheet.tokens[both[1]].number.amount)
        else { return }
        draft[.unitPrice] = amountReading(both[0])
        draft[table.columns[column].kind == .amount ? .amount : .taxable] = amountReading(both[1])
    }

    /// A column's words, the anchor line's first, then those below and above.
    private func ordered(_ group: ItemGrouper.Group, _ column: Int) -> [Int] {
        var tokens = table.tokens(group.lines[group.anchor], column, in: sheet)
        for (place, line) in group.lines.enumerated() where place != group.anchor {
            tokens += table.tokens(line, column, in: sheet)
        }
        return tokens
    }

    private func numbers(_ tokens: [Int]) -> [Int] { tokens.filter { sheet.tokens[$0].number.isNumber } }

    private func read(_ tokens: [Int], _ kind: ColumnKind, into draft: inout ItemDraft) {
        let numbers = numbers(tokens)
        let money = numbers.first { !sheet.tokens[$0].number.isPercent }
        let percent = numbers.first { sheet.tokens[$0].number.isPercent }
        switch kind {
        case .quantity: readQuantity(tokens, &draft)
        case .quantityPrice:
            readQuantity(tokens, &draft)
            if numbers.count > 1, let price = numbers.last { draft[.unitPrice] = amountReading(price) }
        case .unit:
            if draft[.unit] == nil { draft[.unit] = unit(tokens) }
            if draft[.unitPrice] == nil { draft[.unitPrice] = gluedPrice(tokens) }
        case .hsn: readCode(tokens, &draft)
        case .unitPrice: readPrice(tokens, money, percent, &draft)
        case .inclusivePrice:
            if let money { draft.inclusivePrice = amountReading(money) }
        case .listPrice:
            if let money { draft[.listPrice] = amountReading(money) }
        case .gross:
            if let money { draft.gross = amountReading(money) }
        case .taxable:
            if let money { draft[.taxable] = amountReading(money) }
        case .amount:
            if let money { draft[.amount] = amountReading(money) }
        case .discount:
            if let money { draft[.discount] = amountReading(money, isMagnitude: true) }
            if let percent { draft[.discountPercent] = percentReading(percent) }
        case .discountPercent:
            if let number = numbers.first { draft[.discountPercent] = percentReading(number) }
        case .taxRate:
            // "GST-18%" says more than a stray digit beside it.
            if percent == nil, sheet.isRecognised, table.column(.taxType) == nil {
                draft[.rate] = gluedRate(tokens)
            }
            if draft[.rate] == nil { readRates(numbers, &draft) }
            if draft[.rate] == nil, table.column(.taxType) == nil {
                draft[.rate] = gluedRate(tokens) ?? misreadDigits(tokens)
            }
        case .taxAmount, .tax:
            if let money { draft[.taxAmount] = amountReading(money) }
            if let percent { draft[.rate] = rateReading(percent) }
        case .cgst, .cgstAmount, .cgstRate: readHead(.cgst, kind == .cgstRate, kind == .cgst, numbers, &draft)
        case .sgst, .sgstAmount, .sgstRate: readHead(.sgst, kind == .sgstRate, kind == .sgst, numbers, &draft)
        case .igst, .igstAmount, .igstRate: readHead(.igst, kind == .igstRate, kind == .igst, numbers, &draft)
        case .cess, .cessAmount, .cessRate: readHead(.cess, kind == .cessRate, kind == .cess, numbers, &draft)
        case .description, .serial, .rate, .net, .taxType, .ignored: break
        }
    }

    /// The rate that a column of amounts has in its heading.
    private func readHeadingRate(_ token: Int, _ kind: ColumnKind, _ draft: inout ItemDraft) {
        let head: ItemDraft.Cell
        switch kind {
        case .cgst, .cgstAmount: head = .cgst
        case .sgst, .sgstAmount: head = .sgst
        case .igst, .igstAmount: head = .igst
        default: return
        }
        guard draft[head] != nil, draft.headRates[head] == nil else { return }
        draft.headRates[head] = self.rate(token)
        draft.headRateTokens.append(token)
    }

    private func amountReading(_ token: Int, isMagnitude: Bool = false) -> Reading {
        let number = sheet.tokens[token].number
        let pointed = hasDecimals ? MisreadAmount.pointed(number) : nil
        let amount = pointed ?? number.amount
        return Reading(
            (isMagnitude ? amount.magnitude : amount).text, tokens: [token],
            support: pointed == nil ? Confidence.labelled : Confidence.weak)
    }

    /// A count, which has decimals or not.
    private func countReading(_ token: Int) -> Reading {
        let amount = sheet.tokens[token].number.amount
        // A dash beside a count is a speck or a line.
        return Reading(
            (sheet.isRecognised ? amount.magnitude : amount).text, tokens: [token],
            support: Confidence.labelled)
    }

    /// A count or rate whose digits were all read as letters: "SO" for 50, "§" for 5.
    private func misreadDigits(_ tokens: [Int]) -> Reading? {
        guard sheet.isRecognised, tokens.count == 1, let token = tokens.first else { return nil }
        var digits = ""
        for character in sheet.text(token...token) {
            switch character {
            case "S", "s", "§": digits += "5"
            case "O", "o": digits += "0"
            case "l", "I", "i": digits += "1"
            case "B": digits += "8"
            case "0"..."9": digits.append(character)
            case ".", ",": break
            default: return nil
            }
        }
        guard (1...4).contains(digits.count), digits.first != "0" else { return nil }
        return Reading(digits, tokens: [token], support: Confidence.positioned)
    }

    private func percentReading(_ token: Int) -> Reading {
        Reading(
            sheet.tokens[token].number.amount.magnitude.text, tokens: [token], support: Confidence.labelled)
    }

    /// A rate of the tax.
    private func rateReading(_ token: Int) -> Reading {
        guard sheet.isRecognised, let mended = MisreadRate.mended(sheet.tokens[token].number) else {
            return percentReading(token)
        }
        return Reading(mended.text, tokens: [token], support: Confidence.weak)
    }

    /// A rate of one head of the tax.
    private func rate(_ token: Int) -> Amount {
        let number = sheet.tokens[token].number
        return (sheet.isRecognised ? MisreadRate.mended(number) : nil) ?? number.amount.magnitude
    }

    /// "3 BTL", "5 Nos", "2.00", "12PCS".
    private func readQuantity(_ tokens: [Int], _ draft: inout ItemDraft) {
        guard let number = tokens.first(where: { sheet.tokens[$0].number.isNumber }) else {
            if let misread = misreadDigits(tokens) {
                draft[.quantity] = misread
                return
            }
            guard let glued = tokens.first(where: { sheet.tokens[$0].digits > 0 }) else { return }
            splitQuantity(glued, &draft)
            if draft[.quantity] == nil { draft.doubtfulQuantity = glued }
            return
        }
        draft[.quantity] = countReading(number)
        let words = tokens.filter {
            sheet.tokens[$0].letters > 0 && sheet.tokens[$0].digits == 0 && !sheet.key($0, equals: "x")
        }
        if let reading = unit(words) { draft[.unit] = reading }
    }

    /// A quantity with its unit in one word: "12PCS".
    private func splitQuantity(_ token: Int, _ draft: inout ItemDraft) {
        let bytes = sheet.raw[sheet.tokens[token].rawRange]
        let digits = bytes.prefix {
            Folding.isDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
        }
        let rest = bytes.dropFirst(digits.count)
        guard let amount = Amount(printed: String(decoding: digits, as: UTF8.self)), !rest.isEmpty,
            rest.allSatisfy({ Folding.isLetter($0) || $0 == UInt8(ascii: ".") })
        else { return }
        draft[.quantity] = Reading(amount.text, tokens: [token], support: Confidence.labelled)
        draft[.unit] = Reading(
            String(decoding: rest.filter(Folding.isLetter), as: UTF8.self), tokens: [token],
            support: Confidence.labelled)
    }

    private func unit(_ tokens: [Int]) -> Reading? {
        guard
            let token = tokens.first(where: { sheet.tokens[$0].letters > 0 && sheet.tokens[$0].digits == 0 })
        else {
            return nil
        }
        let text = sheet.text(token...token).filter { $0.isLetter || $0 == "/" }
        guard !text.isEmpty, text.utf8.count <= 12 else { return nil }
        return Reading(text, tokens: [token], support: Confidence.labelled)
    }

    /// An HSN code, alone or with a rate below it.
    private func readCode(_ tokens: [Int], _ draft: inout ItemDraft) {
        for token in tokens {
            let word = sheet.tokens[token]
            if word.number.isPercent {
                if draft[.rate] == nil { draft[.rate] = rateReading(token) }
            } else if draft[.hsn] == nil, word.digits >= 2, word.letters <= 2, word.digits <= 10 {
                let text = sheet.text(token...token).uppercased().filter { $0.isNumber || $0.isLetter }
                draft[.hsn] = Reading(text, tokens: [token], support: Confidence.labelled)
            }
        }
    }

    /// A price cell may hold the discounted price above the struck one: "299.58" over "340.43 (-12%)".
    private func readPrice(_ tokens: [Int], _ money: Int?, _ percent: Int?, _ draft: inout ItemDraft) {
        guard let money else {
            if draft[.unitPrice] == nil { draft[.unitPrice] = gluedPrice(tokens) }
            return
        }
        draft[.unitPrice] = amountReading(money)
        if let percent, draft[.discountPercent] == nil { draft[.discountPercent] = percentReading(percent) }
    }

    /// A price with its unit in one word: "494.64/PCS".
    private func gluedPrice(_ tokens: [Int]) -> Reading? {
        for token in tokens {
            let bytes = sheet.raw[sheet.tokens[token].rawRange]
            guard let cut = bytes.firstIndex(of: UInt8(ascii: "/")), cut > bytes.startIndex else { continue }
            let number = Array(bytes[..<cut]).withUnsafeBufferPointer { PrintedNumber($0) }
            if number.looksLikeMoney {
                return Reading(number.amount.text, tokens: [token], support: Confidence.weak)
            }
        }
        return nil
    }

    private func readRates(_ numbers: [Int], _ draft: inout ItemDraft) {
        let rates = numbers.filter { abs(sheet.tokens[$0].number.micros) <= 100_000_000 }
        guard let rate = rates.first, table.column(.taxType) == nil else { return }
        let named = rates.compactMap { rate in namedHead(rate).map { (head: $0, rate: rate) } }
        if !named.isEmpty {
            // "CGST 9" over "SGST 9" in one cell.
            for (head, rate) in named where draft.headRates[head] == nil {
                draft.headRates[head] = self.rate(rate)
                draft.headRateTokens.append(rate)
            }
            return
        }
        draft[.rate] = rateReading(rate)
    }

    /// The head of the tax in front of a rate.
    private func namedHead(_ rate: Int) -> ItemDraft.Cell? {
        guard rate > 0, sheet.tokens[rate - 1].cell == sheet.tokens[rate].cell,
            sheet.segment(of: rate) == sheet.segment(of: rate - 1)
        else { return nil }
        return head(rate - 1)
    }

    /// "GST-18%" or "IGST@18%": the number before the per cent sign.
    private func gluedRate(_ tokens: [Int]) -> Reading? {
        for token in tokens {
            let bytes = sheet.raw[sheet.tokens[token].rawRange]
            guard let sign = bytes.lastIndex(of: UInt8(ascii: "%")) else { continue }
            var start = sign
            while start > bytes.startIndex,
                Folding.isDigit(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ".")
            {
                start -= 1
            }
            guard start < sign, let rate = Amount(String(decoding: bytes[start..<sign], as: UTF8.self)) else {
                continue
            }
            return Reading(rate.text, tokens: [token], support: Confidence.weak)
        }
        return nil
    }

    private func readHead(
        _ head: ItemDraft.Cell, _ isRate: Bool, _ isBoth: Bool, _ numbers: [Int], _ draft: inout ItemDraft
    ) {
        var amounts = numbers.filter { !sheet.tokens[$0].number.isPercent }
        var rates = numbers.filter { sheet.tokens[$0].number.isPercent }
        if isRate { (rates, amounts) = (numbers, []) }
        if isBoth, rates.isEmpty, amounts.count == 2 {
            // "9.00 81.00": rate and amount side by side under one heading.
            let slabs = amounts.filter { ColumnRoles.isSlab(sheet.tokens[$0].number.micros) }
            if let rate = slabs.first {
                rates = [rate]
                amounts.removeAll { $0 == rate }
            }
        }
        if let rate = rates.first {
            draft.headRates[head] = self.rate(rate)
            draft.headRateTokens.append(rate)
        }
        if let amount = amounts.first { draft[head] = amountReading(amount) }
    }

    /// A column of tax types: each line states a head with its rate and amount.
    private func readTypedTaxes(_ group: ItemGrouper.Group, _ draft: inout ItemDraft) {
        guard let type = table.column(.taxType) else { return }
        let rate = table.columns.firstIndex { $0.kind == .taxRate }
        let amount = table.columns.firstIndex { $0.kind == .taxAmount || $0.kind == .tax }
        for line in group.lines {
            guard let word = table.tokens(line, type, in: sheet).first, let head = head(word) else {
                continue
            }
            if let rate, let number = numbers(table.tokens(line, rate, in: sheet)).first {
                draft.headRates[head] = self.rate(number)
                draft.headRateTokens.append(number)
            }
            if let amount, let number = numbers(table.tokens(line, amount, in: sheet)).first,
                draft[head] == nil
            {
                draft[head] = amountReading(number)
            }
        }
        if draft.headRates.isEmpty, let rate,
            let number = group.lines.flatMap({ numbers(table.tokens($0, rate, in: sheet)) }).first
        {
            draft[.rate] = rateReading(number)
        }
        let heads = [ItemDraft.Cell.cgst, .sgst, .igst].filter { draft[$0] != nil }
        if heads.count == 1, let only = heads.first {
            draft[.taxAmount] = draft[only]
        } else {
            draft[.taxAmount] = nil
        }
    }

    private func head(_ token: Int) -> ItemDraft.Cell? {
        if sheet.key(token, equals: "cgst") { return .cgst }
        if sheet.key(token, equals: "sgst") || sheet.key(token, equals: "utgst") { return .sgst }
        if sheet.key(token, equals: "igst") { return .igst }
        if sheet.key(token, equals: "cess") { return .cess }
        return nil
    }

    /// All numbers of the price cell.
    private func priceNumbers(_ group: ItemGrouper.Group) -> [Int] {
        guard let price = table.column(.unitPrice) else { return [] }
        return ordered(group, price).filter {
            sheet.tokens[$0].number.isNumber && !sheet.tokens[$0].number.isPercent
        }
    }
}
