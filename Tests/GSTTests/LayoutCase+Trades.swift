extension LayoutCase {
    /// Bills of trades and offices, set in ways that no program of invoices uses.
    static let trades: [LayoutCase] = [
        placeBehindDate, labelsUnderValues, sumsBeforeTax, namesAndAmounts, groups, sameAsConsignee,
        carrier, untaxed, spreadsheet, greeted, serialNumbers, netPrice, brokenLabels, untidyDates,
        issuedTo, parts, sumsInOneRow, challanBeside, numberedItems, netAndGross, priceWithTax,
        rental, freeGoods,
    ]

    static let placeBehindDate = LayoutCase(
        name: "date and place of supply in one cell, sums under headings over two lines",
        pages: [
            """
            POLYCHEM MASTERBATCH PVT. LTD.
            GSTN : 27AAPFU0939F1ZV
                                   TAX INVOICE
            Inv# : PM/GST/2190        Date & Place of Supply : 14/11/2025, Rajasthan (08)
            Dt : 14/11/2025           Transporter GSTIN : 24AAQCA8719H1ZC
            Bill to Party
            BANSAL PACKWELL INDUSTRIES
            Cust. GST : 29AABCR5561M1ZV
            Sl   Material          HSN          Qty   UoM      Rate/Unit       Amount
            1    LLDPE Film Roll   39201019     1250.000 Kgs      104.50    130625.00
                 Taxable            IGST              Round        Net Invoice
                     Amt             18%                Off              Value
               130625.00        23512.50               0.50          154138.00
            """
        ],
        fields: [
            "invoice_number": "PM/GST/2190", "place_of_supply": "08-Rajasthan", "invoice_date": "2025-11-14",
            "buyer_gstin": "29AABCR5561M1ZV", "igst": "23512.50", "round_off": "0.50",
        ],
        items: [["quantity": "1250.000", "unit": "Kgs"]])

    static let labelsUnderValues = LayoutCase(
        name: "labels under their values; the buyer first, the supplier in the foot",
        pages: [
            """
            invoice

            Vertex Realty Private Limited                              SB-2526-044
            7th Floor, Raheja Centre                                Invoice number
            Mumbai 400021
            GSTIN 29AABCR5561M1ZV                                       3 Dec 2025
                                                                              Date

                                                                       18 Dec 2025
                                                                            Due by

            What                               SAC        Qty     Unit cost      Amount
            Interior design - Phase II         998391       1     185000.00   185000.00
                                                     Net                      185000.00
                                                     Central tax 9%            16650.00
                                                     State tax 9%              16650.00
                                                     Amount due           INR 218300.00


            Studio Banyan LLP | LLPIN AAX-1182 | GSTIN 27AAPFU0939F1ZV
            """
        ],
        fields: [
            "invoice_number": "SB-2526-044", "invoice_date": "2025-12-03", "due_date": "2025-12-18",
            "supplier_name": "Studio Banyan LLP", "supplier_gstin": "27AAPFU0939F1ZV",
            "buyer_name": "Vertex Realty Private Limited", "buyer_gstin": "29AABCR5561M1ZV",
            "taxable_total": "185000.00", "total": "218300.00",
        ],
        items: [["description": "Interior design - Phase II", "quantity": "1"]])

    static let sumsBeforeTax = LayoutCase(
        name: "two totals, the tax between them: the first is before tax",
        pages: [
            """
            KAIRALI HOSPITAL                       TAX INVOICE
            GSTIN 27AAPFU0939F1ZV
            Patient Name   Mrs. Lakshmi Menon      Bill No    IPB/3390
            Consultant     Dr. Anoop Nair          Bill Date  19/09/2025
            Sl   Service Description    SAC       Qty      Rate      Amount     CGST     SGST   Net Amount
            1    Room Rent (2 days)     999311      2   6500.00    13000.00   325.00   325.00     13650.00
            2    Pharmacy               999312      1   8834.20     8834.20     0.00     0.00      8834.20
                                                      Total Bill Amount                 21834.20
                                                      CGST                                325.00
                                                      SGST                                325.00
                                                      Net Bill Amount                   22484.20
                                                      Advance Paid                      20000.00
                                                      Balance to Pay                     2484.20
            """
        ],
        fields: ["taxable_total": "21834.20", "total": "22484.20", "buyer_name": "Mrs. Lakshmi Menon"],
        items: [
            ["description": "Room Rent (2 days)", "unit_price": "6500.00", "taxable_value": "13000.00"],
            ["description": "Pharmacy", "taxable_value": "8834.20"],
        ])

    static let namesAndAmounts = LayoutCase(
        name: "a table of names and amounts alone",
        pages: [
            """
            Unity General Insurance Company Limited
            PREMIUM RECEIPT CUM TAX INVOICE
            Insured                     Invoice No.      : 2025/MH/1188230
            NEXGEN LOGISTECH PVT LTD    Invoice Date     : 05/11/2025
                                        Insurer GSTIN    : 27AAPFU0939F1ZV
            Premium Details                                    Amount (Rs.)
            Own Damage Premium                                    11,842.00
            Third Party Premium                                    3,416.00
            Net Premium                                           15,258.00
            CGST (9%)                                              1,373.22
            SGST (9%)                                              1,373.22
            Rounding off                                              -0.44
            Total Premium Payable                                 18,004.00
            """
        ],
        fields: [
            "supplier_gstin": "27AAPFU0939F1ZV", "taxable_total": "15258.00", "total": "18004.00",
            "round_off": "-0.44",
        ],
        items: [
            ["description": "Own Damage Premium", "taxable_value": "11842.00"],
            ["description": "Third Party Premium", "taxable_value": "3416.00"],
        ])

    static let groups = LayoutCase(
        name: "groups of items, each with its own sum",
        pages: [
            """
            ROYAL RASOI CATERERS                                   TAX INVOICE
            GSTIN: 27AAPFU0939F1ZV
            Customer : Jaipur Literary Trust                       Inv. No. : RRC-771
            Item                  HSN/SAC      Qty     Rate      Amount    GST
            FOOD
            Paneer Masala         996331        14   260.00    3,640.00     5%
            Veg Biryani           996331        20   210.00    4,200.00     5%
                                           Sub Total - Food    7,840.00
            BEVERAGES
            Mineral Water 1L      22011010      30    20.00      600.00    18%
            Soft Drink            22021010      25    40.00    1,000.00    28%
                                      Sub Total - Beverages    1,600.00
                                               Total                   9,440.00
                                               Total CGST                390.00
                                               Total SGST                390.00
                                               Grand Total            10,220.00
            """
        ],
        fields: ["taxable_total": "9440.00", "total": "10220.00"],
        items: [
            ["description": "Paneer Masala"], ["description": "Veg Biryani"],
            ["description": "Mineral Water 1L", "rate": "18"], ["description": "Soft Drink", "rate": "28"],
        ])

    static let sameAsConsignee = LayoutCase(
        name: "a buyer who is the consignee",
        pages: [
            """
            Exporter                                  Invoice No. & Date
            TIRUPUR LINENS PRIVATE LIMITED            THL/EXP/118   DT. 12.08.2025
            GSTIN : 27AAPFU0939F1ZV
            Consignee                                 Buyer (if other than consignee)
            NORDIC HOME AS                            SAME AS CONSIGNEE
            Storgata 12, Oslo, Norway
            Description of Goods       HSN Code    Quantity       Rate        Amount
            Cotton Bath Towel          63026090    2400 PCS     312.00     748800.00
            Total FOB Value INR 748800.00
            """
        ],
        fields: ["supplier_name": "TIRUPUR LINENS PRIVATE LIMITED", "buyer_name": "NORDIC HOME AS"],
        items: [["description": "Cotton Bath Towel", "quantity": "2400"]])

    static let carrier = LayoutCase(
        name: "a carrier's note: who sends the goods is neither supplier nor buyer",
        pages: [
            """
            PAWAN CARGO CARRIERS                        GOODS CONSIGNMENT NOTE
            Nigdi, Pune 411044                          G.C. Note No. : 88172
            GSTIN 27AAPFU0939F1ZV                       Date : 16-07-2025
                                                        From : PUNE
                                                        To : INDORE
            Consignor : DECCAN CASTINGS       Consignee : MALWA PUMPS       Bill to : MALWA PUMPS
            MIDC Chakan, Pune                 Sanwer Road, Indore           GSTIN : 29AABCR5561M1ZV
            GSTIN : 24AAQCA8719H1ZC           GSTIN : 29AABCR5561M1ZV       Place of supply : Madhya
                                                                            Pradesh
            Particulars                                         Rs.
            """
        ],
        fields: [
            "supplier_name": "PAWAN CARGO CARRIERS", "supplier_gstin": "27AAPFU0939F1ZV",
            "buyer_name": "MALWA PUMPS", "buyer_gstin": "29AABCR5561M1ZV", "invoice_number": "88172",
            "place_of_supply": "23-Madhya Pradesh",
        ])

    static let untaxed = LayoutCase(
        name: "a challan's value is its total",
        pages: [
            """
            RAJLAXMI FORGINGS PVT LTD
            GSTIN : 27AAPFU0939F1ZV
            DELIVERY CHALLAN (for job work - Rule 55)
            To : PRECITECH GEARS              Challan No : DC-1182
            Bhosari, Pune                     Challan Date : 18/02/2026
            GSTIN : 29AABCR5561M1ZV
            Sr   Material Description    HSN         Qty    Unit     Rate       Value
            1    Gear Blank EN8          73261910    350     Nos    86.00    30100.00
            2    Spacer Ring             73182990    700     Nos    12.50     8750.00
                                                     Total Value             38850.00
            """
        ],
        fields: ["document_type": "delivery_challan", "invoice_number": "DC-1182", "total": "38850.00"],
        items: [["description": "Gear Blank EN8"], ["description": "Spacer Ring"]])

    static let spreadsheet = LayoutCase(
        name: "headings at the left edge of their cells, numbers at the right one",
        pages: [
            """
                                      Sheet1
            UNITED FACILITY SERVICES
            GSTIN      27AAPFU0939F1ZV
            To:                          Bill No.     UFS/231
            Techpark Towers Pvt Ltd      Bill Date    30/06/2025
            Sl    Particulars       SAC Code   Nos         Rate          Amount
                1 Housekeeping      998533               6      14500.00     87000.00
                2 Consumables       998533               1       8250.00      8250.00
                  Total                                                  95250.00
                  CGST 9%                                                 8572.50
                  SGST 9%                                                 8572.50
                  Net Payable                                           112395.00
            """
        ],
        fields: ["supplier_name": "UNITED FACILITY SERVICES", "taxable_total": "95250.00"],
        items: [
            ["description": "Housekeeping", "quantity": "6", "unit_price": "14500.00"],
            ["description": "Consumables", "quantity": "1", "taxable_value": "8250.00"],
        ])

    static let greeted = LayoutCase(
        name: "a person without a heading, over an address",
        pages: [
            """
            fibremax                                          Tax Invoice
            Mr Karthik Subramanian                   Bill number    TN2511
            New 22, 3rd Main Road                    Bill date      04 Nov 2025
            Chennai - 600020
            Description              SAC          Amount
            Monthly rental           998422      1299.00
            Total charges before tax             1299.00
            CGST @ 9%                             116.91
            SGST @ 9%                             116.91
            Current charges                      1532.82
            Fibremax Networks Private Limited. Regd. Office: Chennai 600096. GSTIN 27AAPFU0939F1ZV.
            """
        ],
        fields: [
            "supplier_name": "Fibremax Networks Private Limited", "buyer_name": "Mr Karthik Subramanian",
            "taxable_total": "1299.00", "total": "1532.82",
        ],
        items: [["description": "Monthly rental", "taxable_value": "1299.00"]])

    static let serialNumbers = LayoutCase(
        name: "serial numbers over several lines are no part of the name",
        pages: [
            """
            TechNova Infosystems              TAX INVOICE
            GSTIN: 27AAPFU0939F1ZV            # TN-25-3381
            Sl   Item & Description      Qty        Rate       Amount
            1    Dell Latitude 3440     3.00    52542.37    157627.11
                 S/N: 4XK29F3,
                 4XK29G7, 4XK2B11
                 Warranty: 3 years
            2    Seagate HDD            2.00     3813.56      7627.12
                 S/N NA8W1182,
                 NA8W1190
                                  IGST @ 18%             29745.76
                                  Total                 194999.99
            """
        ],
        fields: ["total": "194999.99"],
        items: [["description": "Dell Latitude 3440"], ["description": "Seagate HDD"]])

    static let netPrice = LayoutCase(
        name: "list price less discount is the row's value",
        pages: [
            """
            LaserTech Solutions LLP                            PROFORMA INVOICE
            GSTIN 27AAPFU0939F1ZV
            P.I. No.   LT/PI/0771          Kind Attn.    Mr. Deshmukh
            To
            Shivneri Tools Private Limited
            GSTIN 29AABCR5561M1ZV
            No  Item            HSN        Qty     List Price    Less Disc.     Net Price        IGST        Total
            1   Laser Machine   84561100     1      285000.00      14250.00     270750.00    48735.00    319485.00
            2   Attachment      84669390     1       18500.00          0.00      18500.00     3330.00     21830.00
                                             Total                              289250.00    52065.00    341315.00
            """
        ],
        fields: [
            "supplier_name": "LaserTech Solutions LLP", "taxable_total": "289250.00", "igst": "52065.00",
            "total": "341315.00",
        ],
        items: [
            ["unit_price": "285000.00", "taxable_value": "270750.00"], ["taxable_value": "18500.00"],
        ])

    static let brokenLabels = LayoutCase(
        name: "headings that run into one, and values that do",
        pages: [
            """
            helios energy                                              Tax Invoice
            Invoice No.       Invoice Date   P.O. Number  P.O. Date     Payment Due
            HE/KA/25/00917    27-Sep-2025    ZEN/4471     15-Sep-2025   27-Oct-2025
            Supplier                           Billed to
            Helios Energy Systems Limited      Zenith Agro Processors Limited
            GSTIN: 27AAPFU0939F1ZV             GSTIN: 29AABCR5561M1ZV
            """
        ],
        fields: [
            "invoice_number": "HE/KA/25/00917", "invoice_date": "2025-09-27", "po_date": "2025-09-15",
            "due_date": "2025-10-27",
        ])

    static let untidyDates = LayoutCase(
        name: "a date right of another column's label is the document's where no other is",
        pages: [
            """
            SHREE OM MEDICAL AGENCIES        GST INVOICE            Party: GUPTA MEDICAL
            Hewett Road, Lucknow-226018      Bill No: SO-11920      STORE
            D.L.No.: 20B/UP/1182             Dt: 07-10-25
            GSTIN: 27AAPFU0939F1ZV
            """
        ],
        fields: [
            "invoice_number": "SO-11920", "invoice_date": "2025-10-07", "buyer_name": "GUPTA MEDICAL STORE",
        ])

    static let issuedTo = LayoutCase(
        name: "the legal name in the buyer's block; a work order beside a bill's number is no title",
        pages: [
            """
            foodly
            Invoice issued by                          Invoice issued to
            Foodly Online Services Private Limited     Legal Entity Name: Spice Garden Hospitality
            Bengaluru 560103                           Koramangala, Bengaluru 560034
            GSTIN: 27AAPFU0939F1ZV                     GSTIN: 29AABCR5561M1ZV
            BILL NO.     KA2526C0118820                DATE          31-Jan-2026
            MONTH        JANUARY 2026                  WORK ORDER    SF/ADM/118
            Description              SAC        Taxable value     CGST 9%     SGST 9%        Total
            Platform commission      998599          1,000.00       90.00       90.00     1,180.00
            """
        ],
        fields: [
            "document_type": "tax_invoice", "supplier_name": "Foodly Online Services Private Limited",
            "buyer_name": "Spice Garden Hospitality", "buyer_gstin": "29AABCR5561M1ZV",
        ],
        items: [["description": "Platform commission", "taxable_value": "1000.00"]])

    static let parts = LayoutCase(
        name: "a table in two parts, the same headings with other widths",
        pages: [
            """
            ANNAI MOTORS PRIVATE LIMITED               Invoice No: AM25-S-11820
            GSTIN: 27AAPFU0939F1ZV                     Invoice Date: 11-Sep-2025
            PARTS
            Sl  Description    HSN/SAC       Qty      Rate     Taxable Amt
            1   ENGINE OIL     27101980     3.50    520.00        1,820.00
            2   OIL FILTER     84212300     1.00    210.00          210.00
            LABOUR
            Sl  Description                 HSN/SAC      Qty        Rate     Taxable Amt
            1   PERIODIC SERVICE 20000 KM   998714      1.00    1,450.00        1,450.00
            2   WHEEL ALIGNMENT             998714      1.00      450.00          450.00
                                                         Total Taxable Amt        3,930.00
                                                         IGST 18%                   707.40
                                                         Net Bill Amount          4,637.40
            """
        ],
        fields: ["taxable_total": "3930.00", "total": "4637.40"],
        items: [
            ["description": "ENGINE OIL", "quantity": "3.50"], ["description": "OIL FILTER"],
            ["description": "PERIODIC SERVICE 20000 KM", "quantity": "1.00", "unit_price": "1450.00"],
            ["description": "WHEEL ALIGNMENT", "taxable_value": "450.00"],
        ])

    static let sumsInOneRow = LayoutCase(
        name: "sums in one row, each behind its name",
        pages: [
            """
            KUMAR DISTRIBUTORS              TAX INVOICE               To: SINGH GENERAL STORE
            GSTIN : 27AAPFU0939F1ZV         Inv No : KD-25-18820      GSTIN : 29AABCR5561M1ZV
            Sr  HSN        Quality            Mts       Rate       Gross     Disc      Taxable
            1   19053100   PARLE MARIE         24      26.79      642.96    25.72       617.24
            2   19053100   KRACKJACK           48      17.86      857.28    34.29       822.99
            Gross 1500.24   Disc 60.01   Taxable 1440.23   CGST 129.62   SGST 129.62   R.Off 0.53   Net Amt 1700.00
            """
        ],
        fields: [
            "taxable_total": "1440.23", "cgst": "129.62", "sgst": "129.62", "round_off": "0.53",
            "total": "1700.00",
        ],
        items: [
            ["description": "PARLE MARIE", "taxable_value": "617.24"], ["description": "KRACKJACK"],
        ])

    static let challanBeside = LayoutCase(
        name: "a challan's date beside the invoice's own",
        pages: [
            """
            Shri Sai Paints & Hardware               TAX INVOICE
            GSTIN : 27AAPFU0939F1ZV                  Invoice No    25-26/1182
            Customer Name & Address                  Date          03-Mar-2026
            Deshpande Constructions                  Challan No    771
            GSTIN 29AABCR5561M1ZV                    Challan Date  02-Mar-2026
            """
        ],
        fields: [
            "invoice_number": "25-26/1182", "invoice_date": "2026-03-03",
            "buyer_name": "Deshpande Constructions",
        ])

    static let numberedItems = LayoutCase(
        name: "places under Item, sums below each item, numbers of its own below its name",
        pages: [
            """
            Precitek Components Limited              TAX INVOICE
            GSTIN: 27AAPFU0939F1ZV                   Invoice No : 9000118820
            Item      Description                  Qty      UOM     Rate (INR)     Value (INR)
            000010    SHAFT MACHINED           120.000      EA        1,845.50      221,460.00
                      Mat. Code: 40011182
                      HSN Code: 84831099
                      Assessable Value                                              221,460.00
                      IGST 18.00 %                                                   39,862.80
            000020    FLANGE FORGED             60.000      EA        2,210.00      132,600.00
                      Mat. Code: 40011282
                      HSN Code: 73079190
                      Assessable Value                                              132,600.00
                      IGST 18.00 %                                                   23,868.00
                                              Total Assessable Value                354,060.00
                                              Total IGST                             63,730.80
                                              Gross Invoice Value                   417,790.80
            """
        ],
        fields: ["taxable_total": "354060.00", "igst": "63730.80", "total": "417790.80"],
        items: [
            ["description": "SHAFT MACHINED", "hsn": "84831099", "quantity": "120.000"],
            ["description": "FLANGE FORGED", "unit_price": "2210.00"],
        ])

    static let netAndGross = LayoutCase(
        name: "net and gross amounts of rows; issued and due without the word date",
        pages: [
            """
            TradeFair Organisers India Pvt. Ltd.                         TAX INVOICE
            GSTIN 27AAPFU0939F1ZV                                        Invoice #    TFO/26/0118
                                                                         Issued       12 Jan 2026
                                                                         Due          27 Jan 2026
            Description         SAC        Quantity     Net amount     GST rate     GST amount         Gross
            Stall space         998596     12 sqm       114,000.00         18 %      20,520.00    134,520.00
            Furniture           997329     1 set          6,500.00         18 %       1,170.00      7,670.00
                                                        Net total                             120,500.00
                                                        IGST 18 %                              21,690.00
                                                        Total payable                         142,190.00
            """
        ],
        fields: ["invoice_date": "2026-01-12", "due_date": "2026-01-27", "total": "142190.00"],
        items: [
            ["taxable_value": "114000.00", "amount": "134520.00"],
            ["taxable_value": "6500.00", "amount": "7670.00"],
        ])

    static let priceWithTax = LayoutCase(
        name: "a sum of prices with tax is not the taxable value",
        pages: [
            """
            MA TARA MEDICAL
            DL: WB/KOL/118820 GSTIN: 27AAPFU0939F1ZV
            Bill No: 20118   Date: 04/11/2025
            Patient: SUBHASH DAS Dr: A. SEN
            #   Particulars      Batch     Qty     MRP     Amount
            1   CROCIN ADV       DX118       2   20.80      41.60
            2   HANSAPLAST       HP9         1   40.00      40.00
            Total                                           81.60
            Round Off                                        0.40
            Net Amount                                      82.00
            """
        ],
        fields: ["buyer_name": "SUBHASH DAS", "taxable_total": nil, "total": "82.00"],
        items: [["unit_price": "20.80"], ["amount": "40.00"]])

    static let rental = LayoutCase(
        name: "kinds of invoice before their labels, a caption nobody knows over the buyer",
        pages: [
            """
            RENTEQ INFRA RENTALS PVT LTD
            GSTIN: 27AAPFU0939F1ZV
            Lessor's client                            Rental Invoice No.      RQ-11820
            Enviro Constructions India Limited         Rental Invoice Date     01-10-2025
            GSTIN: 29AABCR5561M1ZV
            #   Equipment         SAC       Units     Monthly Rent     Total Rent
            1   DG Set 125 KVA    997319        2        28,000.00      56,000.00
            2   Light Tower       997319        4         9,500.00      38,000.00
                                              Rent before tax           94,000.00
                                              IGST (18%)                16,920.00
                                              Total rent payable       110,920.00
            """
        ],
        fields: [
            "invoice_number": "RQ-11820", "invoice_date": "2025-10-01", "taxable_total": "94000.00",
            "total": "110920.00",
        ],
        items: [
            ["description": "DG Set 125 KVA", "quantity": "2", "unit_price": "28000.00"],
            ["description": "Light Tower", "taxable_value": "38000.00"],
        ])

    static let freeGoods = LayoutCase(
        name: "goods for nothing are items",
        pages: [
            """
            RAJ DUGDH UTPADAK SANGH LTD.               TAX INVOICE
            GSTIN : 27AAPFU0939F1ZV                    Invoice No : BHL/118820
            HSN         Product            Qty     Rate     Taxable      IGST      Total
            04059020    COW GHEE 1L         48   502.68    24128.64   2895.44   27024.08
            04039010    CURD (FREE)         20     0.00        0.00      0.00       0.00
                                                Round Off : -0.08
                                                Payable Amount : 27024.00
            """
        ],
        fields: ["supplier_name": "RAJ DUGDH UTPADAK SANGH LTD.", "total": "27024.00"],
        items: [["description": "COW GHEE 1L"], ["description": "CURD (FREE)", "quantity": "20"]])
}
