extension LayoutCase {
    /// Ways of setting an invoice that no one program owns.
    static let principles: [LayoutCase] = [
        guestCompany, besideEachOther, twoWeights, sumsBelowCodes, nameOverCode, unknownSum, noTax,
    ]

    static let guestCompany = LayoutCase(
        name: "a guest's company is billed, the letterhead's number is the supplier's",
        pages: [
            """
                                   HERITAGE HAVELI RESORT
                              Amer Road, Jaipur - 302002
                              GSTIN : 08AAACI1681G1ZP
                                    GUEST TAX INVOICE
            Guest Name      : Mr. Anand Krishnan           Bill No     : HHR-25/004512
            Company         : Trident Systems Pvt. Ltd.    Bill Date   : 13-09-2025
            Company GSTIN   : 08AALCR3173P1ZL              Room No     : 214
            Date          Particulars       SAC       Taxable Amt    CGST Rate   CGST Amt   SGST Rate  SGST Amt    Total
            11-09-2025    Room Charges      996311        8400.00         6.0%     504.00        6.0%    504.00  9408.00
                                                                                  Net Payable :         Rs. 9408.00
            """
        ],
        fields: [
            "supplier_name": "HERITAGE HAVELI RESORT", "supplier_gstin": "08AAACI1681G1ZP",
            "buyer_name": "Trident Systems Pvt. Ltd.", "buyer_gstin": "08AALCR3173P1ZL", "total": "9408.00",
        ],
        items: [["description": "Room Charges", "taxable_value": "8400.00"]])

    static let besideEachOther = LayoutCase(
        name:
            "supplier and buyer beside each other below a bare title; a number under #; a place behind a name",
        pages: [
            """
            Invoice
            #                :  FLW-0009183
            Date of issue    :  01-11-2025
            Flowdesk Technologies Private Limited          Bill to
            91springboard, Andheri East                    Dum Dum Exports Private Limited, Kolkata
            Mumbai, Maharashtra 400059                     22 Jessore Road
            GSTIN 27AAPFU0939F1ZV                          GSTIN 24AAQCA8719H1ZC
            Description                    Qty     Unit price     Tax      Amount
            Pro plan                        25         799.00     18%    19975.00
                                               Subtotal          19975.00
                                               IGST @ 18%         3595.50
                                               Total             23570.50
            """
        ],
        fields: [
            "invoice_number": "FLW-0009183", "supplier_name": "Flowdesk Technologies Private Limited",
            "buyer_name": "Dum Dum Exports Private Limited", "total": "23570.50",
        ],
        items: [["description": "Pro plan", "quantity": "25", "taxable_value": "19975.00"]])

    static let twoWeights = LayoutCase(
        name: "of gross and net weight the one that explains the amounts is the quantity",
        pages: [
            """
            Sri Lakshmi Jewellers
            GSTIN 27AAPFU0939F1ZV
            Name : Smt. Kavitha Rao             Invoice No : SLJ-A-2209
                                                Date : 20-Oct-2025
                                                  Gross Wt     Net Wt
            Sl   Description        HSN Code                               Rate        Amount
                                                    (gms)      (gms)
            1    Gold Chain 22KT    71131910       12.900      12.350      9240.00     114114.00
            2    Making Charges     71131910                   12.350       820.00      10127.00
                                                               Sub Total               124241.00
                                                               CGST                      1863.62
                                                               SGST                      1863.62
                                                               Round Off                   -0.24
                                                               Net Amount              127968.00
            """
        ],
        fields: ["taxable_total": "124241.00", "total": "127968.00"],
        items: [
            ["hsn": "71131910", "quantity": "12.350", "unit_price": "9240.00", "taxable_value": "114114.00"],
            ["hsn": "71131910", "quantity": "12.350", "unit_price": "820.00", "taxable_value": "10127.00"],
        ])

    static let sumsBelowCodes = LayoutCase(
        name: "sums whose labels stand under the heading of the codes",
        pages: [
            """
            SELVAM ROADLINES                                            GSTIN : 27AAPFU0939F1ZV
            Bill No : SR/1290                                           Bill Date : 06/06/2025
            S.No   Description of Service            SAC Code        Amount
            1      Freight Chennai to Coimbatore     996511        18500.00
            2      Loading / Unloading               996719         1200.00
                                                     Taxable Value 19700.00
                                                     CGST @ 2.50 %   492.50
                                                     SGST @ 2.50 %   492.50
                                                     Invoice Total 20685.00
            """
        ],
        fields: ["taxable_total": "19700.00", "cgst": "492.50", "sgst": "492.50", "total": "20685.00"],
        items: [
            ["description": "Freight Chennai to Coimbatore", "taxable_value": "18500.00"],
            ["description": "Loading / Unloading", "taxable_value": "1200.00"],
        ])

    static let nameOverCode = LayoutCase(
        name: "a till's roll: the name over its code and figures, NET for the total",
        pages: [
            """
            VALUEMART SUPERSTORE
            GSTIN 27AAPFU0939F1ZV
            TAX INVOICE
            Bill No 77120
            Item
            HSN         Qty     Rate     Value
            COLGATE STRONG TEETH 200G
            33061020      2   101.69    203.38
            AASHIRVAAD ATTA 5KG
            11010000      1   238.10    238.10
            TAXABLE                     441.48
            CGST                         24.25
            SGST                         24.25
            ROUND OFF                     0.02
            NET                         490.00
            """
        ],
        fields: ["invoice_number": "77120", "taxable_total": "441.48", "total": "490.00"],
        items: [
            [
                "description": "COLGATE STRONG TEETH 200G", "hsn": "33061020", "quantity": "2",
                "unit_price": "101.69",
            ],
            [
                "description": "AASHIRVAAD ATTA 5KG", "hsn": "11010000", "quantity": "1",
                "taxable_value": "238.10",
            ],
        ])

    static let unknownSum = LayoutCase(
        name:
            "rates under GST are no amounts; a sum is known by its value, whatever it is called; labels over values",
        pages: [
            """
            Coromandel Digital Services
            GSTIN: 27AAPFU0939F1ZV
            TAX INVOICE
            Invoice              Issued             Place of Supply
            INV/26-27/946        20 Apr 2026        Gujarat (24)
            Bill To:
            Kalinga Office Supplies
            Surat
            GSTIN: 24AAQCA8719H1ZC
            S.No    Description           HSN/SAC    Qty        Rate     GST    Line Total
            1       Cloud Hosting         998315       2     5000.00      18      10000.00
            2       Data Entry            998593       1     2500.00      18       2500.00
                    Fees and expenses                                             12500.00
                    IGST                                                           2250.00
                    Payable                                                       14750.00
            """
        ],
        fields: [
            "invoice_number": "INV/26-27/946", "invoice_date": "2026-04-20", "taxable_total": "12500.00",
            "igst": "2250.00", "total": "14750.00",
        ],
        items: [
            ["rate": "18", "taxable_value": "10000.00"], ["rate": "18", "taxable_value": "2500.00"],
        ])

    static let noTax = LayoutCase(
        name: "a bill of supply has no taxable value; the address behind a name with commas is left out",
        pages: [
            """
                                  BILL OF SUPPLY
                               KAPOOR GRAIN STORE
                               GSTIN: 27AAPFU0939F1ZV
            Bill No. KGS/342                                   Dated: 17.06.2025
            M/s. New Star Dhaba, GT Road, Karnal
            S.No.   Particulars        HSN      Quantity    Rate per Kg    Amount Rs.
            1       Basmati Rice       1006       200 Kg          92.00      18400.00
            2       Toor Dal           0713        80 Kg         128.00      10240.00
                                                             Total           28640.00
            """
        ],
        fields: ["buyer_name": "New Star Dhaba", "total": "28640.00", "taxable_total": nil],
        items: [["amount": "18400.00", "taxable_value": nil], ["quantity": "80", "taxable_value": nil]])
}
