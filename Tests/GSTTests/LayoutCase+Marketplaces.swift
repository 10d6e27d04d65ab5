extension LayoutCase {
    /// Invoices of marketplaces, restaurants and rides.
    static let marketplaces: [LayoutCase] = [split, restaurant, ride, fashion]

    static let split = LayoutCase(
        name: "tax types one below the other, shipping of nothing, right-aligned addresses",
        pages: [
            """
                                                                          Tax Invoice/Bill of Supply/Cash Memo
                                                                                      (Original for Recipient)
            Sold By :                                                                     Billing Address :
            Chenab Retail LLP                                                                 Anita Kapoor
            Khasra 12, Alipur                                                               45, Park Avenue
            NEW DELHI, DELHI, 110036                                                NEW DELHI, DELHI, 110001
            IN                                                                                            IN
                                                                                      State/UT Code: 07
            PAN No: AAACI1681G
            GST Registration No: 07AAACI1681G1ZR                                         Shipping Address :
                                                                                              Anita Kapoor
                                                                                    Place of supply: DELHI
            Order Number: 404-1112223-4445556                                   Invoice Number : DEL4-99812
            Order Date: 02.02.2025                                     Invoice Details : DL-DEL4-1002003-2425
                                                                                 Invoice Date : 03.02.2025
            Sl.                                   Unit              Net       Tax   Tax    Tax       Total
            No   Description                      Price     Qty     Amount    Rate  Type   Amount    Amount
            1    Desk Lamp with USB port          ₹400.00   2       ₹800.00   9%    CGST   ₹72.00    ₹944.00
                 | B0TEST1234 ( LAMP-01 )                                     9%    SGST   ₹72.00
                 HSN:9405
                 Shipping Charges                 ₹0.00             ₹0.00     9%    CGST   ₹0.00     ₹0.00
                                                                              9%    SGST   ₹0.00
            TOTAL:                                                                         ₹144.00   ₹944.00
            Amount in Words:
            Nine Hundred Forty-four only
                                                                              For Chenab Retail LLP:
                                                                              Authorized Signatory
            Whether tax is payable under reverse charge - No
            """
        ],
        fields: [
            "document_type": "tax_invoice", "invoice_number": "DEL4-99812", "invoice_date": "2025-02-03",
            "supplier_name": "Chenab Retail LLP", "supplier_gstin": "07AAACI1681G1ZR",
            "supplier_pan": "AAACI1681G", "buyer_name": "Anita Kapoor", "place_of_supply": "07-Delhi",
            "total": "944.00", "reverse_charge": "false", "po_number": nil,
        ],
        items: [
            [
                "description": "Desk Lamp with USB port | B0TEST1234 ( LAMP-01 )", "hsn": "9405", "quantity": "2",
                "unit_price": "400.00", "taxable_value": "800.00", "rate": "18", "cgst": "72.00", "sgst": "72.00",
                "amount": "944.00",
            ]
        ])

    static let restaurant = LayoutCase(
        name: "restaurant's invoice through an operator, whose own number stands at the foot",
        pages: [
            """
                                                   Tax Invoice
            ON BEHALF OF -
            Legal Entity Name: SPICE ROUTE HOSPITALITY            Restaurant Name: Spice Route
            Restaurant Address: 12, Church Street, Bengaluru
            Restaurant GSTIN: 29AAGCB7383J1Z4                     Restaurant FSSAI: 11222333000445
            Invoice No.: SR24OD0001122                            Invoice Date: 14/06/2024
            Customer Name: Deepak N                               Place of Supply: Karnataka(29)
            HSN Code: 996331                                      Service Description: Restaurant Service
            Particulars          Gross value   Discount   Net value   CGST(Rate)  CGST(INR)  SGST(Rate)  SGST(INR)   Total
            1 x Masala Dosa         120.00       20.00      100.00       2.5%       2.50        2.5%       2.50     105.00
            2 x Filter Coffee        80.00        0.00       80.00       2.5%       2.00        2.5%       2.00      84.00
            Total Value             200.00       20.00      180.00                  4.50                   4.50     189.00
            Amount (in words): One Hundred Eighty Nine Rupees Only
            Amount INR 189.00 settled through digital mode.
            Food Operators Limited   GSTIN: 29AAFCC9980M1ZR   PAN: AAFCC9980M
                                                            Authorised Signatory
            """
        ],
        fields: [
            "invoice_number": "SR24OD0001122", "invoice_date": "2024-06-14",
            "supplier_name": "SPICE ROUTE HOSPITALITY", "supplier_gstin": "29AAGCB7383J1Z4",
            "buyer_name": "Deepak N", "buyer_gstin": nil, "place_of_supply": "29-Karnataka",
            "taxable_total": "180.00", "cgst": "4.50", "sgst": "4.50", "total": "189.00",
        ],
        items: [
            ["description": "1 x Masala Dosa", "taxable_value": "100.00", "rate": "5.0", "amount": "105.00"],
            ["description": "2 x Filter Coffee", "taxable_value": "80.00", "amount": "84.00"],
        ])

    static let ride = LayoutCase(
        name: "a ride: few labels, one service",
        pages: [
            """
            Tax Invoice
            Invoice issued by Wheels India Systems Private Limited on behalf of:
            RAMESH KUMAR
            GSTIN : 29AAGCB7383J1Z4
            Invoice number: WHL2324KA0009921
            Invoice date: 11 Dec 2023
            Customer name: Leela Menon
            Place of supply: Karnataka
            Description                                SAC          Taxable amount      CGST 2.5%     SGST 2.5%      Total
            Passenger transportation services          996412             200.00             5.00          5.00     210.00
            Total                                                         200.00             5.00          5.00     210.00
            Tax payable under reverse charge: No
            """
        ],
        fields: [
            "invoice_number": "WHL2324KA0009921", "invoice_date": "2023-12-11", "supplier_gstin": "29AAGCB7383J1Z4",
            "buyer_name": "Leela Menon", "taxable_total": "200.00", "cgst": "5.00", "sgst": "5.00",
            "total": "210.00", "reverse_charge": "false",
        ],
        items: [
            [
                "description": "Passenger transportation services", "hsn": "996412", "taxable_value": "200.00",
                "cgst": "5.00", "amount": "210.00",
            ]
        ])

    static let fashion = LayoutCase(
        name: "tax named in its cell, amounts with Rs.",
        pages: [
            """
            BILL TO / SHIP TO                                                           TAX INVOICE
            Sunita Rao                                                                  Original For Recipient
            77, Ring Road, Indore, Madhya Pradesh, 452001
            Place of Supply : Madhya Pradesh
            Sold by : GHOOMAR FASHIONS
            Surat, Gujarat, 395003
            GSTIN - 24AAQCA8719H1ZC
            Purchase Order No.      Invoice No.        Order Date        Invoice Date
            556677889900            ghf3k1122          01.07.2024        02.07.2024
            Description             HSN      Qty    Gross Amount   Discount    Taxable Value    Taxes               Total
            Cotton Kurti - M        6204     1      Rs.350.00      Rs.10.00    Rs.323.81        IGST @5.0%          Rs.340.00
                                                                                                Rs.16.19
            Other Charges           6204     NA     Rs.50.00       Rs.0.00     Rs.47.62         IGST @5.0%          Rs.50.00
                                                                                                Rs.2.38
            Total                                                                               Rs.18.57            Rs.390.00
            Tax is not payable on reverse charge basis. This is a computer generated invoice.
            """
        ],
        fields: [
            "invoice_number": "ghf3k1122", "invoice_date": "2024-07-02", "supplier_name": "GHOOMAR FASHIONS",
            "supplier_gstin": "24AAQCA8719H1ZC", "buyer_name": "Sunita Rao", "place_of_supply": "23-Madhya Pradesh",
            "total": "390.00", "reverse_charge": "false", "po_number": "556677889900",
        ],
        items: [
            [
                "description": "Cotton Kurti - M", "hsn": "6204", "quantity": "1", "discount": "10.00",
                "taxable_value": "323.81", "rate": "5.0", "amount": "340.00",
            ],
            ["description": "Other Charges", "taxable_value": "47.62", "amount": "50.00"],
        ])
}
