extension LayoutCase {
    /// Ways of setting an invoice that no one program owns.
    static let principles: [LayoutCase] = [guestCompany, besideEachOther, twoWeights, sumsBelowCodes]

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
}
