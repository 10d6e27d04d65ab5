extension LayoutCase {
    /// What documents drawn by many programs have in common, found on layouts that nothing was written for.
    static let unseen: [LayoutCase] = [
        carriedForward, cashMemo, retailInvoice, addressNumber, twoNames, office, blockWithoutHeading,
        sumOfCounts,
        freightTotal, nameOverFigures, bilingualLabels, hindiAlone, advance, tillDate,
    ]

    static let carriedForward = LayoutCase(
        name: "a sum carried to the next page is no item, nor is what stands between",
        pages: [
            """
            Morbi Ceramics Limited                       TAX INVOICE
            GSTIN 27AAPFU0939F1ZV                        Invoice No : MCL/2207
            Bill To : Dream Homes Developers, Vadodara   Invoice Date : 09-09-2025
            S.No   Description          HSN        Qty    UOM       Rate        Amount
            1      Tile Onyx Ivory      69072100     4    Box     560.00      2,240.00
            2      Tile Onyx Grey       69072100     5    Box     572.00      2,860.00
                   Carried Forward                                            5,100.00
            """,
            """
            Morbi Ceramics Limited                       TAX INVOICE
            GSTIN 27AAPFU0939F1ZV                        Invoice No : MCL/2207
            S.No   Description          HSN        Qty    UOM       Rate        Amount
                   Brought Forward                                            5,100.00
            3      Tile Slate Brown     69072100     2    Box     600.00      1,200.00
                   Total                                                      6,300.00
                                                   Taxable Value              6,300.00
                                                   CGST 9%                      567.00
                                                   SGST 9%                      567.00
                                                   Grand Total                7,434.00
            """,
        ],
        fields: ["buyer_name": "Dream Homes Developers", "taxable_total": "6300.00", "total": "7434.00"],
        items: [
            ["description": "Tile Onyx Ivory", "taxable_value": "2240.00"],
            ["description": "Tile Onyx Grey", "taxable_value": "2860.00"],
            ["description": "Tile Slate Brown", "taxable_value": "1200.00"],
        ])

    static let cashMemo = LayoutCase(
        name: "a cash memo without a buyer is a retail receipt",
        pages: [
            """
                            CASH MEMO
                      SHREEJI KIRANA BHANDAR
                      GSTIN : 27AAPFU0939F1ZV
            No. 4471                      Date : 05/05/2025
            Sr   Particulars         Qty      Rate      Amount
            1    Parle-G 800g          4     76.25      305.00
                                         Total          305.00
                                         CGST            27.45
                                         SGST            27.45
                                         R.Off            0.10
                                         Net Total      360.00
            """
        ],
        fields: ["document_type": "retail_receipt", "invoice_number": "4471", "total": "360.00"],
        items: [["description": "Parle-G 800g", "quantity": "4"]])

    static let retailInvoice = LayoutCase(
        name: "a retail invoice to a registered buyer is a tax invoice",
        pages: [
            """
            CITY COMPUTERS
            GSTIN 27AAPFU0939F1ZV
                              RETAIL INVOICE
            Sold to : Zephyr Consulting Pvt Ltd          Inv. No. : CC-2025-771
            GSTIN : 24AAQCA8719H1ZC                      Inv. Date : 21.07.2025
            S.No   Product         HSN        Qty    Unit Price     Total Value
            1      Monitor 24"     85285200     3     11,864.41       35,593.23
                                              Basic Amount            35,593.23
                                              IGST 18.00%              6,406.78
                                              Invoice Amount          42,000.01
            """
        ],
        fields: [
            "document_type": "tax_invoice", "buyer_name": "Zephyr Consulting Pvt Ltd", "total": "42000.01",
        ],
        items: [["hsn": "85285200", "taxable_value": "35593.23"]])

    static let addressNumber = LayoutCase(
        name: "the number of a house is not the document's",
        pages: [
            """
            Kaveri Furnishings Private Limited               TAX INVOICE
            No 18, Avinashi Road                             # KF-002871
            Coimbatore 641018                                Date : 14/10/2025
            GSTIN 27AAPFU0939F1ZV
            Item            HSN         Qty      Rate       Amount
            Office Chair    94033010      6   5200.00     31200.00
                                          CGST9 (9%)       2808.00
                                          SGST9 (9%)       2808.00
                                          Total           36816.00
            """
        ],
        fields: ["invoice_number": "KF-002871", "total": "36816.00"],
        items: [["description": "Office Chair", "taxable_value": "31200.00"]])

    static let twoNames = LayoutCase(
        name: "a label of two names beside an empty one is no value of it",
        pages: [
            """
            Coromandel Residency (India) Private Limited
            GSTIN: 27AAPFU0939F1ZV
                             TAX INVOICE
            Guest Name:                              Folio / Invoice No. : INV-100318
            Ms. Ritu Malhotra                        Invoice Date        : 18 Jul 2026
            Saket, New Delhi                         Room No.            : 793
            Particulars         SAC      Nights     Tariff     Taxable Value      IGST      Amount
            Room, per night     996311        3    3759.03          11277.09    563.85    11840.94
                                                       Net Payable                        11840.94
            """
        ],
        fields: ["buyer_name": "Ms. Ritu Malhotra", "invoice_number": "INV-100318", "total": "11840.94"],
        items: [["description": "Room, per night", "igst": "563.85"]])

    static let office = LayoutCase(
        name: "a letter goes to an office of the firm that is billed",
        pages: [
            """
            S. M. JOSHI & ASSOCIATES
            GSTIN: 27AAPFU0939F1ZV
            Ref: SMJ/2025/064                     Date: 12th August 2025
            To,
            The Managing Director,
            Riverside Realty Pvt. Ltd.
            Baner, Pune 411045
            GSTIN: 24AAQCA8719H1ZC
                    TAX INVOICE NO. 64/2025-26
            Sr. No.     Particulars                         Amount (Rs.)
            1           Structural design, 2nd stage          185,000.00
                        IGST @ 18%                             33,300.00
                        Total                                 218,300.00
            """
        ],
        fields: [
            "buyer_name": "Riverside Realty Pvt. Ltd.", "invoice_number": "64/2025-26", "total": "218300.00",
        ],
        items: [["description": "Structural design, 2nd stage"]])

    static let blockWithoutHeading = LayoutCase(
        name: "the first line of the block that ends in the buyer's number is its name",
        pages: [
            """
            DASHCOURIER EXPRESS PVT. LTD.                TAX INVOICE
            GSTIN 27AAPFU0939F1ZV
            Customer Code: M0441                         Invoice No: MUM/CR/25110932
            Bright & Co Chartered Accountants            Invoice Date: 30-11-2025
            Fort, Mumbai 400001
            GSTIN: 24AAQCA8719H1ZC
            Sr.   AWB No.      Destination    Weight (Kg)    Freight (Rs.)
            1     D10098711    PUNE                 0.500           145.00
            2     D10098733    NAGPUR               1.200           260.00
                                              Taxable Amount        405.00
                                              IGST @ 18%             72.90
                                              Invoice Total         477.90
            """
        ],
        fields: [
            "buyer_name": "Bright & Co Chartered Accountants", "buyer_gstin": "24AAQCA8719H1ZC",
            "taxable_total": "405.00", "total": "477.90",
        ],
        items: [["quantity": "0.500", "taxable_value": "145.00"], ["taxable_value": "260.00"]])

    static let sumOfCounts = LayoutCase(
        name: "the sum of the counts is no amount, and an amount may wrap behind its sign",
        pages: [
            """
            Petrochem Polymers Pvt Ltd              Debit Note
            GSTIN/UIN: 27AAPFU0939F1ZV              Debit Note No. : PP/DN/18
            Buyer (Bill to)                         Dated : 31-Oct-25
            Vardhman Plastics
            Sl   Particulars        HSN/SAC       Quantity    Rate   per        Amount
            1    Rate difference    39012000     5,000.000    4.25   Kg      21,250.00
                      IGST                                      18   %        3,825.00
                      Total                      5,000.000                           ₹
                                                       Kg                    25,075.00
            """
        ],
        fields: ["document_type": "debit_note", "total": "25075.00", "igst": "3825.00"],
        items: [["quantity": "5000.000", "taxable_value": "21250.00"]])

    static let freightTotal = LayoutCase(
        name: "what the items sum up to is the taxable value, though it is called a total",
        pages: [
            """
            SHIVALIK LOGISTICS PRIVATE LIMITED
            GSTIN: 27AAPFU0939F1ZV                   Invoice No. : SL-9
            S.No.  Particulars of Freight     SAC       Qty       Rate    GST %      Freight
            1      Loading and unloading      996719      2     804.53       18      1609.06
            2      Courier, documents         996812      1     366.03       18       366.03
                                                         Total Freight               1975.09
                                                         IGST                         355.52
                                                         Round Off                      0.39
                                                         Net Payable                 2331.00
            """
        ],
        fields: ["taxable_total": "1975.09", "total": "2331.00"],
        items: [["taxable_value": "1609.06", "rate": "18"], ["taxable_value": "366.03"]])

    static let nameOverFigures = LayoutCase(
        name: "a heading of names over one of figures: items take a line for each",
        pages: [
            """
            Shivalik Utensils & Sons
            GSTIN: 27AAPFU0939F1ZV
                CASH MEMO
            Bill: INV-102691
            Description of Goods
            Qty                      Rate       Amount
            Pressure Cooker 5 L Aluminium
            HSN/SAC: 76151030
            12                    1618.03     20387.18
            Dinner Set 36 pc
            HSN/SAC: 73211110
            3                     4647.28     16451.38
            Taxable                33358.20
            CGST                    1740.18
            SGST                    1740.18
            NET                    36838.56
            """
        ],
        fields: ["document_type": "retail_receipt", "total": "36838.56"],
        items: [
            ["description": "Pressure Cooker 5 L Aluminium", "quantity": "12", "hsn": "76151030"],
            ["description": "Dinner Set 36 pc", "quantity": "3", "unit_price": "4647.28"],
        ])

    static let bilingualLabels = LayoutCase(
        name: "labels in Hindi and English",
        pages: [
            """
                                कर बीजक / TAX INVOICE
                                RAJESH FURNITURE HOUSE
                      जीएसटीआईएन / GSTIN : 27AAPFU0939F1ZV
            क्रेता / Bill To :                     बीजक संख्या / Invoice No. : RFH/25/208
            Mishra Coaching Institute         दिनांक / Date : 14/08/2025
            क्र.सं. / Sr.    विवरण / Description    एचएसएन    मात्रा / Qty    दर / Rate    राशि / Amount
            1            Steel Almirah          94032010           2      8600.00       17200.00
                                                कर योग्य मूल्य / Taxable Value         17200.00
                                                सीजीएसटी / CGST 9%                      1548.00
                                                एसजीएसटी                                1548.00
                                                कुल योग / Grand Total                  20296.00
            """
        ],
        fields: [
            "supplier_name": "RAJESH FURNITURE HOUSE", "buyer_name": "Mishra Coaching Institute",
            "invoice_number": "RFH/25/208", "invoice_date": "2025-08-14", "sgst": "1548.00",
            "total": "20296.00",
        ],
        items: [
            ["description": "Steel Almirah", "hsn": "94032010", "quantity": "2", "taxable_value": "17200.00"]
        ])

    static let hindiAlone = LayoutCase(
        name: "labels in Hindi alone",
        pages: [
            """
                                कर बीजक
                            राजेश फर्नीचर हाउस
                      जीएसटीआईएन : 27AAPFU0939F1ZV
            क्रेता :                            बीजक संख्या : RFH/25/208
            मिश्रा कोचिंग संस्थान                 दिनांक : 14/08/2025
            जीएसटीआईएन : 24AAQCA8719H1ZC       रिवर्स चार्ज : नहीं
            क्र.सं.    माल का विवरण         एचएसएन कोड    मात्रा    इकाई       दर         राशि
            1       स्टील की अलमारी     94032010       2    नग     8600.00    17200.00
                                           कर योग्य मूल्य              17200.00
                                           आईजीएसटी                  3096.00
                                           कुल योग                  20296.00
            खाता संख्या : 31188200417
            """
        ],
        fields: [
            "document_type": "tax_invoice", "supplier_name": "राजेश फर्नीचर हाउस", "buyer_name": "मिश्रा कोचिंग संस्थान",
            "buyer_gstin": "24AAQCA8719H1ZC", "invoice_number": "RFH/25/208", "invoice_date": "2025-08-14",
            "reverse_charge": "false", "igst": "3096.00", "total": "20296.00", "bank_account": "31188200417",
        ],
        items: [
            ["description": "स्टील की अलमारी", "hsn": "94032010", "quantity": "2", "taxable_value": "17200.00"]
        ])

    static let advance = LayoutCase(
        name: "an advance is the base of its tax, and who it was received from is the buyer",
        pages: [
            """
            Sen & Sons Interiors
            GSTIN: 27AAPFU0939F1ZV
                     RECEIPT VOUCHER
            Voucher No. : RV-25/118                  Date : 06-06-2025
            Received with thanks from Bengal Biotech Limited
            Description                SAC       Advance Amount       IGST        Total
            Advance, fit-out work      995478          50000.00    9000.00     59000.00
                                       Advance Amount                          50000.00
                                       IGST                                     9000.00
                                       Total Received                          59000.00
            """
        ],
        fields: [
            "document_type": "receipt_voucher", "buyer_name": "Bengal Biotech Limited",
            "taxable_total": "50000.00",
            "total": "59000.00",
        ],
        items: [["taxable_value": "50000.00", "igst": "9000.00"]])

    static let tillDate = LayoutCase(
        name: "a date without a label beside the number of the bill",
        pages: [
            """
            VALUEMART SUPERSTORE
            GSTIN 27AAPFU0939F1ZV
            TAX INVOICE
            Bill No 77120        03/09/25 18:22
            Item              Qty     Rate    Amount
            DETTOL SOAP         2    50.00    100.00
            TAXABLE                           100.00
            CGST                                9.00
            SGST                                9.00
            NET                               118.00
            """
        ],
        fields: ["invoice_number": "77120", "invoice_date": "2025-09-03", "total": "118.00"],
        items: [["description": "DETTOL SOAP", "quantity": "2"]])
}
