import DocumentLayout

extension ColumnVocabulary {
    /// The column that a heading names by the words in it.
    static func loose(_ key: HeadingKey) -> ColumnKind? {
        guard key.bytes.count <= 60 else { return nil }
        let isInclusive =
            key.has("incl") || key.has("incgst") || key.has("inctax") || key.has("withtax")
            || key.has("withgst")
            || key.has("aftertax")
        // "Tax Rate (GST + Cess)"
        if key.hasPrefix("taxrategst") { return .taxRate }
        if let head = head(key), !isInclusive { return head }
        if key.has("excl") {
            if key.has("price") || key.hasPrefix("rate") || key.has("unit") { return .unitPrice }
            if key.has("am") || key.has("total") || key.has("value") { return .taxable }
        }
        if key.has("nontax") || key.has("exempt") { return .ignored }
        if key.has("taxable") || key.has("assessable") || key.has("beforetax") { return .taxable }
        // "Gross Wt (gms)" and "Net Wt (gms)"; of several the one that explains the amounts counts.
        if key.has("wt") || key.has("weight") { return .quantity }
        if key.has("hsn") || key.hasSuffix("sac") { return .hsn }
        if key.has("descript") || key.has("particular") || key.has("itemname") || key.has("productname") {
            return .description
        }
        if key.has("batch") || key.has("expiry") || key.has("mfg") || key.has("code") { return .ignored }
        if key.has("disc") { return key.has("%") || key.has("percent") ? .discountPercent : .discount }
        if key.has("mrp") { return .listPrice }
        // "No. of Plates", but not "No. of Pkgs" beside the quantity.
        if key.hasPrefix("noof"), !key.has("pkg"), !key.has("box"), !key.has("pack"), !key.has("case") {
            return .quantity
        }
        if key.hasPrefix("basicrate") || key.hasPrefix("monthlyrent") || key.hasPrefix("monthlyrate") {
            return .unitPrice
        }
        if key.has("qty") || key.has("quantity") { return key.has("free") ? .ignored : .quantity }
        if key.has("price") || key.has("unitrate") || key.has("rateper") {
            return isInclusive ? .inclusivePrice : .unitPrice
        }
        if key.hasPrefix("rate") { return isInclusive ? .inclusivePrice : .rate }
        if key.has("gst") || (key.has("tax") && !isInclusive) {
            if isInclusive { return .amount }
            if key.has("type") { return .taxType }
            if key.has("rate") || key.has("%") { return .taxRate }
            if key.has("am") || key.has("value") { return .taxAmount }
        }
        if key.has("gross") { return .gross }
        if key.hasPrefix("net") { return .net }
        if key.has("amount") || key.has("total") || key.has("value") { return .amount }
        if key.has("uom") || key.has("uqc") { return .unit }
        return nil
    }

    /// The column that a Hindi heading names by the words in it.
    static func looseHindi(_ key: [UInt8]) -> ColumnKind? {
        guard key.first == Folding.devanagari, key.count <= 80 else { return nil }
        func has(_ word: [UInt8]) -> Bool {
            word.count <= key.count
                && (0...(key.count - word.count)).contains { key[$0..<$0 + word.count] == word[...] }
        }
        return hindiWords.first { has($0.0) }?.1
    }

    static let hindiWords: [([UInt8], ColumnKind)] = hindiNames.map { (Folding.fold($0.0), $0.1) }

    static let hindiNames: [(String, ColumnKind)] = [
        ("सीजीएसटी", .cgst), ("एसजीएसटी", .sgst), ("आईजीएसटी", .igst), ("योग्य", .taxable), ("एचएसएन", .hsn),
        ("विवरण", .description), ("मात्रा", .quantity), ("इकाई", .unit), ("जीएसटी", .tax), ("छूट", .discount),
        ("मूल्य", .amount), ("राशि", .amount),
    ]

    static func head(_ key: HeadingKey) -> ColumnKind? {
        let isRate = key.has("rate") || key.has("%") || key.has("percent")
        let isAmount = key.has("am") || key.has("value") || key.hasSuffix("rs") || key.hasSuffix("inr")
        func pick(_ both: ColumnKind, _ rate: ColumnKind, _ amount: ColumnKind) -> ColumnKind {
            isRate == isAmount ? both : isRate ? rate : amount
        }
        if key.has("cgst") || key.has("centraltax") { return pick(.cgst, .cgstRate, .cgstAmount) }
        if key.has("sgst") || key.has("utgst") || key.has("ugst") || key.has("statetax") || key.has("uttax") {
            return pick(.sgst, .sgstRate, .sgstAmount)
        }
        if key.has("igst") || key.has("integratedtax") { return pick(.igst, .igstRate, .igstAmount) }
        if key.has("cess") { return pick(.cess, .cessRate, .cessAmount) }
        return nil
    }
}
