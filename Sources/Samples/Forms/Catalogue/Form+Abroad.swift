internal import AssayKit
internal import Drawing

extension Form {
    /// Exports, special economic zones and registered e-invoices.
    static let abroad: [Form] = [
        Form(
            name: "export-lut",
            blocks: [
                .title(size: 13, .centre),
                .note(
                    "SUPPLY MEANT FOR EXPORT UNDER LETTER OF UNDERTAKING WITHOUT PAYMENT OF INTEGRATED TAX",
                    size: 7.5),
                .beside(
                    [
                        .init(
                            1,
                            [
                                .letterhead(.init(size: 11, showsPAN: true, showsState: true)), .rule,
                                .parties(.init([.buyer])),
                            ]),
                        .init(
                            1,
                            [
                                .facts(
                                    .init(
                                        [
                                            .invoiceNumber, .invoiceDate, .purchaseOrder, .port, .country,
                                            .undertaking, .placeOfSupply, .terms,
                                        ], .cells, across: 2))
                            ]),
                    ], isRuled: true),
                .items, .totals(.init([.taxable, .roundOff, .total], boxed: true, share: 0.5)), .words(.bold),
                .bank(.columns), .signature(.right),
            ],
            table: FormTable(columns: [.serial, .description, .hsn, .quantity, .unit, .unitPrice, .taxable]),
            size: 8.5, spacing: 4, numbers: .western, dates: .spacedName, words: .currencyCode,
            says: [
                .buyer: "Consignee / Importer", .total: "Total Invoice Value (INR)", .subtotal: "FOB Value",
                .unitPrice: "Rate (INR)", .taxable: "Amount (INR)",
            ],
            titles: [.taxInvoice: "EXPORT TAX INVOICE"], trades: [.machinery, .textile], supply: .export),
        Form(
            name: "zone-supply",
            blocks: [
                head(
                    .init(size: 14, showsPAN: true, hasLogo: true),
                    .init(
                        [.invoiceNumber, .invoiceDate, .purchaseOrder, .ewayBill, .placeOfSupply], .columns)),
                .title(size: 12, .centre),
                .note("SUPPLY TO SEZ UNIT FOR AUTHORISED OPERATIONS ON PAYMENT OF INTEGRATED TAX", size: 8),
                .parties(.init([.buyer, .consignee], boxed: true, bands: true, state: true)), .items,
                foot(.init(plainSums, boxed: true)), .signature(.right),
            ],
            table: FormTable(
                columns: [
                    .serial, .description, .hsn, .quantityAndUnit, .unitPrice, .taxable, .heads, .amount,
                ], size: 8, isHeadFilled: true, groupsHeads: true),
            dates: .dashed, says: [.unitPrice: "Unit Rate", .igst: "IGST"], trades: [.machinery, .computing],
            supply: .zone),
        Form(
            name: "einvoice-boxed",
            blocks: [
                .title(size: 13, .centre), .registration,
                .beside(
                    [
                        .init(1, [.letterhead(.init(size: 11, showsState: true))]),
                        .init(
                            1,
                            [
                                .facts(
                                    .init(
                                        [
                                            .invoiceNumber, .invoiceDate, .dueDate, .purchaseOrder, .ewayBill,
                                            .placeOfSupply,
                                        ], .columns))
                            ]),
                    ], isRuled: true),
                .parties(.init([.buyer, .consignee], boxed: true, state: true)), .items,
                .summary(byHSN: true), foot(.init(plainSums)), .signature(.right),
            ],
            table: FormTable(
                columns: [
                    .serial, .description, .hsn, .quantity, .unit, .unitPrice, .discount, .taxable, .rate,
                    .amount,
                ], size: 8),
            size: 8.5, spacing: 5, sign: "₹ ", dates: .shortName, words: .currencyCode, place: .codeNamed,
            rows: 2...8, isElectronic: true),
        Form(
            name: "einvoice-portal",
            blocks: [
                .band([.title(size: 12, .centre)]), .registration, .rule,
                .facts(
                    .init(
                        [.invoiceNumber, .invoiceDate, .placeOfSupply, .reverseCharge, .ewayBill], .columns,
                        across: 2)),
                .parties(.init([.supplier, .buyer], boxed: true, bands: true, state: true, contact: true)),
                .items,
                .facts(.init([], .colon)),
                .totals(.init([.taxable, .heads, .roundOff, .total], boxed: true, share: 0.5)),
                .words(.plain), .bank(.columns),
                .note("eSign: Digitally signed by the invoice registration portal", size: 7.5),
            ],
            table: FormTable(
                columns: [
                    .serial, .description, .hsn, .quantity, .unit, .unitPrice, .discount, .taxable,
                    .headRates, .amount,
                ], size: 7.5, isHeadFilled: true),
            size: 8.5, numbers: .plain, dates: .dashed,
            says: [
                .invoiceNumber: "Document No.", .invoiceDate: "Document Date", .supplier: "Supplier",
                .buyer: "Recipient", .taxable: "Taxable Amount (Rs)",
                .unitPrice: "Unit Price (Rs)", .total: "Total Inv. Amt", .subtotal: "Tax'ble Amt",
                .cgst: "CGST Amt", .sgst: "SGST Amt", .igst: "IGST Amt",
                .irn: "IRN", .ackNumber: "Ack. No", .ackDate: "Ack. Date",
            ], titles: [.taxInvoice: "e-Invoice"], place: .stateOnly, rows: 1...8, isElectronic: true),
        Form(
            name: "einvoice-note",
            blocks: [
                head(
                    .init(size: 13),
                    .init(
                        [.invoiceNumber, .invoiceDate, .originalNumber, .originalDate, .placeOfSupply],
                        .columns)), .title(size: 13, .centre),
                .parties(.init([.buyer], boxed: true, state: true)), .registration, .items,
                foot(.init(plainSums)), .signature(.right),
            ],
            table: FormTable(
                columns: [.serial, .description, .hsn, .quantity, .unit, .unitPrice, .taxable, .rate],
                isHeadFilled: true),
            dates: .slashed,
            says: [
                .invoiceNumber: "Note No.", .invoiceDate: "Note Date", .originalNumber: "Against Invoice",
                .originalDate: "Invoice Dt.",
            ],
            kinds: [.creditNote, .debitNote], isElectronic: true),
    ]
}
