extension LabelTable {
    static let money: [(LabelKind, [String])] = [
        (
            .taxable,
            [
                "Taxable Amount", "Taxable Value", "Total Taxable", "Total Taxable Value",
                "Total Taxable Amount",
                "Taxable Amt", "Taxable", "Total Amount Before Tax", "Amount Before Tax", "Total Before Tax",
                "Net Taxable", "Net Taxable Value", "Assessable Value", "Net Assessable Value",
                "Total Value Before Tax",
                "Total Value of Supply", "Taxable Total", "Total Taxable Amt", "Invoice Taxable Value",
                "Total Assessable Value", "Taxable Subtotal", "Value Before Tax",
                "Total Taxable Value of Supply",
                "Total Invoice Value Before Tax", "Total (Before Tax)", "Total Excl Tax", "Total Without Tax",
                "Basic Amount", "Basic Value", "Net Amount Before Tax", "Total Basic Amount",
                "Total Basic Value",
                "Taxable Invoice Value", "Total Assessable Amount", "Net Taxable Amount", "Sale Value",
                "Total Taxable Val", "Tax'ble Amt", "Tax'ble Amount", "Tax'ble Value", "FOB Value",
                "Total FOB Value",
                "Value of Supply", "Taxable Value of Supply", "Total (Excl. of Tax)",
                "Total Exclusive of Tax",
            ]
        ),
        (
            .subtotal,
            [
                "Sub Total", "Subtotal", "Sub-Total", "Gross Amount", "Item Total", "Items Total",
                "Gross Total", "Gross",
                "Gross Value", "Total Gross Amount", "Goods Value", "Amount", "Basic", "Sub Total Amount",
                "Sub Amount",
                "Total Item Value", "Goods Total", "Total Value", "Value of Goods",
                "Sub Total (Tax Exclusive)",
                "Sub Total (Tax Inclusive)", "Product Total", "Services Total", "Cart Value",
            ]
        ),
        (
            .cgst,
            [
                "CGST", "Central Tax", "Output CGST", "Central GST", "Add CGST", "CGST Amount", "CGST Amt",
                "Total CGST",
                "CGST Output", "CGST Tax", "Add: CGST", "Output CGST Tax", "CGST Output Tax",
                "Central Goods and Services Tax",
                "CGST Payable", "Add Central Tax", "CGST Tax Amount", "CGST Total", "Central Tax (CGST)",
                "CGST Sales",
                "Total CGST Amount", "Total CGST Amt", "Total Central Tax",
            ]
        ),
        (
            .sgst,
            [
                "SGST", "State Tax", "Output SGST", "State GST", "Add SGST", "SGST Amount", "SGST Amt",
                "Total SGST",
                "SGST/UTGST", "UTGST", "SGST Output", "SGST Tax", "State/UT Tax", "Output SGST Tax",
                "SGST Output Tax",
                "State Goods and Services Tax", "SGST Payable", "Output UTGST", "Total UTGST",
                "Add SGST/UTGST",
                "SGST/UGST", "SGST Tax Amount", "SGST Total", "Add State Tax", "State Tax (SGST)",
                "UTGST Amount", "UGST",
                "Total SGST/UTGST", "Total SGST Amount", "S/UT GST", "Total State Tax", "Add UTGST",
                "SGST/UTGST Amount",
                "Total SGST Amt",
            ]
        ),
        (
            .igst,
            [
                "IGST", "Integrated Tax", "Output IGST", "Integrated GST", "Add IGST", "IGST Amount",
                "IGST Amt",
                "Total IGST", "IGST Output", "IGST Tax", "Output IGST Tax", "IGST Output Tax", "IGST Payable",
                "Integrated Goods and Services Tax", "IGST Tax Amount", "IGST Total", "Add Integrated Tax",
                "Integrated Tax (IGST)", "IGST Sales", "Total IGST Amount", "Total IGST Amt",
                "Total Integrated Tax",
            ]
        ),
        (
            .cess,
            [
                "Cess", "GST Cess", "Compensation Cess", "Total Cess", "Cess Amount", "Add Cess",
                "Kerala Flood Cess",
                "Flood Cess", "GST Compensation Cess", "Cess Amt", "Total Cess Amount",
            ]
        ),
        (.gst, ["GST Amount", "Output GST", "Add GST", "GST Payable"]),
        (
            .roundOff,
            [
                "Round Off", "Rounded Off", "Rounding Off", "Rounding", "Roundoff", "Less Round Off",
                "Add Round Off",
                "Round Off (+/-)", "R/Off", "Rounding Adjustment", "Round-Off Amount", "Rounding Amount",
                "Rnd Off",
                "Less Rounded Off", "Add Rounded Off", "Rounded Off (Short & Excess)", "Round Off Amt",
                "Round Off Adj",
                "Round Up", "Less Rounding Off", "Add Rounding Off", "Rounded", "Round",
                "Adjustment (Round Off)",
                "Round Off A/c", "Rounding Diff", "Round Off Value", "Short/Excess", "Rounded Off A/c",
            ]
        ),
        (
            .total,
            [
                "G Total", "G. Total", "Gross Bill Value", "Bill Total", "Total Bill",
                "Grand Total", "Total", "Net", "Payable", "Total Amount", "Net Amount", "Bill Amount",
                "Invoice Total",
                "Invoice Value",
                "Total Invoice Value", "Amount Payable", "Net Payable", "Total Payable", "Net Total",
                "Total Value",
                "Total Price", "Total Amount After Tax", "Total Invoice Amount", "Invoice Amount",
                "Net Amount Payable",
                "Total Amount Payable", "Total (INR)", "Grand Total (INR)", "Total Bill Amount", "Total Amt",
                "Payable Amount", "Final Amount", "Total Due", "Net Bill Amount", "Net Invoice Value",
                "Bill Total",
                "Total After Tax", "Total Including Tax", "Amount After Tax", "Net Value",
                "Gross Invoice Value",
                "Total Amount (INR)", "Total Invoice Value (in figure)", "Invoice Value (in figure)",
                "Net Payable Amount",
                "Total Invoice Amt", "Total Inv Amt", "Inv Value", "Total Inv Value", "Net Inv Value",
                "Total Rs", "Grand Total Rs", "Total Amount Rs", "Net Amt",
                "Amount Chargeable",
                "Total Amount Incl Tax", "Total Amount (Inclusive of Tax)", "Total Incl GST",
                "Total (Inclusive of GST)",
                "Total Amount Including GST", "Total Amount with Tax", "Order Total", "Total Note Value",
                "Net Receivable",
                "Total Credit Amount", "Credit Note Total", "Credit Note Value", "Debit Note Total",
                "Debit Note Value",
                "Total Credit", "Total Debit", "Note Value", "Total Amount Received",
                "Total Invoice Value (In Figures)",
                "Total Amount after GST", "Total with GST", "Total Net Amount", "Total Bill Value",
                "Bill Value",
                "Net Bill Value", "Total Payable Amount", "Invoice Total (INR)", "Amount with Tax",
                "Total Value of Invoice",
                "Total Invoice", "Net Amount Rs", "Gross Total Amount", "Net Bill Amt", "Total of Invoice",
            ]
        ),
        (
            .discount,
            [
                "Discount", "Less Discount", "Total Discount", "Trade Discount", "Cash Discount",
                "Discount Amount",
                "Less Trade Discount", "You Saved", "Total Savings", "Savings", "Coupon Discount",
                "Less: Cash Discount",
                "Special Discount", "Discount (-)", "Bill Discount", "Less", "Additional Discount", "Rebate",
                "Scheme Discount",
                "Disc", "Disc Amt", "Less Disc", "Promo Discount", "Offer Discount", "Invoice Discount",
                "Extra Discount",
            ]
        ),
        (
            .charges,
            [
                "Freight", "Packing", "Packing & Forwarding", "Shipping", "Shipping Charges",
                "Freight Charges",
                "Delivery Charges", "Other Charges", "P & F", "Packing Charges", "Insurance",
                "Handling Charges",
                "Transport Charges", "Loading Charges", "Add Freight", "Freight & Forwarding",
                "Shipping & Handling",
                "TCS", "Add TCS", "Courier Charges", "Convenience Fee", "Adjustment", "Transportation",
                "Packing & Forwarding Charges", "Loading & Unloading", "Cartage", "Delivery Fee",
                "Transportation Charges",
                "Loading", "Postage", "Installation Charges", "Extra Charges", "Service Charge", "TDS",
                "Less TDS",
                "Add: Other Charges", "Hamali", "Insurance Charges", "Delivery Charge",
                "Shipping & Packaging", "Shipping & Packing", "Tip", "Packaging Charges",
            ]
        ),
        (
            .paid,
            [
                "Received", "Amount Paid", "Advance", "Paid", "Amount Received", "Received Amount",
                "Advance Paid",
                "Payment Made", "Less Advance", "Paid Amount", "Total Paid", "Cash", "UPI Paid",
                "Advance Received",
                "Payment Received", "Tendered", "Cash Received", "Change", "Less Advance Received", "Refund",
            ]
        ),
        (
            .due,
            [
                "Balance Due", "Balance", "Amount Due", "Due Amount", "Balance Amount", "Balance Payable",
                "Net Due",
                "Outstanding", "Previous Balance", "Current Balance", "Closing Balance", "Due",
                "Opening Balance",
                "Total Outstanding", "Old Balance", "Previous Due", "Total Balance", "Invoice Balance",
                "Credits",
                "Total Amount Due", "Balance Amt", "Remaining Balance", "Last Balance",
            ]
        ),
        (
            .totalTax,
            [
                "Total Tax", "Total GST", "Total Tax Amount", "Tax Total", "Tax Amount", "Tax", "GST Total",
                "Taxes",
                "Total Amount of Tax", "Total Tax Amt", "Total GST Amount", "Total Tax Amount GST",
                "Tax Amount GST",
                "Total Taxes", "GST Amount Total", "Total Amount GST", "Tax Value", "Amount of Tax",
            ]
        ),
        (
            .amountInWords,
            [
                "Amount Chargeable (in words)", "Total In Words", "Amount in Words", "Total Amount in Words",
                "Amount (in words)", "In Words", "Rupees in Words", "Invoice Value in Words",
                "Total Invoice Value (in words)",
                "Invoice Amount in Words", "Total Amount (in words)", "Rupees", "Amount Payable (in words)",
                "Rs in words",
                "Total Invoice Amount in Words", "Grand Total in Words", "Invoice Total in Words",
                "Total (in words)",
                "Bill Amount in Words", "Net Amount in Words", "Gross Amount (In Words)", "Amt in Words",
                "Rupees (in words)",
                "Amount in Words (INR)", "Total Value in Words", "Invoice Value (in words)",
                "Amount In Words Rs", "Words",
                "Total Payable in Words", "Payable Amount in Words", "Invoice Amt in Words", "Value in Words",
                "Inr in Words",
                "Total Amount Payable (in words)", "Grand Total (in words)", "Net Payable in Words",
                "Sum of Rupees",
                "Total Amount Received (in words)", "Total Rs in Words", "Amount Received (in words)",
                "Total in Words Rs", "Amount in Figures and Words", "Total Bill Amount in Words",
                "Amount Words",
            ]
        ),
        (
            .taxInWords,
            [
                "Tax Amount (in words)", "Tax Amount in Words", "GST Amount in Words", "Total Tax in Words",
                "Total GST in Words", "Tax in Words", "GST Amount", "Total Tax Amount in Words",
                "Tax Amt in Words",
                "Total Tax Amount (in words)", "GST in Words", "Taxable Amount in Words",
                "CGST Amount in Words",
                "SGST Amount in Words", "IGST Amount in Words",
            ]
        ),
    ]
}
