internal import AssayKit
internal import Drawing

extension Form {
    /// All forms, in a fixed order: new ones go to the end, so that seeds keep their meaning.
    static let catalogue = accounting + online + shops + trading + abroad + hindi + papers

    /// The usual columns of goods.
    static let plainColumns: [FormColumn] = [
        .serial, .description, .hsn, .quantity, .unit, .unitPrice, .taxable,
    ]
    /// The usual sums.
    static let plainSums: [TotalKey] = [.taxable, .heads, .roundOff, .total]

    /// A head with the number and the day at the right of the supplier.
    static func head(
        _ letterhead: Block.Letterhead, _ facts: Block.Facts, ruled: Bool = false
    ) -> Block {
        .beside([.init(3, [.letterhead(letterhead)]), .init(2, [.facts(facts)])], isRuled: ruled)
    }

    /// Words and bank at the left, sums at the right.
    static func foot(
        _ totals: Block.Totals, bank: Block.Facts.Manner = .columns, look: Look = .plain
    ) -> Block {
        .beside(
            [.init(11, [.words(look), .bank(bank)]), .init(9, [.totals(totals)])], isRuled: false)
    }
}
