extension LabelTable {
    static let rest: [(LabelKind, [String])] = [
        (
            .bankHeading,
            [
                "Bank Details", "Company's Bank Details", "Our Bank Details", "Bank Account Details", "Bank Detail",
                "Payment Details", "Bank Information", "Payment Information", "NEFT Details", "Bank Details for Payment",
                "RTGS/NEFT Details", "Company Bank Details", "Pay To", "Account Details", "Bank Details for NEFT/RTGS",
                "Bank A/c Details", "Remittance Details",
            ]
        ),
        (.bankName, ["Bank", "Bank Name", "Name of Bank", "Name of the Bank", "Banker", "Bankers", "Our Bank", "Beneficiary Bank"]),
        (
            .account,
            [
                "A/c No", "Account #", "Account No", "Account Number", "Bank Account No", "Bank A/c No", "A/C Number",
                "A/c", "Acc No", "Acct No", "Bank Account Number", "Current A/c No", "CA No", "A/C #", "Acc Number",
                "Current Account No", "Beneficiary Account No", "Ac No", "Bank A/c", "Bank Acc No", "Account", "CC A/c No",
                "OD A/c No", "Savings A/c No", "Bank Account", "Beneficiary A/c No", "Acct #", "Company A/c No",
                "Beneficiary Account Number", "Current A/c",
            ]
        ),
        (
            .ifsc,
            [
                "IFSC", "IFSC Code", "IFS Code", "Branch & IFS Code", "Branch & IFSC", "RTGS/NEFT IFSC Code",
                "Bank IFSC", "IFSC No", "Branch & IFSC Code", "IFSC/RTGS Code", "Bank Branch IFSC", "IFSC #",
                "Bank IFSC Code", "Branch IFS Code", "NEFT/IFSC Code", "Branch/IFSC", "RTGS/IFSC Code", "NEFT/RTGS IFSC Code",
            ]
        ),
        (
            .holder,
            [
                "A/c Holder's Name", "Account Holder Name", "Account Holder", "Account Name", "Beneficiary Name", "A/c Name",
                "Beneficiary", "Account Holder's Name", "Name of Account Holder", "Acc Name", "A/c Holder Name", "A/c Holder",
                "Acc Holder Name", "Benificiary Name", "In Favour Of", "Payee Name", "Account Title",
            ]
        ),
        (.upi, ["UPI", "UPI ID", "VPA", "UPI Id for Payment", "Pay using UPI", "UPI Address"]),
        (
            .reverseCharge,
            [
                "Whether tax is payable under reverse charge", "Supply attracts reverse charge", "Reverse Charge",
                "Whether GST is payable on Reverse Charge", "Tax is payable on reverse charge", "Tax payable on reverse charge",
                "Is reverse charge applicable", "Whether reverse charge applicable", "Reverse Charge Applicable",
                "Reverse Charge (Y/N)", "Whether the tax is payable on reverse charge basis", "RCM",
                "Whether tax is payable on reverse charge basis", "Tax payable under reverse charge", "GST on reverse charge",
                "Whether tax payable on reverse charge", "Whether tax is payable on reverse charge",
                "Tax payable on reverse charge basis", "Whether tax payable under reverse charge basis", "RCM Applicable",
                "Whether tax payable under reverse charge", "Tax is payable on reverse charge basis", "Reverse Charge Yes/No",
                "Reverse Charges", "Whether tax payable on reverse charge basis", "Tax Payable on Reverse Charge (Yes/No)",
                "Whether the tax is payable under reverse charge", "Is tax payable on reverse charge",
                "Tax payable on reverse charge (Y/N)", "Is Reverse Charge", "Under Reverse Charge", "Payable on Reverse Charge",
                "GST Payable on Reverse Charge (Y/N)", "Whether tax is payable on reverse charge (Y/N)", "RCM (Y/N)",
            ]
        ),
        (
            .signatory,
            [
                "Authorised Signatory", "Authorized Signatory", "Authorized Signature", "Authorised Signature",
                "Auth. Signatory", "Authorised Sign", "Signature", "Receiver's Signature", "Customer's Seal and Signature",
                "Customer Signature", "Signatory", "Proprietor", "Auth Sign", "Authorised Signatory Name", "Partner",
                "Prepared By", "Checked By", "Verified By", "Receiver Signature", "Pharmacist Signature", "Director",
                "Common Seal", "Customer Signatory", "Manager",
            ]
        ),
        (.forParty, ["For"]),
        (
            .terms,
            [
                "Terms & Conditions", "Terms and Conditions", "Terms & Condition", "Declaration", "Notes", "Note",
                "Remarks", "Terms", "Disclaimer", "E. & O.E", "Terms of Sale", "Narration", "Certified that", "Being",
                "Thank you", "Thanks", "This is a Computer Generated Invoice", "Subject to", "We declare that",
                "Terms / Declaration", "Interest @", "Goods once sold", "Customer Notes",
            ]
        ),
        (
            .hsn,
            ["HSN Code", "HSN", "SAC", "SAC Code", "HSN/SAC", "Service Accounting Code", "HSN No", "HSN/SAC Code", "HSN Code/SAC"]
        ),
        (
            .attribute,
            [
                "IMEI", "IMEI No", "IMEI/SrNo", "Batch", "Exp", "Expiry", "Mfg", "Serial Nos", "S/N", "SKU", "FSN", "EAN", "Colour",
                "Color", "Size", "MRP", "Warranty", "Exp Date", "Mfg Date", "ASIN", "Model No", "IMEI Nos", "IMEI Number",
            ]
        ),
        (
            .other,
            [
                "Order Number", "Order No", "Order Id", "Order #", "Order Date", "Invoice Details", "Delivery Note Date",
                "Mode/Terms of Payment", "Terms of Payment", "Payment Terms", "Supplier's Ref", "Other Reference(s)",
                "Other References", "Reference No & Date", "Reference No", "Ref No", "Ref", "Despatch Document No", "Dispatch Doc No",
                "Despatch Doc No", "Despatched through", "Dispatched through", "Destination", "Terms of Delivery",
                "Bill of Lading/LR-RR No", "Bill of Lading", "LR No", "LR/RR No", "LR Date", "GR No", "GR/RR No",
                "Transport", "Transporter", "Transport Mode", "Transportation Mode", "Mode of Transport", "Date of Supply",
                "Date & Time of Supply", "Transport ID", "Transporter ID", "Transporter Name", "Transport Name", "Shipment No",
                "CIN", "CIN No", "FSSAI", "FSSAI No", "FSSAI Lic No", "Drug License No", "DL No", "D.L. No", "TIN", "TIN No",
                "TAN", "TAN No", "CST No", "VAT TIN", "VAT No", "Service Tax No", "IEC", "IEC No", "IEC Code", "MSME No", "UDYAM",
                "UDYAM No", "UDYAM Reg No", "Udyam Registration No", "LUT No", "ARN", "LUT ARN", "Aadhaar No", "Lic No",
                "Document", "Category", "Dynamic QR Code", "QR Code", "Page", "Page No", "Copy", "Sales Person", "Salesman",
                "Sales Executive", "Cashier", "Counter", "Table No", "Bill Time", "Time", "Due Days", "Credit Days",
                "Payment Mode", "Mode of Payment", "Payment Method", "Payment Type", "Branch", "Branch Name", "Swift Code", "SWIFT",
                "MICR", "MICR Code", "Account Type", "A/c Type", "Bank Branch", "Shipping Bill No", "Port Code", "Port of Loading",
                "Port of Discharge", "Country of Origin", "Final Destination", "Vessel/Flight No", "Pre-Carriage By",
                "Gross Weight", "Net Weight", "Driver No", "Delivery No", "Delivery Date", "Supply Type", "Invoice Type",
                "Nature of Supply", "Type of Supply", "Nature of Transaction", "No of Packages", "Packages", "No of Boxes",
                "Total Items", "Items", "No of Items", "Item Count", "Total Pcs", "Total Qty", "Total Quantity", "Total Items / Qty", "Eway Bill Date", "E-Way Bill Date",
                "E-Way Bill Validity", "Valid Upto", "Validity", "Supply Description",
                "Currency", "Exchange Rate", "Period", "Billing Period", "Service Period", "Subject",
                "Project", "Project Name", "Customer Code", "Customer ID", "Customer No", "Vendor Code", "Vendor No", "Party Code",
                "Client ID", "Route", "Area", "Agent", "Broker", "Reason", "Reason for Issue", "Against Form", "Place",
                "Pin", "Pincode", "Pin Code", "City", "District", "Country", "Landmark", "Zip", "Zip Code", "Packing Slip No",
                "Lot No", "Job No", "Challan", "Gate Pass No", "Work Order Date", "Sales Order No", "SO No", "SO Date",
                "Sales Order Date", "Sales Order", "Quotation No", "Estimate", "Lr No/Date", "Booking ID", "Booking No", "Trip ID",
                "Membership No", "Policy No", "Consumer No", "Ticket No", "PNR", "Docket No", "AWB No", "Tracking No", "Dispatch Date",
                "Suppliers Code", "Supplier Code", "Item Code", "Company Code", "Store Code", "Store", "Invoice Copy", "Your Ref", "Our Ref",
                "Sold Through", "Reg. No", "Registration No", "Licence No", "Statutory Details", "GSTIN Date", "Invoice Period",
                "Delivery Terms", "Incoterms", "Freight Terms", "Received By", "Delivered By", "Order Value", "Coupon Code", "MRP Total",
                "Buyer's Ref", "Buyer Ref", "Reference", "Ref. Date", "Sr", "Tel/Fax", "Doctor", "Ref By", "Dr Name", "Prescribed By",
                "Invoice Status", "Status", "Bill Type", "Type", "Place of Receipt", "Delivered At", "Warehouse", "Shipment Date",
            ]
        ),
    ]
}
