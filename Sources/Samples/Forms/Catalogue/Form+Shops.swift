internal import AssayKit
internal import Drawing

extension Form {
    /// In the manner of tills, restaurants, hotels and jewellers.
    static let shops: [Form] = [
        Form(
            name: "roll-80",
            blocks: [
                .letterhead(.init(size: 11, alignment: .centre)), .title(size: 9, .centre),
                .facts(.init([.invoiceNumber, .invoiceDate, .time, .counter], .colon, across: 2, size: 7)),
                .parties(.init([.buyer])), .items, .totals(.init(plainSums)), .rule,
                .words(.plain), .note("Thank you! Visit again.", size: 7),
            ],
            table: FormTable(
                columns: [.hsn, .quantity, .unitPrice, .rate, .amount], size: 7, isStacked: true, shouts: true
            ),
            paper: .roll(226), margin: 10, family: "DejaVu Sans Mono", size: 7, spacing: 3, numbers: .plain,
            dates: .slashed,
            says: [
                .invoiceNumber: "Bill No", .invoiceDate: "Date", .total: "TOTAL", .description: "ITEM",
                .rate: "GST%",
            ],
            titles: [.taxInvoice: "TAX INVOICE"], trades: [.kitchen, .textile, .food]),
        Form(
            name: "roll-58",
            blocks: [
                .letterhead(.init(size: 9, alignment: .centre, showsContact: false)),
                .title(size: 8, .centre),
                .facts(.init([.invoiceNumber, .invoiceDate, .salesman], .colon)), .items,
                .totals(.init(plainSums)),
                .note("Items once sold are not exchanged.", size: 6),
            ],
            table: FormTable(
                columns: [.quantity, .unitPrice, .amount], size: 6.5, below: .hsn, isStacked: true),
            paper: .roll(164), margin: 8, family: "Liberation Mono", size: 6.5, spacing: 3, numbers: .plain,
            dates: .dashed,
            says: [.invoiceNumber: "Bill", .invoiceDate: "Dt", .total: "NET", .subtotal: "Taxable"],
            kinds: [.retailReceipt], titles: [.retailReceipt: "CASH MEMO"], trades: [.kitchen, .food]),
        Form(
            name: "restaurant-bill",
            blocks: [
                .letterhead(.init(size: 13, alignment: .centre, shouts: true)),
                .facts(.init([.foodLicence], .colon, .centre)), .rule,
                .title(size: 10, .centre),
                .facts(.init([.invoiceNumber, .counter, .invoiceDate, .time], .spread, across: 2)), .rule,
                .items,
                .totals(.init([.taxable, .headsByRate, .roundOff, .total])), .rule,
                .note("No service charge is levied. SAC 996331", size: 7),
            ],
            table: FormTable(
                columns: [.description, .quantity, .unitPrice, .taxable], rules: .none, size: 8, shouts: true),
            paper: .roll(280), margin: 14, family: "Liberation Sans", size: 8, spacing: 4, numbers: .plain,
            dates: .slashed,
            says: [
                .counter: "Table", .description: "Item", .unitPrice: "Rate", .taxable: "Amt",
                .total: "Grand Total",
                .invoiceNumber: "Bill No.", .invoiceDate: "Date",
            ], kinds: [.retailReceipt, .taxInvoice],
            titles: [.retailReceipt: "RETAIL INVOICE", .taxInvoice: "TAX INVOICE"],
            trades: [.restaurant]),
        Form(
            name: "hotel-folio",
            blocks: [
                .letterhead(.init(size: 17, alignment: .centre, showsPAN: true, hasLogo: true)),
                .title(size: 12, .centre),
                .beside(
                    [
                        .init(1, [.parties(.init([.buyer], contact: true))]),
                        .init(
                            1,
                            [
                                .facts(
                                    .init(
                                        [
                                            .invoiceNumber, .invoiceDate, .room, .arrival, .departure,
                                            .placeOfSupply,
                                        ], .columns))
                            ]),
                    ], isRuled: true),
                .items, .totals(.init([.taxable, .headsByRate, .roundOff, .total], boxed: true, share: 0.5)),
                .words(.plain),
                .bank(.colon),
                .beside(
                    [
                        .init(1, [.note("Guest Signature", size: 8)]), .init(1, [.signature(.right)]),
                    ], isRuled: false),
            ],
            table: FormTable(
                columns: [
                    .serial, .description, .hsn, .quantity, .unitPrice, .taxable, .headAmounts, .amount,
                ], size: 8, isHeadFilled: true),
            family: "Liberation Serif", size: 9.5, dates: .spacedName, words: .rupeesFirst,
            says: [
                .buyer: "Guest Name", .description: "Particulars", .quantity: "Nights/Qty",
                .unitPrice: "Tariff",
                .invoiceNumber: "Folio / Invoice No.", .total: "Net Payable", .hsn: "SAC",
            ], trades: [.hotel], rows: 2...6),
        Form(
            name: "jeweller-estimate",
            blocks: [
                .copy(.right), .title(size: 11, .centre),
                .letterhead(.init(size: 18, alignment: .centre, shouts: true)), .rule,
                .beside(
                    [
                        .init(3, [.parties(.init([.buyer], contact: true, labelled: true))]),
                        .init(2, [.facts(.init([.invoiceNumber, .invoiceDate, .placeOfSupply], .columns))]),
                    ], isRuled: false),
                .items, foot(.init([.taxable, .heads, .roundOff, .total]), bank: .colon),
                .note("Hallmark charges included. HUID on every article. Weights in grams.", size: 7.5),
                .signature(.right),
            ],
            table: FormTable(
                columns: [.serial, .description, .hsn, .quantityAndUnit, .unitPrice, .taxable],
                rules: .columns, gap: 4, least: 0.5),
            family: "Liberation Serif", size: 9, numbers: .indian, sign: "Rs. ", dates: .dashed,
            words: .rupeesFirst,
            tint: Colour(red: 0.98, green: 0.93, blue: 0.8),
            says: [
                .quantity: "Net Wt", .unitPrice: "Rate/gm", .taxable: "Value (Rs.)",
                .description: "Description of Ornaments",
                .total: "Total Payable", .subtotal: "Total Value", .buyer: "Customer",
            ], trades: [.jewellery], rows: 1...4),
        Form(
            name: "department-store",
            blocks: [
                .letterhead(.init(size: 13, isNumberFirst: true, hasLogo: true)), .title(size: 10, .centre),
                .facts(
                    .init(
                        [.invoiceNumber, .invoiceDate, .time, .counter, .salesman, .buyerName], .columns,
                        across: 3)),
                .items, .totals(.init([.gross, .discount, .taxable, .heads, .roundOff, .total], share: 0.5)),
                .summary(byHSN: false), .words(.plain),
            ],
            table: FormTable(
                columns: [
                    .serial, .hsn, .description, .quantity, .mrp, .unitPrice, .discount, .rate, .taxable,
                ],
                rules: .rows, size: 7.5, gap: 2, shouts: true),
            paper: .a5, margin: 24, size: 7.5, spacing: 5, numbers: .plain, dates: .slashed,
            says: [
                .invoiceNumber: "Memo No", .invoiceDate: "Date", .buyer: "Name", .total: "Net Payable",
                .taxable: "Value",
                .subtotal: "Taxable",
            ], kinds: [.taxInvoice, .retailReceipt], titles: [.retailReceipt: "RETAIL INVOICE"],
            trades: [.textile, .kitchen]),
    ]
}
