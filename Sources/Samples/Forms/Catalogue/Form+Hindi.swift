internal import AssayKit
internal import Drawing

extension Form {
    /// With labels in Hindi, alone or beside English ones.
    static let hindi: [Form] = [
        Form(
            name: "hindi-bilingual",
            blocks: [
                .title(size: 13, .centre), .letterhead(.init(size: 15, alignment: .centre)), .rule,
                .facts(
                    .init(
                        [.invoiceNumber, .invoiceDate, .placeOfSupply, .reverseCharge, .vehicle, .ewayBill],
                        .colon, across: 2)),
                .parties(.init([.buyer], boxed: true, state: true)), .items,
                .totals(.init(plainSums, boxed: true, share: 0.6)), .words(.plain), .bank(.columns),
                .signature(.right),
            ],
            table: FormTable(columns: [.serial, .description, .hsn, .quantity, .unit, .unitPrice, .taxable]),
            language: .both, dates: .slashed,
            says: [.description: "माल का विवरण / Description", .hsn: "HSN", .rate: "GST %"]),
        Form(
            name: "hindi-only",
            blocks: [
                .letterhead(.init(size: 15, alignment: .centre)), .title(size: 13, .centre),
                .beside(
                    [
                        .init(1, [.parties(.init([.buyer]))]),
                        .init(1, [.facts(.init([.invoiceNumber, .invoiceDate, .placeOfSupply], .columns))]),
                    ], isRuled: true),
                .items, foot(.init(plainSums)), .signature(.right),
            ],
            table: FormTable(
                columns: [
                    .serial, .description, .hsn, .quantity, .unit, .unitPrice, .taxable, .headAmounts,
                    .amount,
                ], size: 8),
            language: .hindi, dates: .dashed, rows: 1...5),
        Form(
            name: "hindi-bill-book",
            blocks: [
                .copy(.right), .title(size: 11, .centre), .letterhead(.init(size: 18, alignment: .centre)),
                .rule,
                .beside(
                    [
                        .init(1, [.facts(.init([.invoiceNumber], .colon))]),
                        .init(1, [.facts(.init([.invoiceDate], .colon, .right))]),
                    ], isRuled: false),
                .parties(.init([.buyer], honours: true, labelled: true)), .items, .words(.plain),
                .signature(.right),
            ],
            table: FormTable(
                columns: [.serial, .description, .hsn, .quantityAndUnit, .unitPrice, .taxable],
                rules: .columns, tail: plainSums, least: 0.6),
            language: .both, numbers: .dash, dates: .dotted,
            says: [
                .description: "विवरण / Particulars", .serial: "क्र. / No.", .quantity: "मात्रा / Qty",
                .unitPrice: "दर / Rate", .taxable: "राशि / Amount",
            ],
            trades: [.food, .kitchen, .steel], rows: 1...6),
    ]
}
