extension LayoutCase {
    /// Kinds of document, and heads of tax.
    static let kinds: [LayoutCase] = [
        freight, rates, cess, roll, proforma, challan, voucher, beforeGST, foreign, telecom, bilingual, letter, landscape,
        cornered,
    ]

    static let freight = LayoutCase(
        name: "goods transport agency, tax on reverse charge",
        pages: [
            """
                                        SHARMA ROADLINES
                              Transport Nagar, Jaipur - 302003
            GSTIN : 08AAACI1681G1ZP                                 TAX INVOICE
            Billed To                                     Bill No.     : SR/1190
            Mewar Marbles                                 Bill Date    : 18-12-2023
            RIICO Area, Udaipur                           Vehicle No.  : RJ14GB1234
            GSTIN : 08AALCR3173P1ZL                       State Code   : 08
            LR No.     LR Date       From        To         Weight    Rate      Freight
            88121      15-12-2023    Jaipur      Udaipur    12.5      1200.00   15000.00
                                                  Total Amount                  15000.00
            Rupees Fifteen Thousand Only
            Tax is payable on reverse charge basis : Yes
            For SHARMA ROADLINES
            Authorised Signatory
            """
        ],
        fields: [
            "invoice_number": "SR/1190", "invoice_date": "2023-12-18", "supplier_gstin": "08AAACI1681G1ZP",
            "supplier_name": "SHARMA ROADLINES", "buyer_name": "Mewar Marbles", "buyer_gstin": "08AALCR3173P1ZL",
            "reverse_charge": "true", "vehicle_number": "RJ14GB1234", "total": "15000.00", "cgst": nil,
        ],
        items: [["amount": "15000.00"]])

    static let rates = LayoutCase(
        name: "two rates, heads per rate, sub total before them",
        pages: [
            """
            Lotus Book House                                         Tax Invoice
            GSTIN: 27AAPFU0939F1ZV                                   Invoice No: LB-77
            Bill To: Sagar Library                                   Invoice Date: 07/06/2024
            S.No   Description           HSN      Qty    Rate     GST %    Amount
            1      Diary                 4820     10     100.00   18       1000.00
            2      Globe                 9023     4      250.00   12       1000.00
                                                  Sub Total                2000.00
                                                  CGST @ 9%                  90.00
                                                  SGST @ 9%                  90.00
                                                  CGST @ 6%                  60.00
                                                  SGST @ 6%                  60.00
                                                  Grand Total              2300.00
            Amount in words: Two Thousand Three Hundred Rupees Only
            """
        ],
        fields: [
            "taxable_total": "2000.00", "cgst": "150.00", "sgst": "150.00", "igst": nil, "total": "2300.00",
            "round_off": nil,
        ],
        items: [
            ["description": "Diary", "rate": "18", "quantity": "10", "unit_price": "100.00"],
            ["description": "Globe", "rate": "12", "hsn": "9023"],
        ])

    static let cess = LayoutCase(
        name: "integrated tax and cess in columns, sums in the table's last row",
        pages: [
            """
            TAX INVOICE
            Supplier : Fizz Beverages Pvt Ltd                 Invoice No : FB/9                Date : 11-02-2024
            GSTIN : 27AAPFU0939F1ZV                           Place of Supply : 24-Gujarat
            Customer : Surat Cold Drinks
            GSTIN : 24AAQCA8719H1ZC
            Sr   Description   HSN        Qty   Unit   Rate    Taxable     IGST               Cess               Total
                                                               Value       Rate    Amount     Rate    Amount
            1    Cola 2 L      22021010   100   NOS    50.00   5000.00     28      1400.00    12      600.00    7000.00
                 Total                    100                  5000.00             1400.00            600.00    7000.00
            Total in words : Seven Thousand Rupees Only
            """
        ],
        fields: [
            "taxable_total": "5000.00", "igst": "1400.00", "cess": "600.00", "total": "7000.00", "cgst": nil,
            "supplier_name": "Fizz Beverages Pvt Ltd", "buyer_name": "Surat Cold Drinks",
            "place_of_supply": "24-Gujarat", "buyer_gstin": "24AAQCA8719H1ZC",
        ],
        items: [
            [
                "description": "Cola 2 L", "quantity": "100", "unit": "NOS", "rate": "28", "igst": "1400.00",
                "cess": "600.00", "taxable_value": "5000.00", "amount": "7000.00",
            ]
        ])

    static let roll = LayoutCase(
        name: "till roll with prices that hold the tax",
        pages: [
            """
                  DAILY NEEDS MART
               12 Main Road, Kochi
              GSTIN: 32AABCU9355J1ZF
                  CASH MEMO
            Bill No: 90021   Date: 03-01-2025
            --------------------------------
            Item           Qty   Rate    Amt
            --------------------------------
            Sugar 1kg        2  45.00  90.00
            Tea 250g         1 120.00 120.00
            --------------------------------
            Total                     210.00
            CGST 2.5%                   5.00
            SGST 2.5%                   5.00
            --------------------------------
            Net Amount                210.00
            Thank You Visit Again
            """
        ],
        fields: [
            "invoice_number": "90021", "invoice_date": "2025-01-03", "supplier_name": "DAILY NEEDS MART",
            "supplier_gstin": "32AABCU9355J1ZF", "total": "210.00", "buyer_name": nil,
        ],
        items: [
            ["description": "Sugar 1kg", "quantity": "2", "unit_price": "45.00", "amount": "90.00"],
            ["description": "Tea 250g", "quantity": "1", "unit_price": "120.00", "amount": "120.00"],
        ])

    static let proforma = LayoutCase(
        name: "proforma",
        pages: [
            """
            Zenith Solar LLP                                  PROFORMA INVOICE
            GSTIN: 27AAPFU0939F1ZV                            Proforma Invoice No: PI-31
            To                                                Date: 01-08-2024
            Patil Farms
            S.No   Description          Qty    Rate         Amount
            1      Solar pump 5 HP      1      250000.00    250000.00
                                        Total               250000.00
            """
        ],
        fields: [
            "document_type": "proforma", "invoice_number": "PI-31", "buyer_name": "Patil Farms", "total": "250000.00",
        ],
        items: [["description": "Solar pump 5 HP", "quantity": "1"]])

    static let challan = LayoutCase(
        name: "delivery challan for job work",
        pages: [
            """
                                     DELIVERY CHALLAN
            Orbit Machine Tools                               Challan No. : DC-5
            GSTIN: 06AABCO6063D1ZQ                            Date : 12-09-2024
            Consignee : Faridabad Platers
            S.No   Description         HSN        Qty     Rate     Amount
            1      Flange              7307       50      20.00    1000.00
                                                  Total            1000.00
            Not for sale, sent for job work
            """
        ],
        fields: ["document_type": "delivery_challan", "invoice_number": "DC-5", "invoice_date": "2024-09-12"],
        items: [["description": "Flange", "quantity": "50"]])

    static let voucher = LayoutCase(
        name: "receipt voucher for an advance",
        pages: [
            """
                                     RECEIPT VOUCHER
            National Enterprises                         Receipt Voucher No. : RV-2
            GSTIN : 29AAGCB7383J1Z4                      Date : 15-07-2023
            Received From : Excel Enterprises
            Sl   Particulars               HSN/SAC     Rate     Amount
            1    Advance for computers     84713010    18 %     50,000.00
                                           Total                50,000.00
            Amount received (in words) : INR Fifty Thousand Only
            """
        ],
        fields: [
            "document_type": "receipt_voucher", "invoice_number": "RV-2", "buyer_name": "Excel Enterprises",
            "total": "50000.00", "amount_in_words": "INR Fifty Thousand Only",
        ],
        items: [["description": "Advance for computers", "rate": "18"]])

    static let beforeGST = LayoutCase(
        name: "before GST, with value added tax",
        pages: [
            """
            RETAIL INVOICE
            Ganesh Electricals                            Invoice No : 1120
            TIN : 27123456789V                            Date : 14-03-2016
            Buyer : Mohan Lal
            S.No   Particulars     Qty    Rate      Amount
            1      Ceiling fan     1      1500.00   1500.00
                                   VAT 12.5%         187.50
                                   Total            1687.50
            """
        ],
        fields: [
            "document_type": "other_invoice", "supplier_gstin": nil, "total": "1687.50", "cgst": nil,
            "invoice_date": "2016-03-14",
        ],
        items: [["description": "Ceiling fan", "amount": "1500.00"]])

    static let foreign = LayoutCase(
        name: "another country's, in dollars",
        pages: [
            """
            Acme Cloud Inc.                                   INVOICE
            100 Market Street, San Francisco                  Invoice number: AC-2024-77
            Bill to:                                          Date of issue: March 5, 2024
            Initech GmbH
            Description            Qty      Unit price      Amount
            Support plan           2        $100.00         $200.00
                                   Subtotal                 $200.00
                                   Total                    $200.00
            """
        ],
        fields: [
            "document_type": "other_invoice", "invoice_number": "AC-2024-77", "invoice_date": "2024-03-05",
            "total": "200.00", "currency": "USD", "supplier_name": "Acme Cloud Inc.", "buyer_name": "Initech GmbH",
        ],
        items: [["description": "Support plan", "quantity": "2", "unit_price": "100.00"]])

    static let telecom = LayoutCase(
        name: "a telecom bill with charges as items",
        pages: [
            """
            Bharat Fibre Limited                                  Tax Invoice
            GSTIN: 29AAFCC9980M1ZR
            Customer Name : Kiran Desai                           Invoice No : 2024JAN0098812
            Address : 4th Cross, Mysuru                           Invoice Date : 05-Jan-2024
            Place of Supply : Karnataka                           Due Date : 20-Jan-2024
            Sl No   Charges description         HSN/SAC     Taxable value    CGST (9%)    SGST (9%)    Total
            1       Broadband rental            998422      799.00           71.91        71.91        942.82
            Total amount payable                                                                       942.82
            Amount in words: Rupees Nine Hundred Forty Two and Paise Eighty Two Only
            """
        ],
        fields: [
            "invoice_number": "2024JAN0098812", "due_date": "2024-01-20", "buyer_name": "Kiran Desai",
            "place_of_supply": "29-Karnataka", "total": "942.82", "supplier_name": "Bharat Fibre Limited",
        ],
        items: [
            [
                "description": "Broadband rental", "hsn": "998422", "taxable_value": "799.00", "cgst": "71.91",
                "sgst": "71.91", "rate": "18", "amount": "942.82",
            ]
        ])

    static let bilingual = LayoutCase(
        name: "labels in two languages",
        pages: [
            """
            गणेश ट्रेडर्स Ganesh Traders                               कर बीजक / TAX INVOICE
            जीएसटीआईएन / GSTIN : 09AABCU6223H2ZB
            बीजक संख्या / Invoice No : GT-5                            दिनांक / Date : 09-09-2024
            क्रेता / Buyer : Sita Devi
            क्र. / S.No    विवरण / Description     मात्रा / Qty    दर / Rate    राशि / Amount
            1              Saree                  2               500.00       1000.00
                                                  योग / Total                  1000.00
            """
        ],
        fields: [
            "invoice_number": "GT-5", "invoice_date": "2024-09-09", "supplier_gstin": "09AABCU6223H2ZB",
            "buyer_name": "Sita Devi", "total": "1000.00",
        ],
        items: [["description": "Saree", "quantity": "2", "unit_price": "500.00", "amount": "1000.00"]])

    static let letter = LayoutCase(
        name: "a letter that is no invoice",
        pages: [
            """
            Dear Sir,
            We thank you for your letter of last week and for the interest that you show
            in our work. The next meeting takes place in the office on Monday morning.
            Yours faithfully,
            A. Kumar
            """
        ],
        fields: ["document_type": "not_an_invoice", "total": nil, "invoice_number": nil, "supplier_gstin": nil])

    static let landscape = LayoutCase(
        name: "all heads in columns, blanks for those that do not apply",
        pages: [
            """
                                                 Krishna Polymers
                                     GSTIN: 24AAQCA8719H1ZC   PAN: AAQCA8719H
                                                   Tax Invoice
            Invoice No:             KP/88                                      Bill to Party
            Invoice date:           30/06/2024                                 Name:     Aravali Pipes Private Limited
            Reverse Charge (Y/N):   N                                          Address:  Rajkot
            State:                  Gujarat      Code   24                     GSTIN:    24AAACI1681G1ZT
            S.   Product        HSN      UOM   Qty    Rate     Amount    Discount   Taxable       CGST            SGST            IGST          Total
            No.  Description    code                                                Value     Rate  Amount    Rate  Amount    Rate  Amount
            1    PVC Pipe       3917     MTR   100    20.00    2000.00   100.00     1900.00   9%    171.00    9%    171.00                      2242.00
                 Total                         100             2000.00   100.00     1900.00         171.00          171.00                      2242.00
            Total Invoice amount in words                                      Total Amount before Tax               1900.00
            RUPEES TWO THOUSAND TWO HUNDRED FORTY TWO ONLY                     Add: CGST                              171.00
            Bank Details                                                       Add: SGST                              171.00
            Bank A/C: 12345678901                                              Total Tax Amount                       342.00
            Bank IFSC: SBIN0757087                                             Total Amount after Tax                2242.00
            """
        ],
        fields: [
            "supplier_name": "Krishna Polymers", "invoice_number": "KP/88", "buyer_name": "Aravali Pipes Private Limited",
            "buyer_gstin": "24AAACI1681G1ZT", "taxable_total": "1900.00", "cgst": "171.00", "sgst": "171.00",
            "igst": nil, "total": "2242.00", "bank_account": "12345678901", "ifsc": "SBIN0757087",
        ],
        items: [
            [
                "description": "PVC Pipe", "hsn": "3917", "unit": "MTR", "quantity": "100", "unit_price": "20.00",
                "discount": "100.00", "taxable_value": "1900.00", "rate": "18", "cgst": "171.00", "amount": "2242.00",
            ]
        ])

    static let cornered = LayoutCase(
        name: "buyer on the right, supplier's details at the foot",
        pages: [
            """
            INVOICE                                                     Billed To
            Invoice No: 55                                              Harbour Logistics
            Invoice Date: 2024-11-20                                    GSTIN: 32AABCU9355J1ZF
            Description                       Qty       Price           Total
            Website maintenance               1         8000.00         8000.00
                                                        IGST 18%        1440.00
                                                        Total           9440.00
            Bytewise Studio | GSTIN: 29AAGCB7383J1Z4 | hello@bytewise.example
            For Bytewise Studio
            Authorised Signatory
            """
        ],
        fields: [
            "supplier_name": "Bytewise Studio", "supplier_gstin": "29AAGCB7383J1Z4", "buyer_name": "Harbour Logistics",
            "buyer_gstin": "32AABCU9355J1ZF", "igst": "1440.00", "total": "9440.00", "invoice_date": "2024-11-20",
        ],
        items: [["description": "Website maintenance", "unit_price": "8000.00", "taxable_value": "8000.00"]])
}
