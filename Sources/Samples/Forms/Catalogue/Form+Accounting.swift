internal import AssayKit
internal import Drawing

extension Form {
    /// In the manner of desktop accounting programs.
    static let accounting: [Form] = [
        // Marg: dense distributor's form on a lying page.
        Form(
            name: "marg-pharma",
            blocks: [
                .beside(
                    [
                        .init(4, [.letterhead(.init(size: 12, showsContact: true, shouts: true))]),
                        .init(3, [.parties(.init([.buyer], state: true, honours: true))]),
                        .init(
                            3,
                            [
                                .title(size: 11, .left),
                                .facts(
                                    .init(
                                        [.invoiceNumber, .invoiceDate, .dueDate, .salesman, .drugLicence],
                                        .columns)),
                            ]),
                    ], isRuled: true),
                .items,
                .beside(
                    [
                        .init(5, [.summary(byHSN: false), .words(.plain)]),
                        .init(3, [.bank(.columns), .signature(.left)]),
                        .init(3, [.totals(.init([.gross, .discount, .taxable, .heads, .roundOff, .total]))]),
                    ], isRuled: true),
                .note(
                    "Goods once sold will not be taken back. Subject to local jurisdiction. E. & O. E.",
                    size: 7),
            ],
            table: FormTable(
                columns: [
                    .serial, .quantity, .free, .pack, .description, .batch, .expiry, .hsn, .mrp, .unitPrice,
                    .discountPercent, .taxable, .headRates, .amount,
                ], rules: .columns, size: 7, gap: 1.5, least: 0.6),
            paper: .a4Landscape, margin: 26, size: 8, spacing: 4, numbers: .plain, dates: .slashed,
            says: [
                .invoiceNumber: "Inv No", .invoiceDate: "Inv Date", .description: "Product Name",
                .quantity: "Qty.", .unitPrice: "Rate", .discountPercent: "Dis%", .taxable: "Taxable",
                .total: "NET AMOUNT", .subtotal: "TAXABLE AMT", .gross: "SUB TOTAL", .hsn: "HSN Code",
                .cgst: "CGST", .sgst: "SGST", .amount: "Net Amt", .roundOff: "Rnd. Off",
            ], titles: [.taxInvoice: "GST INVOICE"], trades: [.medical], rows: 4...14),
        // Busy: one outer box, facts in two columns of colons.
        Form(
            name: "busy-box",
            blocks: [
                .beside(
                    [
                        .init(1, [.facts(.init([.supplierGSTIN], .colon))]),
                        .init(1, [.title(size: 11, .centre)]), .init(1, [.copy(.right)]),
                    ], isRuled: false),
                .letterhead(.init(size: 16, alignment: .centre, showsContact: true)),
                .box([
                    .facts(
                        .init(
                            [
                                .invoiceNumber, .transporter, .invoiceDate, .vehicle, .placeOfSupply,
                                .lorryReceipt, .reverseCharge, .ewayBill,
                            ], .columns, across: 2, showsEmpty: true))
                ]),
                .parties(.init([.buyer, .consignee], boxed: true, contact: true)),
                .items, .words(.bold), .summary(byHSN: false),
                .beside(
                    [.init(1, [.bank(.colon)]), .init(1, [.signature(.right)])], isRuled: true),
            ],
            table: FormTable(
                columns: [
                    .serial, .description, .hsn, .quantity, .unit, .unitPrice, .taxable,
                ], rules: .columns, tail: [.heads, .roundOff, .total], least: 0.55),
            margin: 34, size: 8.5, spacing: 4, dates: .dashed,
            says: [
                .invoiceNumber: "Invoice No.", .invoiceDate: "Dated", .buyer: "Billed to",
                .consignee: "Shipped to", .lorryReceipt: "GR/RR No.", .total: "Grand Total",
                .unitPrice: "Price", .taxable: "Amount(Rs.)", .words: "Rupees",
            ], place: .stateAndCode),
        // Tally, columnar: everything in boxes of label over value, taxes in the table.
        Form(
            name: "tally-columnar",
            blocks: [
                .title(size: 12, .centre),
                .beside(
                    [
                        .init(
                            1,
                            [
                                .letterhead(.init(size: 10, showsContact: false, showsState: true)), .rule,
                                .parties(.init([.consignee, .buyer], beside: false, state: true)),
                            ]),
                        .init(
                            1,
                            [
                                .facts(
                                    .init(
                                        [
                                            .invoiceNumber, .invoiceDate, .lorryReceipt, .terms,
                                            .purchaseOrder,
                                            .dueDate, .ewayBill, .vehicle,
                                        ], .cells, across: 2, showsEmpty: true))
                            ]),
                    ], isRuled: true),
                .items, .words(.bold), .summary(byHSN: true),
                .beside([.init(1, [.bank(.columns)]), .init(1, [.signature(.right)])], isRuled: false),
                .note("This is a Computer Generated Invoice", size: 7.5),
            ],
            table: FormTable(
                columns: [.serial, .description, .hsn, .rate, .quantityAndUnit, .unitPrice, .unit, .taxable],
                rules: .columns, tail: [.taxable, .heads, .roundOff, .total]),
            size: 8.5, spacing: 3, sign: "₹ ", dates: .shortName, words: .currencyCode, separator: " : ",
            says: [
                .invoiceDate: "Dated", .buyer: "Buyer (Bill to)", .consignee: "Consignee (Ship to)",
                .gstin: "GSTIN/UIN", .state: "State Name", .unit: "per", .quantity: "Quantity",
                .taxable: "Amount", .cgst: "CGST", .sgst: "SGST", .igst: "IGST", .subtotal: "",
                .total: "Total", .serial: "Sl No.", .words: "Amount Chargeable (in words)",
                .purchaseOrder: "Buyer's Order No.", .lorryReceipt: "Delivery Note", .rate: "GST Rate",
            ], titles: [.taxInvoice: "Tax Invoice"], place: .codeNamed, rows: 1...12),
        // Saral: a plain ruled grid with spanning tax heads.
        Form(
            name: "grid-heads",
            blocks: [
                .letterhead(.init(size: 15, alignment: .centre, showsPAN: true)), .rule,
                .title(size: 11, .centre),
                .facts(
                    .init(
                        [
                            .invoiceNumber, .vehicle, .invoiceDate, .placeOfSupply, .reverseCharge,
                            .purchaseOrder, .dueDate, .terms,
                        ], .grid, across: 2)),
                .parties(.init([.buyer, .consignee], boxed: true, bands: true, state: true, labelled: true)),
                .items, foot(.init(plainSums, boxed: true)), .signature(.right),
            ],
            table: FormTable(
                columns: [
                    .serial, .description, .hsn, .unit, .quantity, .unitPrice, .gross, .discount, .taxable,
                    .heads, .amount,
                ], size: 7.5, isHeadFilled: true, groupsHeads: true, hasTotalRow: true),
            margin: 30, size: 8.5, dates: .slashed, words: .bare,
            says: [
                .invoiceNumber: "Invoice Serial Number", .buyer: "Details of Receiver (Billed to)",
                .consignee: "Details of Consignee (Shipped to)", .gross: "Total",
                .total: "Total Amount After Tax",
                .subtotal: "Total Amount Before Tax", .cgst: "CGST", .sgst: "SGST",
                .words: "Total Invoice Amount in Words", .reverseCharge: "Reverse Charge (Y/N)",
                .description: "Product Description", .amount: "Total",
            ], place: .codeFirst, rows: 2...9),
        // Miracle: half a page, dot-matrix type.
        Form(
            name: "half-page-mono",
            blocks: [
                .letterhead(.init(size: 12, alignment: .centre, showsContact: true, shouts: true)), .rule,
                .beside(
                    [
                        .init(3, [.parties(.init([.buyer], honours: true))]),
                        .init(
                            2,
                            [
                                .title(size: 9, .left),
                                .facts(.init([.invoiceNumber, .invoiceDate, .terms], .colon)),
                            ]),
                    ], isRuled: false),
                .items,
                .beside([.init(3, [.words(.plain)]), .init(2, [.totals(.init(plainSums))])], isRuled: false),
                .signature(.right),
            ],
            table: FormTable(
                columns: [.serial, .description, .hsn, .quantity, .unit, .unitPrice, .rate, .taxable],
                rules: .none, size: 8, gap: 1.5),
            paper: .a5Landscape, margin: 24, family: "Liberation Mono", size: 8, spacing: 4, numbers: .plain,
            dates: .slashed, words: .capitals, separator: " : ",
            says: [
                .invoiceNumber: "Bill No", .invoiceDate: "Date", .total: "Net Amount", .subtotal: "Total",
                .description: "Particulars", .rate: "GST", .cgst: "Add CGST", .sgst: "Add SGST",
                .igst: "Add IGST",
            ], rows: 1...5),
        // Long distributor's invoices, up to ten pages.
        Form(
            name: "distributor-long",
            blocks: [
                head(
                    .init(size: 13, showsPAN: true, hasLogo: true),
                    .init([.invoiceNumber, .invoiceDate, .dueDate, .customer, .salesman], .spread)),
                .title(size: 12, .centre), .parties(.init([.buyer, .consignee], bands: true)), .items,
                .summary(byHSN: true), foot(.init([.taxable, .headsByRate, .roundOff, .total])),
                .signature(.right),
            ],
            table: FormTable(
                columns: [
                    .serial, .description, .hsn, .quantity, .unit, .unitPrice, .discountPercent, .taxable,
                    .rate, .tax, .amount,
                ], rules: .rows, size: 7.5, isHeadFilled: true),
            size: 8.5, dates: .spacedName, says: [.tax: "GST Amt", .taxable: "Taxable Amt"],
            trades: [.food, .office, .kitchen], rows: 45...180),
    ]
}
