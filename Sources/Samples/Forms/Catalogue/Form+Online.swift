internal import AssayKit
internal import Drawing

extension Form {
    /// In the manner of billing on the web and of marketplaces.
    static let online: [Form] = [
        Form(
            name: "zoho-standard",
            blocks: [
                .box([
                    .beside(
                        [
                            .init(3, [.letterhead(.init(size: 11, hasLogo: true))]),
                            .init(2, [.title(size: 18, .right)]),
                        ], isRuled: false)
                ]),
                .box([
                    .facts(
                        .init(
                            [
                                .invoiceNumber, .placeOfSupply, .invoiceDate, .purchaseOrder, .terms,
                                .dueDate,
                            ], .columns, across: 2))
                ]),
                .parties(.init([.buyer, .consignee], boxed: true, bands: true)), .items,
                .beside(
                    [
                        .init(
                            3,
                            [.words(.italic), .note("Thanks for your business.", size: 8), .bank(.columns)]),
                        .init(2, [.totals(.init([.taxable, .headsByRate, .roundOff, .total, .balance]))]),
                    ], isRuled: true),
                .signature(.right),
            ],
            table: FormTable(
                columns: [.serial, .description, .hsn, .quantity, .unitPrice, .heads, .taxable],
                isHeadFilled: true, groupsHeads: true),
            family: "DejaVu Sans", size: 8, spacing: 0, sign: "₹", dates: .slashed, words: .indianRupee,
            separator: " : ",
            says: [
                .serial: "#", .description: "Item & Description", .taxable: "Amount", .invoiceNumber: "#",
                .words: "Total In Words", .total: "Total", .headRate: "%", .cgst: "CGST",
            ]),
        Form(
            name: "zoho-lite",
            blocks: [
                .title(size: 22, .left), .facts(.init([.invoiceNumber], .colon)), .gap(8),
                .beside(
                    [
                        .init(1, [.parties(.init([.supplier], contact: true))]),
                        .init(1, [.parties(.init([.buyer]))]),
                        .init(
                            1,
                            [.facts(.init([.invoiceDate, .dueDate, .placeOfSupply, .purchaseOrder], .below))]),
                    ], isRuled: false),
                .items,
                .totals(
                    .init([.taxable, .headsByRate, .roundOff, .total, .balance], share: 0.45, band: true)),
                .words(.plain), .bank(.colon),
                .note("Terms & Conditions: payment within the due date.", size: 7.5),
            ],
            table: FormTable(
                columns: [.description, .hsn, .quantityAndUnit, .unitPrice, .rate, .taxable], rules: .rows,
                gap: 6,
                below: .remark),
            margin: 50, family: "DejaVu Sans", size: 8, sign: "₹", dates: .spacedName, words: .indianRupee,
            says: [
                .supplier: "From", .buyer: "Billed To", .description: "Item", .taxable: "Amount",
                .invoiceNumber: "Invoice#", .total: "Total", .unitPrice: "Price",
            ], titles: [.taxInvoice: "Tax Invoice"]),
        Form(
            name: "swipe-classic",
            blocks: [
                .beside([.init(1, [.title(size: 11, .left)]), .init(1, [.copy(.right)])], isRuled: false),
                head(
                    .init(size: 12, isNumberFirst: true, hasLogo: true),
                    .init([.invoiceNumber, .invoiceDate, .dueDate], .columns)),
                .beside(
                    [
                        .init(1, [.parties(.init([.buyer], contact: true))]),
                        .init(1, [.parties(.init([.consignee]))]),
                        .init(1, [.facts(.init([.placeOfSupply, .purchaseOrder, .ewayBill], .below))]),
                    ], isRuled: false),
                .items, .totals(.init([.taxable, .headsByRate, .roundOff, .total], share: 0.5)),
                .words(.plain),
                .beside([.init(1, [.bank(.columns)]), .init(1, [.signature(.right)])], isRuled: false),
            ],
            table: FormTable(
                columns: [
                    .serial, .description, .hsn, .unitPrice, .quantityAndUnit, .taxable, .taxWithRate,
                    .amount,
                ],
                rules: .rows, isHeadFilled: true),
            sign: "₹", dates: .spacedName, words: .rupeesLast,
            says: [
                .buyer: "Customer Details", .consignee: "Shipping address", .unitPrice: "Rate / Item",
                .invoiceNumber: "Invoice #", .serial: "#", .description: "Item", .subtotal: "Taxable Amount",
                .words: "Total amount (in words)", .total: "Total", .holder: "Account Holder",
                .account: "Account #",
                .ifsc: "IFSC Code",
            ], place: .codeFirst),
        Form(
            name: "vyapar-blue",
            blocks: [
                .band([.letterhead(.init(size: 15, alignment: .centre, showsState: true))]),
                .title(size: 12, .centre),
                .beside(
                    [
                        .init(1, [.parties(.init([.buyer], bands: true, state: true, contact: true))]),
                        .init(
                            1,
                            [
                                .facts(
                                    .init([.invoiceNumber, .invoiceDate, .dueDate, .placeOfSupply], .spread))
                            ]),
                    ], isRuled: false),
                .items, foot(.init([.taxable, .headsByRate, .roundOff, .total, .balance], band: true)),
                .signature(.right),
            ],
            table: FormTable(
                columns: [
                    .serial, .description, .hsn, .mrp, .quantity, .unit, .unitPrice, .discount, .taxWithRate,
                    .amount,
                ],
                rules: .rows, size: 8, isHeadFilled: true, hasTotalRow: true),
            sign: "₹ ", dates: .dashed, words: .rupeesLast, tint: Colour(red: 0.82, green: 0.88, blue: 0.97),
            says: [
                .description: "Item name", .hsn: "HSN/ SAC", .unitPrice: "Price/ unit", .tax: "GST",
                .invoiceDate: "Date", .total: "Total", .words: "Invoice Amount In Words", .buyer: "Bill To:",
            ], titles: [.taxInvoice: "Tax Invoice"], place: .codeFirst),
        Form(
            name: "marketplace-seller",
            blocks: [
                .beside(
                    [.init(1, [.title(size: 14, .left)]), .init(1, [.copy(.right)])], isRuled: false),
                .beside(
                    [
                        .init(1, [.parties(.init([.supplier])), .facts(.init([.supplierPAN], .colon))]),
                        .init(1, [.parties(.init([.buyer, .consignee], beside: false))]),
                    ], isRuled: false),
                .beside(
                    [
                        .init(1, [.facts(.init([.purchaseOrder, .customer]))]),
                        .init(
                            1,
                            [.facts(.init([.invoiceNumber, .invoiceDate, .placeOfSupply, .reverseCharge]))]),
                    ], isRuled: false),
                .items, .words(.bold), .signature(.right),
                .note(
                    "Whether tax is payable under reverse charge - No. Sold through an online marketplace.",
                    size: 7),
            ],
            table: FormTable(
                columns: [.serial, .description, .unitPrice, .quantity, .taxable, .heads, .amount], size: 8,
                isHeadFilled: true, below: .hsn, hasTotalRow: true, tail: [.total]),
            size: 8.5, numbers: .indian, sign: "₹", dates: .dotted, separator: " : ",
            says: [
                .supplier: "Sold By", .buyer: "Billing Address", .consignee: "Shipping Address",
                .invoiceNumber: "Invoice Number", .purchaseOrder: "Order Number",
                .gstin: "GST Registration No",
                .pan: "PAN No", .unitPrice: "Unit Price", .taxable: "Net Amount", .headRate: "Tax Rate",
                .headAmount: "Tax Amount", .amount: "Total Amount", .serial: "Sl. No", .total: "TOTAL:",
            ], titles: [.taxInvoice: "Tax Invoice/Bill of Supply/Cash Memo"],
            trades: [.kitchen, .electrical, .textile], rows: 1...4,
            roundsTotal: false),
        Form(
            name: "saas-minimal",
            blocks: [
                .beside(
                    [
                        .init(1, [.title(size: 24, .left)]),
                        .init(1, [.facts(.init([.invoiceNumber, .invoiceDate], .spread))]),
                    ],
                    isRuled: false),
                .gap(20),
                .beside(
                    [.init(1, [.parties(.init([.supplier]))]), .init(1, [.parties(.init([.buyer]))])],
                    isRuled: false),
                .facts(.init([.placeOfSupply, .dueDate], .colon)), .gap(10), .items,
                .totals(.init([.taxable, .headsByRate, .total], share: 0.4)), .gap(20), .words(.italic),
                .note("This is a system generated document and needs no signature.", size: 7),
            ],
            table: FormTable(
                columns: [.description, .hsn, .quantity, .unitPrice, .taxable], rules: .none, gap: 5),
            margin: 60, numbers: .western, sign: "₹", dates: .monthFirst, words: .bare,
            says: [
                .supplier: "From", .buyer: "Bill to", .quantity: "Units", .unitPrice: "Unit price",
                .taxable: "Amount",
                .hsn: "SAC", .total: "Amount due", .subtotal: "Subtotal", .description: "Description",
                .invoiceNumber: "Invoice number", .invoiceDate: "Date of issue",
            ], titles: [.taxInvoice: "Invoice"], trades: [.computing, .consulting], rows: 1...3,
            roundsTotal: false),
    ]
}
