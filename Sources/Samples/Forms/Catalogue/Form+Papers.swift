internal import AssayKit
internal import Drawing

extension Form {
    /// Documents that are no tax invoices, and bills of supply.
    static let papers: [Form] = [
        Form(
            name: "composition-bill",
            blocks: [
                .title(size: 13, .centre),
                .note("Composition taxable person, not eligible to collect tax on supplies", size: 8),
                .letterhead(.init(size: 15, alignment: .centre)),
                .facts(.init([.invoiceNumber, .invoiceDate, .vehicle, .placeOfSupply], .grid, across: 2)),
                .parties(.init([.buyer], boxed: true)), .items,
                .totals(.init([.taxable, .roundOff, .total], share: 0.5)), .words(.plain), .signature(.right),
            ],
            table: FormTable(columns: [.serial, .description, .hsn, .quantity, .unit, .unitPrice, .taxable]),
            says: [
                .invoiceNumber: "Bill No.", .invoiceDate: "Bill Date", .subtotal: "Total", .taxable: "Amount",
                .total: "Net Amount",
            ], kinds: [.billOfSupply],
            trades: [.food, .textile]),
        Form(
            name: "exempt-supply",
            blocks: [
                head(
                    .init(size: 14, hasLogo: true), .init([.invoiceNumber, .invoiceDate, .dueDate], .spread)),
                .title(size: 12, .left),
                .parties(.init([.buyer, .consignee])), .items,
                foot(.init([.taxable, .roundOff, .total], band: true)), .signature(.right),
            ],
            table: FormTable(
                columns: [.serial, .description, .hsn, .quantityAndUnit, .unitPrice, .taxable], rules: .rows,
                isHeadFilled: true),
            sign: "₹", dates: .spacedName,
            says: [.taxable: "Value", .subtotal: "Value of Supply", .total: "Total"], kinds: [.billOfSupply],
            trades: [.food]),
        Form(
            name: "note-boxed",
            blocks: [
                .title(size: 13, .centre), .letterhead(.init(size: 13, showsPAN: true)),
                .facts(
                    .init(
                        [.invoiceNumber, .originalNumber, .invoiceDate, .originalDate, .placeOfSupply], .grid,
                        across: 2)), .parties(.init([.buyer], boxed: true, state: true)),
                .items, .totals(.init(plainSums, boxed: true, share: 0.5)), .words(.plain),
                .note("Reason: goods returned / difference in rate.", size: 8), .signature(.right),
            ],
            table: FormTable(columns: [
                .serial, .description, .hsn, .quantity, .unit, .unitPrice, .taxable, .rate,
            ]), dates: .dashed,
            says: [
                .invoiceNumber: "Document No.", .invoiceDate: "Date", .originalNumber: "Ref. Invoice No.",
                .originalDate: "Ref. Invoice Date",
            ],
            kinds: [.creditNote, .debitNote]),
        Form(
            name: "advance-voucher",
            blocks: [
                .letterhead(.init(size: 14, alignment: .centre, showsPAN: true)), .rule,
                .title(size: 13, .centre),
                .facts(
                    .init(
                        [.invoiceNumber, .invoiceDate, .placeOfSupply, .reverseCharge], .columns, across: 2)),
                .parties(.init([.buyer], state: true)), .items,
                .totals(.init([.taxable, .heads, .total], share: 0.5)), .words(.bold), .signature(.right),
            ],
            table: FormTable(columns: [.serial, .description, .hsn, .taxable, .headAmounts, .amount]),
            dates: .dashed,
            says: [
                .invoiceNumber: "Voucher No.", .invoiceDate: "Voucher Date", .taxable: "Advance",
                .total: "Total Received", .subtotal: "Advance Amount",
                .buyer: "Received from",
            ], kinds: [.receiptVoucher], trades: [.advance], rows: 1...1, roundsTotal: false,
            hasPrivateBuyer: false),
        Form(
            name: "proforma-quote",
            blocks: [
                head(
                    .init(size: 14, showsPAN: true, hasLogo: true),
                    .init([.invoiceNumber, .invoiceDate, .terms, .placeOfSupply], .columns)),
                .title(size: 14, .centre),
                .parties(.init([.buyer, .consignee], boxed: true, bands: true)), .items,
                foot(.init([.taxable, .headsByRate, .roundOff, .total])),
                .note("This is not a tax invoice. Prices are valid for 15 days.", size: 8),
                .signature(.right),
            ],
            table: FormTable(
                columns: [
                    .serial, .description, .hsn, .quantity, .unit, .unitPrice, .discountPercent, .taxable,
                    .rate,
                ], isHeadFilled: true),
            sign: "₹ ", dates: .spacedName, says: [.invoiceNumber: "PI No.", .invoiceDate: "PI Date"],
            kinds: [.proforma]),
        Form(
            name: "challan-goods",
            blocks: [
                .copy(.right), .title(size: 13, .centre), .letterhead(.init(size: 14, alignment: .centre)),
                .facts(
                    .init(
                        [.invoiceNumber, .vehicle, .invoiceDate, .transporter, .ewayBill, .placeOfSupply],
                        .columns, across: 2)),
                .parties(.init([.buyer, .consignee], boxed: true, state: true)), .items,
                .totals(.init(plainSums, share: 0.5)),
                .note(
                    "Goods sent for job work, not for sale. Received the above goods in good order.", size: 8),
                .signature(.right),
            ],
            table: FormTable(
                columns: [.serial, .description, .hsn, .quantity, .unit, .unitPrice, .taxable, .rate],
                rules: .columns, least: 0.55),
            dates: .slashed,
            says: [.invoiceNumber: "Challan No.", .invoiceDate: "Challan Date", .buyer: "Consignee"],
            kinds: [.deliveryChallan], trades: [.steel, .textile, .machinery]),
        Form(
            name: "order-and-offer",
            blocks: [
                head(.init(size: 14), .init([.invoiceNumber, .invoiceDate, .terms], .columns)),
                .title(size: 14, .centre), .parties(.init([.buyer], boxed: true)), .items,
                .totals(.init([.taxable, .heads, .total], share: 0.5)),
                .note("Please supply the goods above by the date agreed.", size: 8), .signature(.right),
            ],
            table: FormTable(columns: [.serial, .description, .quantity, .unit, .unitPrice, .taxable]),
            says: [
                .invoiceNumber: "Order No.", .invoiceDate: "Order Date", .buyer: "Vendor",
                .total: "Order Value",
            ], kinds: [.notAnInvoice]),
        Form(
            name: "account-statement",
            blocks: [
                .letterhead(.init(size: 14, alignment: .centre)), .title(size: 13, .centre),
                .parties(.init([.buyer])), .facts(.init([.invoiceDate, .customer], .colon)), .items,
                .note("Kindly confirm the balance above within seven days.", size: 9),
            ],
            table: FormTable(columns: [.serial, .description, .amount], rules: .rows, hasTotalRow: true),
            says: [
                .description: "Voucher", .amount: "Debit", .invoiceDate: "As on",
                .totalRow: "Closing Balance",
            ], kinds: [.notAnInvoice],
            titles: [.notAnInvoice: "STATEMENT OF ACCOUNT"], rows: 4...14),
    ]
}
