extension LayoutCase {
    /// Documents other than plain invoices, and pages other than single ones.
    static let documents: [LayoutCase] = [creditNote, billOfSupply, export, pages]

    static let creditNote = LayoutCase(
        name: "credit note against an invoice",
        pages: [
            """
                                          CREDIT NOTE
            Nilgiri Traders                                Credit Note No : CN-12
            GSTIN: 33AAACI1681G1ZW                         Date : 02-03-2024
                                                           Original Invoice No : NT/118
                                                           Original Invoice Date : 31-01-2024
            Bill To
            Palani Agencies
            GSTIN: 33AALCR3173P1ZY
            Sl No   Description        HSN        Qty    Rate      Taxable Value   CGST %   CGST Amt   SGST %   SGST Amt   Total
            1       Brass Tap          84818020   2      150.00         300.00     9        27.00      9        27.00      354.00
                                                         Total          300.00              27.00               27.00      354.00
            Total Credit Note Value in Words: Three Hundred Fifty Four Rupees Only
            """
        ],
        fields: [
            "document_type": "credit_note", "invoice_number": "CN-12", "invoice_date": "2024-03-02",
            "original_invoice_number": "NT/118", "original_invoice_date": "2024-01-31", "total": "354.00",
            "taxable_total": "300.00", "cgst": "27.00", "sgst": "27.00", "supplier_name": "Nilgiri Traders",
            "buyer_name": "Palani Agencies",
        ],
        items: [
            [
                "description": "Brass Tap", "quantity": "2", "unit_price": "150.00", "taxable_value": "300.00",
                "rate": "18", "cgst": "27.00", "sgst": "27.00", "amount": "354.00",
            ]
        ])

    static let billOfSupply = LayoutCase(
        name: "bill of supply of a composition dealer",
        pages: [
            """
                                         BILL OF SUPPLY
                 Composition taxable person, not eligible to collect tax on supplies
            Annapurna Sweets
            GSTIN: 09AABCU6223H2ZB
            Bill No: 331                                    Date: 01/10/2023
            To: Rahul Verma
            S.No   Particulars            Qty     Rate      Amount
            1      Kaju Katli 1 kg        2       900.00    1800.00
            2      Namkeen                5       60.00      300.00
                                          Total             2100.00
            Rupees Two Thousand One Hundred Only
            """
        ],
        fields: [
            "document_type": "bill_of_supply", "invoice_number": "331", "invoice_date": "2023-10-01",
            "supplier_name": "Annapurna Sweets", "supplier_gstin": "09AABCU6223H2ZB", "buyer_name": "Rahul Verma",
            "cgst": nil, "sgst": nil, "igst": nil, "total": "2100.00",
        ],
        items: [
            ["description": "Kaju Katli 1 kg", "quantity": "2", "unit_price": "900.00", "amount": "1800.00"],
            ["description": "Namkeen", "quantity": "5", "unit_price": "60.00", "amount": "300.00"],
        ])

    static let export = LayoutCase(
        name: "export under a letter of undertaking",
        pages: [
            """
                                          EXPORT INVOICE
            Supply meant for export under LUT without payment of IGST
            Exporter: Deccan Spices Pvt Ltd                 Invoice No. & Date: DSP/EXP/9 dt. 15-05-2024
            Kochi, Kerala                                   GSTIN: 32AABCU9355J1ZF
            Consignee: Gulf Foods LLC, Dubai
            Sr No   Description of Goods    HSN Code    Qty    Unit    Rate      Amount
            1       Black Pepper            09041110    100    KGS     650.00    65,000.00
                                                        Total                    65,000.00
            Amount in words: INR Sixty Five Thousand Only
            """
        ],
        fields: [
            "document_type": "tax_invoice", "invoice_number": "DSP/EXP/9", "invoice_date": "2024-05-15",
            "supplier_name": "Deccan Spices Pvt Ltd", "total": "65000.00", "igst": nil,
        ],
        items: [["description": "Black Pepper", "quantity": "100", "unit": "KGS", "unit_price": "650.00"]])

    static let pages = LayoutCase(
        name: "items over two pages, headings repeated, sums on the last",
        pages: [
            """
            Nilgiri Traders                                Invoice No : NT-500
            GSTIN: 33AAACI1681G1ZW                         Date : 02-03-2024
            TAX INVOICE
            Bill To : Palani Agencies
            S.No   Particulars            HSN       Qty     Rate      Taxable Value
            1      Alpha                  8481      1       100.00         100.00
            2      Beta                   8481      2       100.00         200.00
                                                        Page Total         300.00
                                                               Continued...
            """,
            """
            Nilgiri Traders                                Invoice No : NT-500
            GSTIN: 33AAACI1681G1ZW                         Date : 02-03-2024
            TAX INVOICE
            Bill To : Palani Agencies
            S.No   Particulars            HSN       Qty     Rate      Taxable Value
            3      Gamma                  8481      3       100.00         300.00
                                                Taxable Amount             600.00
                                                CGST 9%                     54.00
                                                SGST 9%                     54.00
                                                Total                      708.00
            For Nilgiri Traders
            Authorised Signatory
            """,
        ],
        fields: [
            "invoice_number": "NT-500", "taxable_total": "600.00", "cgst": "54.00", "sgst": "54.00",
            "total": "708.00",
        ],
        items: [
            ["description": "Alpha", "taxable_value": "100.00"],
            ["description": "Beta", "taxable_value": "200.00"],
            ["description": "Gamma", "taxable_value": "300.00"],
        ])
}
