internal import AssayKit
internal import Drawing

extension Form {
    /// Hand-set in word processors and spreadsheets, and in the manner of transporters and makers.
    static let trading: [Form] = [
        Form(
            name: "word-letter",
            blocks: [
                .letterhead(.init(size: 20, alignment: .right, showsContact: true)), .rule,
                .title(size: 13, .centre),
                .beside(
                    [
                        .init(3, [.parties(.init([.buyer], honours: true))]),
                        .init(2, [.facts(.init([.invoiceNumber, .invoiceDate, .purchaseOrder], .colon))]),
                    ], isRuled: false),
                .note("Dear Sir, please find below our charges for the work done at your site.", size: 10),
                .items,
                .totals(.init(plainSums, share: 0.5)), .words(.bold), .bank(.colon), .gap(10),
                .signature(.left),
            ],
            table: FormTable(
                columns: [.serial, .description, .hsn, .quantity, .unitPrice, .taxable], size: 10, gap: 4),
            margin: 62, family: "Liberation Serif", size: 10.5, numbers: .dash, sign: "Rs. ", dates: .dotted,
            words: .rupeesFirst,
            says: [
                .invoiceNumber: "Ref. No", .invoiceDate: "Date", .buyer: "To", .description: "Particulars",
                .taxable: "Amount (Rs.)", .unitPrice: "Rate (Rs.)", .total: "Total Amount",
                .subtotal: "Amount before tax",
                .cgst: "Add: CGST", .sgst: "Add: SGST", .igst: "Add: IGST", .hsn: "SAC/HSN",
            ], trades: [.consulting, .computing, .transport], rows: 1...4),
        Form(
            name: "word-two-column",
            blocks: [
                .title(size: 15, .right),
                .beside(
                    [
                        .init(1, [.letterhead(.init(size: 12, showsPAN: true))]),
                        .init(
                            1,
                            [
                                .facts(
                                    .init(
                                        [
                                            .invoiceNumber, .invoiceDate, .dueDate, .placeOfSupply,
                                            .reverseCharge,
                                        ], .grid))
                            ]),
                    ], isRuled: false),
                .parties(.init([.buyer, .consignee], boxed: true)), .items,
                .totals(.init([.taxable, .tax, .roundOff, .total], boxed: true, share: 0.5)),
                .words(.plain), .bank(.columns), .signature(.right),
            ],
            table: FormTable(
                columns: [.serial, .description, .hsn, .quantityAndUnit, .unitPrice, .rate, .taxable],
                size: 9.5),
            margin: 54, family: "Liberation Serif", size: 10, numbers: .indian, dates: .monthFirst,
            words: .bare,
            says: [
                .invoiceNumber: "Invoice #", .invoiceDate: "Date", .buyer: "Bill To:",
                .consignee: "Deliver To:",
                .taxTotal: "GST", .total: "TOTAL", .taxable: "Line Total", .rate: "GST",
            ], titles: [.taxInvoice: "INVOICE"]),
        Form(
            name: "excel-plain",
            blocks: [
                .title(size: 12, .centre), .letterhead(.init(size: 11, showsPAN: true, isNumberFirst: true)),
                .facts(
                    .init(
                        [.invoiceNumber, .invoiceDate, .placeOfSupply, .reverseCharge, .vehicle, .ewayBill],
                        .grid, across: 2, showsEmpty: true)),
                .parties(.init([.buyer], boxed: true, state: true, labelled: true)), .items,
                .totals(.init(plainSums, boxed: true)), .words(.plain), .bank(.grid), .signature(.right),
            ],
            table: FormTable(
                columns: [.serial, .description, .hsn, .quantity, .unit, .unitPrice, .taxable], size: 9,
                gap: 2.5),
            margin: 44, family: "Liberation Sans", size: 9, spacing: 0, numbers: .plain, dates: .dashed,
            words: .capitals,
            says: [
                .serial: "Sr. No", .description: "Description", .unit: "UOM", .taxable: "Amount",
                .subtotal: "Total Taxable Value",
                .total: "Invoice Value", .gstin: "GST No.", .words: "Rs. in words",
            ], place: .stateOnly, rows: 2...8),
        Form(
            name: "excel-wide",
            blocks: [
                head(
                    .init(size: 13),
                    .init([.invoiceNumber, .invoiceDate, .purchaseOrder, .dueDate], .columns), ruled: true),
                .title(size: 11, .centre),
                .parties(.init([.buyer, .consignee], boxed: true, bands: true, state: true, contact: true)),
                .items,
                .beside(
                    [
                        .init(2, [.bank(.columns)]), .init(2, [.words(.plain), .signature(.left)]),
                        .init(
                            2,
                            [
                                .totals(
                                    .init(
                                        [.gross, .discount, .taxable, .heads, .roundOff, .total], boxed: true)
                                )
                            ]),
                    ], isRuled: false),
            ],
            table: FormTable(
                columns: [
                    .serial, .description, .hsn, .quantity, .unit, .unitPrice, .gross, .discountPercent,
                    .discount, .taxable,
                    .heads, .amount,
                ], size: 7.5, isHeadFilled: true, hasTotalRow: true),
            paper: .a4Landscape, margin: 28, size: 8, dates: .slashed,
            tint: Colour(red: 0.87, green: 0.93, blue: 0.85),
            says: [
                .gross: "Total Value", .amount: "Total Amount", .total: "Invoice Total",
                .subtotal: "Taxable Amount",
            ], rows: 3...12),
        Form(
            name: "transport-freight",
            blocks: [
                .copy(.right), .letterhead(.init(size: 18, alignment: .centre, showsPAN: true, shouts: true)),
                .rule,
                .beside(
                    [
                        .init(1, [.facts(.init([.invoiceNumber], .colon))]),
                        .init(1, [.title(size: 12, .centre)]),
                        .init(1, [.facts(.init([.invoiceDate], .colon, .right))]),
                    ], isRuled: false),
                .parties(.init([.buyer], boxed: true, state: true, honours: true)),
                .facts(.init([.vehicle, .lorryReceipt, .placeOfSupply, .reverseCharge], .cells, across: 4)),
                .items,
                foot(.init(plainSums, boxed: true)), .signature(.right),
                .note(
                    "Service tax under GST is paid by us under forward charge where tax is charged above.",
                    size: 7),
            ],
            table: FormTable(
                columns: [.serial, .description, .hsn, .quantity, .unitPrice, .rate, .taxable],
                rules: .columns, least: 0.6),
            numbers: .indian, sign: "₹ ", dates: .slashed,
            says: [
                .invoiceNumber: "Bill No.", .invoiceDate: "Bill Date", .description: "Particulars of Freight",
                .taxable: "Freight (₹)",
                .hsn: "SAC", .subtotal: "Total Freight", .total: "Net Payable",
                .buyer: "Consignor / Billed to", .signFor: "For",
            ], titles: [.taxInvoice: "TAX INVOICE"], trades: [.transport], rows: 1...5),
        Form(
            name: "pharma-retail",
            blocks: [
                .beside(
                    [
                        .init(1, [.facts(.init([.drugLicence], .colon))]),
                        .init(1, [.facts(.init([.supplierGSTIN], .colon, .right))]),
                    ], isRuled: false),
                .letterhead(.init(size: 14, alignment: .centre)), .title(size: 10, .centre),
                .facts(.init([.invoiceNumber, .invoiceDate, .buyerName, .salesman], .colon, across: 2)),
                .items,
                .totals(.init([.gross, .discount, .taxable, .heads, .roundOff, .total], share: 0.5)),
                .words(.plain),
                .note("Medicines without batch number and bill will not be taken back.", size: 7),
                .signature(.right),
            ],
            table: FormTable(
                columns: [
                    .serial, .description, .hsn, .batch, .expiry, .quantity, .mrp, .unitPrice, .rate,
                    .taxable,
                ], rules: .columns, size: 7.5, gap: 2),
            paper: .a5, margin: 22, size: 8, spacing: 4, numbers: .plain, dates: .slashed,
            says: [
                .invoiceNumber: "Bill No", .invoiceDate: "Bill Dt", .buyer: "Patient",
                .description: "Product", .taxable: "Amount",
                .total: "Bill Amount", .subtotal: "Taxable Amt", .expiry: "Expiry",
            ], titles: [.taxInvoice: "GST TAX INVOICE"], trades: [.medical], rows: 2...9),
        Form(
            name: "manufacturer-boxed",
            blocks: [
                .box([
                    .beside(
                        [
                            .init(3, [.letterhead(.init(size: 13, showsPAN: true, showsState: true))]),
                            .init(2, [.title(size: 12, .right), .copy(.right)]),
                        ], isRuled: false)
                ]),
                .facts(
                    .init(
                        [
                            .invoiceNumber, .invoiceDate, .purchaseOrder, .ewayBill, .vehicle, .transporter,
                            .placeOfSupply, .reverseCharge,
                        ], .cells, across: 4, showsEmpty: true)),
                .parties(.init([.buyer, .consignee], boxed: true, state: true)), .items,
                .summary(byHSN: true), .words(.bold),
                .box([
                    .beside(
                        [
                            .init(1, [.bank(.columns)]),
                            .init(1, [.totals(.init([.taxable, .heads, .roundOff, .total]))]),
                        ], isRuled: true)
                ]),
                .note("We certify that the particulars above are true and correct.", size: 7.5),
                .signature(.right),
            ],
            table: FormTable(
                columns: [
                    .serial, .description, .hsn, .quantity, .unit, .unitPrice, .discountPercent, .taxable,
                ], below: .batch),
            margin: 32, size: 8.5, spacing: 0, dates: .shortName, separator: " :- ",
            says: [
                .serial: "Sl.", .unitPrice: "Basic Rate", .taxable: "Assessable Value",
                .total: "Invoice Total", .subtotal: "Assessable Value",
            ],
            place: .codeNamed, trades: [.machinery, .steel, .electrical], rows: 2...10),
        Form(
            name: "services-retainer",
            blocks: [
                .letterhead(.init(size: 12, alignment: .right, isBoldName: false, showsPAN: true)), .gap(10),
                .title(size: 16, .left),
                .facts(.init([.invoiceNumber, .invoiceDate, .dueDate, .placeOfSupply], .below, across: 4)),
                .parties(.init([.buyer])), .items,
                .totals(.init([.taxable, .headsByRate, .total], share: 0.5, band: true)), .words(.italic),
                .bank(.columns), .signature(.left),
            ],
            table: FormTable(
                columns: [.description, .hsn, .rate, .taxable, .tax, .amount], rules: .rows, gap: 5,
                below: .remark),
            margin: 56, family: "Liberation Sans", numbers: .western, sign: "INR ", dates: .spacedName,
            words: .currencyCode,
            says: [
                .description: "Services", .hsn: "SAC", .tax: "GST", .total: "Total due",
                .invoiceNumber: "Invoice", .invoiceDate: "Issued",
            ],
            trades: [.consulting, .computing], rows: 1...3),
    ]
}
