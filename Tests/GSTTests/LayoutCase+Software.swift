extension LayoutCase {
    /// Invoices of accounting programs.
    static let software: [LayoutCase] = [tally, zoho, busy, marg, portal, services]

    static let tally = LayoutCase(
        name: "boxed grid with tax rows inside the item table",
        pages: [
            """
                                           Tax Invoice                                (ORIGINAL FOR RECIPIENT)
            Nilgiri Traders                                   Invoice No.               Dated
            14, Hill Road                                     NT/21-22/118              31-Jan-22
            Coimbatore                                        Delivery Note             Mode/Terms of Payment
            GSTIN/UIN: 33AAACI1681G1ZW                                                  30 Days
            State Name : Tamil Nadu, Code : 33                Supplier's Ref.           Other Reference(s)
            Consignee (Ship to)                               NT-9
            Palani Stores                                     Buyer's Order No.         Dated
            22, Temple Street                                 PO-7781                   25-Jan-22
            GSTIN/UIN : 33AALCR3173P1ZY                       Despatched through        Destination
            State Name : Tamil Nadu, Code : 33                                          Madurai
            Buyer (Bill to)
            Palani Agencies
            5, Market Lane
            GSTIN/UIN : 33AALCR3173P1ZY
            State Name : Tamil Nadu, Code : 33
            Place of Supply : Tamil Nadu
            Sl   Description of Goods          HSN/SAC    GST     Quantity      Rate     per    Disc. %        Amount
            No.                                           Rate
            1    Brass Tap 15 mm               84818020   18 %    10 Nos        150.00   Nos                 1,500.00
                 Batch: B-77
            2    Steel Sink                    73241000   18 %    2 Nos       1,000.00   Nos    10 %         1,800.00
                                                                                                             3,300.00
                                   CGST                                          9 %                           297.00
                                   SGST                                          9 %                           297.00
                     Less :   ROUND OFF                                                                       (-)0.00
                                  Total                    12 Nos                                      ₹ 3,894.00
            Amount Chargeable (in words)                                                                   E. & O.E
            INR Three Thousand Eight Hundred Ninety Four Only
                     HSN/SAC               Taxable      Central Tax            State Tax              Total
                                            Value     Rate     Amount       Rate     Amount         Tax Amount
            84818020                     1,500.00      9%      135.00        9%      135.00           270.00
            73241000                     1,800.00      9%      162.00        9%      162.00           324.00
                             Total       3,300.00              297.00                297.00           594.00
            Tax Amount (in words) : INR Five Hundred Ninety Four Only
            Company's PAN        : AAACI1681G         Company's Bank Details
                                                      Bank Name        : Indian Bank
                                                      A/c No.          : 556677889900
                                                      Branch & IFS Code: Coimbatore & IDIB000C001
            Declaration                                                              for Nilgiri Traders
            We declare that this invoice shows the actual price.                     Authorised Signatory
            """
        ],
        fields: [
            "document_type": "tax_invoice", "invoice_number": "NT/21-22/118", "invoice_date": "2022-01-31",
            "supplier_name": "Nilgiri Traders", "supplier_gstin": "33AAACI1681G1ZW", "supplier_pan": "AAACI1681G",
            "buyer_name": "Palani Agencies", "buyer_gstin": "33AALCR3173P1ZY", "ship_to_name": "Palani Stores",
            "place_of_supply": "33-Tamil Nadu", "po_number": "PO-7781", "po_date": "2022-01-25",
            "taxable_total": "3300.00", "cgst": "297.00", "sgst": "297.00", "igst": nil, "total": "3894.00",
            "amount_in_words": "INR Three Thousand Eight Hundred Ninety Four Only",
            "bank_account": "556677889900", "ifsc": "IDIB000C001", "due_date": nil,
        ],
        items: [
            [
                "description": "Brass Tap 15 mm", "hsn": "84818020", "quantity": "10", "unit": "Nos",
                "unit_price": "150.00", "rate": "18", "taxable_value": "1500.00",
            ],
            [
                "description": "Steel Sink", "hsn": "73241000", "quantity": "2", "unit_price": "1000.00",
                "discount_percent": "10", "taxable_value": "1800.00",
            ],
        ])

    static let zoho = LayoutCase(
        name: "number under the title, balance at the top, head names with rates",
        pages: [
            """
            Ashoka Design Studio                                                  TAX INVOICE
            12, Lake View Road                                                    Invoice# ADS-000231
            Pune Maharashtra 411001                                               Balance Due
            India                                                                 ₹23,600.00
            GSTIN 27AAPFU0939F1ZV
            Bill To                                                      Invoice Date :        12 Mar 2024
            Mr. Ravi Varma                                               Terms :               Due on Receipt
            4, Garden Estate                                             Due Date :            12 Mar 2024
            Nagpur Maharashtra 440001                                    P.O.# :               88-12
            Place Of Supply: Maharashtra (27)
            #    Item & Description                  Qty          Rate          CGST             SGST            Amount
                                                                              %     Amt        %     Amt
            1    Logo design                        1.00     20,000.00        9%   1,800.00    9%   1,800.00   20,000.00
                 three drafts, two rounds
                                                                              Sub Total                        20,000.00
                                                                              CGST9 (9%)                        1,800.00
                                                                              SGST9 (9%)                        1,800.00
            Total In Words                                                    Total                          ₹23,600.00
            Indian Rupee Twenty-Three Thousand Six Hundred Only               Payment Made                  (-) 5,000.00
                                                                              Balance Due                    ₹18,600.00
            Notes
            Thanks for your business.
                                                                              Authorized Signature
            """
        ],
        fields: [
            "document_type": "tax_invoice", "invoice_number": "ADS-000231", "invoice_date": "2024-03-12",
            "due_date": "2024-03-12", "supplier_name": "Ashoka Design Studio", "supplier_gstin": "27AAPFU0939F1ZV",
            "buyer_name": "Mr. Ravi Varma", "buyer_gstin": nil, "place_of_supply": "27-Maharashtra",
            "taxable_total": "20000.00", "cgst": "1800.00", "sgst": "1800.00", "total": "23600.00",
            "po_number": "88-12",
        ],
        items: [
            [
                "description": "Logo design three drafts, two rounds", "quantity": "1.00",
                "unit_price": "20000.00", "rate": "18", "cgst": "1800.00", "sgst": "1800.00",
            ]
        ])

    static let busy = LayoutCase(
        name: "label and value in columns, inter-state, freight below the items",
        pages: [
            """
            GSTIN : 06AABCO6063D1ZQ                    TAX INVOICE                          Original Copy
                                        ORBIT MACHINE TOOLS PVT LTD
                                     Plot 9, Sector 6, Faridabad, Haryana
                                     Tel. : 0129-4567890  email : sales@orbit.example
            Party Details :                               Invoice No.        : OMT/771
            Kaveri Engineers                              Dated              : 09-11-2023
            Hosur Road, Bengaluru                         Place of Supply    : Karnataka (29)
                                                          Reverse Charge     : N
                                                          GR/RR No.          : 5561
            GSTIN / UIN : 29AAGCB7383J1Z4                 Transport          : VRL
            S.N. Description of Goods       HSN/SAC    Qty.   Unit      Price      Amount(₹)
                                             Code
            1.   Carbide insert             82090090   5.00   Pcs.      400.00      2,000.00
            2.   Tool holder                84661010   1.00   Pcs.    3,000.00      3,000.00
                                                                                    5,000.00
                 Add : Freight                                                        200.00
                 Add : IGST           @ 18.00 %                                       936.00
                      Grand Total                      6.00 Pcs.                 ₹ 6,136.00
            Tax Rate    Taxable Amt.    IGST Amt.    Total Tax
            18%             5,200.00       936.00       936.00
            Rupees Six Thousand One Hundred Thirty Six Only
            Terms & Conditions                                          Receiver's Signature :
            E.& O.E.                                                    for ORBIT MACHINE TOOLS PVT LTD
            1. Goods once sold will not be taken back.                  Authorised Signatory
            """
        ],
        fields: [
            "invoice_number": "OMT/771", "invoice_date": "2023-11-09",
            "supplier_name": "ORBIT MACHINE TOOLS PVT LTD", "supplier_gstin": "06AABCO6063D1ZQ",
            "buyer_name": "Kaveri Engineers", "buyer_gstin": "29AAGCB7383J1Z4", "place_of_supply": "29-Karnataka",
            "reverse_charge": "false", "taxable_total": "5200.00", "igst": "936.00", "cgst": nil,
            "total": "6136.00", "other_charges": "200.00",
        ],
        items: [
            ["description": "Carbide insert", "quantity": "5.00", "unit": "Pcs", "unit_price": "400.00"],
            ["description": "Tool holder", "hsn": "84661010", "quantity": "1.00", "unit_price": "3000.00"],
        ])

    static let marg = LayoutCase(
        name: "pharmacy with batches, expiries, free quantities",
        pages: [
            """
            SANJEEVANI DRUG HOUSE                                  GST INVOICE
            GSTIN : 24AAQCA8719H1ZC   D.L. No. : 20B-1234          Invoice No. : SDH-4410     Date : 05/08/2023
            M/s LIFECARE MEDICOS                                   Due Date : 04/09/2023
            Station Road, Surat
            GSTIN : 24AAACI1681G1ZT
            Sn. Mfg  Product Name       Pack   HSN       Batch    Exp.    MRP      Qty   Free   Rate     Dis%   CGST%  SGST%   Amount
            1.  CIP  Azee 500           3's    30042064  AZ771    08/25   119.50   10    1      80.00    5.00   6.00   6.00    760.00
            2.  SUN  Pantocid 40        15's   30049099  PC902    11/25   165.00   4            110.00   0.00   6.00   6.00    440.00
                                                                              SUB TOTAL                             1,200.00
                                                                              CGST                                     72.00
                                                                              SGST                                     72.00
                                                                              GRAND TOTAL                           1,344.00
            Rs. One Thousand Three Hundred Forty Four Only
                                                                              For SANJEEVANI DRUG HOUSE
                                                                              Authorised Signatory
            """
        ],
        fields: [
            "invoice_number": "SDH-4410", "invoice_date": "2023-08-05", "due_date": "2023-09-04",
            "supplier_name": "SANJEEVANI DRUG HOUSE", "supplier_gstin": "24AAQCA8719H1ZC",
            "buyer_name": "LIFECARE MEDICOS", "buyer_gstin": "24AAACI1681G1ZT", "taxable_total": "1200.00",
            "cgst": "72.00", "sgst": "72.00", "total": "1344.00",
        ],
        items: [
            [
                "description": "Azee 500", "hsn": "30042064", "quantity": "10", "unit_price": "80.00",
                "list_price": "119.50", "discount_percent": "5.00", "rate": "12.00", "taxable_value": "760.00",
            ],
            ["description": "Pantocid 40", "quantity": "4", "unit_price": "110.00", "taxable_value": "440.00"],
        ])

    static let portal = LayoutCase(
        name: "printed by the e-invoice portal: sums under their headings",
        pages: [
            """
                                                 e-Invoice
            1.e-Invoice Details
            IRN : 23f498ee41441ecad30f72ba5b9907506c3df70a17b0e0dff46b76a786400662
            Ack. No : 232210036743849                                  Ack. Date : 13-09-2023 10:12:00
            2.Document Details
            Category : B2B              Document No : VBF/101           IGST applicable : No
            Document Type : Tax Invoice                                 Document Date : 12-09-2023
            Place of Supply : KARNATAKA
            3.Party Details
            Supplier                                                    Recipient
            GSTIN : 29AAFCC9980M1ZR                                     GSTIN : 29AAGCB7383J1Z4
            Vijaya Bright Fasteners                                     Shimoga Steel Works
            KIADB Estate, Hubli 580020 KARNATAKA                        BH Road, Shimoga 577201 KARNATAKA
            4.Details of Goods / Services
            Sl No  Item Description   HSN Code   Quantity   Unit   Unit Price   Discount   Taxable      Tax Rate   Other     Total
                                                                   (Rs)         (Rs)       Amount(Rs)   (%)        charges   (Rs)
            1      Hex bolt M8        73181500   1000       NOS    4.50         0.00       4500.00      18.00      0.00      5310.00
            Taxable Amt   CGST Amt   SGST Amt   IGST Amt   CESS Amt   Discount   Other Charges   Round off Amt   Total Inv. Amt
            4500.00       405.00     405.00     0.00       0.00       0.00       0.00            0.00            5310.00
            Generated By : 29AAFCC9980M1ZR                              Print Date : 13-09-2023
            """
        ],
        fields: [
            "invoice_number": "VBF/101", "invoice_date": "2023-09-12",
            "irn": "23f498ee41441ecad30f72ba5b9907506c3df70a17b0e0dff46b76a786400662",
            "ack_number": "232210036743849", "ack_date": "2023-09-13", "supplier_gstin": "29AAFCC9980M1ZR",
            "buyer_gstin": "29AAGCB7383J1Z4", "supplier_name": "Vijaya Bright Fasteners",
            "buyer_name": "Shimoga Steel Works", "taxable_total": "4500.00", "cgst": "405.00", "sgst": "405.00",
            "igst": "0.00", "total": "5310.00", "place_of_supply": "29-Karnataka",
        ],
        items: [
            [
                "description": "Hex bolt M8", "hsn": "73181500", "quantity": "1000", "unit": "NOS",
                "unit_price": "4.50", "taxable_value": "4500.00", "rate": "18.00", "amount": "5310.00",
            ]
        ])

    static let services = LayoutCase(
        name: "a letter with particulars and amounts only",
        pages: [
            """
                                     MEHTA & RAO
                                Chartered Accountants
                          3rd Floor, Fort, Mumbai - 400001
                     PAN: AAPFU0939F     GSTIN: 27AAPFU0939F1ZV
                                     INVOICE
            To,                                                    Invoice No: MR/2024/045
            The Director                                           Date: 30 April 2024
            Konkan Foods Limited
            Ratnagiri, Maharashtra
            GSTIN: 27AALCR3173P1ZN

            Particulars                                     SAC              Amount (Rs.)
            Audit fees for the year 2023-24                 998221             1,00,000.00
            Out of pocket expenses                          998221               5,000.00
            Total taxable value                                                1,05,000.00
            Add: CGST @ 9%                                                       9,450.00
            Add: SGST @ 9%                                                       9,450.00
            Total amount payable                                               1,23,900.00
            (Rupees One Lakh Twenty Three Thousand Nine Hundred Only)

            For Mehta & Rao
            Partner
            """
        ],
        fields: [
            "invoice_number": "MR/2024/045", "invoice_date": "2024-04-30", "supplier_name": "MEHTA & RAO",
            "supplier_gstin": "27AAPFU0939F1ZV", "supplier_pan": "AAPFU0939F", "buyer_gstin": "27AALCR3173P1ZN",
            "taxable_total": "105000.00", "cgst": "9450.00", "sgst": "9450.00", "total": "123900.00",
        ],
        items: [
            [
                "description": "Audit fees for the year 2023-24", "hsn": "998221", "taxable_value": "100000.00",
            ],
            ["description": "Out of pocket expenses", "hsn": "998221", "taxable_value": "5000.00"],
        ])
}
