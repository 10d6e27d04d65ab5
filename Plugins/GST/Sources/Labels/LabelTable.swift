/// The labels that Indian invoices print, by what they announce; case, spaces and punctuation do not matter.
enum LabelTable {
    /// Each kind with its spellings.
    static let entries: [(LabelKind, [String])] = document + parties + money + rest + hindi

    private static let document: [(LabelKind, [String])] = [
        (
            .invoiceNumber,
            [
                "Invoice No", "Invoice Number", "Invoice #", "Inv No", "Inv. Number", "Inv #", "Invoice Num",
                "Invoice Serial No", "Invoice Serial Number", "Serial No of Invoice",
                "Serial Number of Invoice",
                "Invoice Sr No", "Tax Invoice No", "Tax Invoice Number", "Tax Invoice #", "GST Invoice No",
                "GST Invoice Number", "Invoice Id", "Invoice Ref No", "e-Invoice No", "Sales Invoice No",
                "Debit Note No", "Debit Note Number", "Debit Note #", "Credit Note No", "Credit Note Number",
                "Credit Note #", "Cr Note No", "Dr Note No", "Receipt Voucher No", "Receipt Voucher Number",
                "Receipt No", "Receipt Number", "Bill of Supply No", "Bill of Supply Number",
                "Proforma Invoice No",
                "Proforma No", "Proforma Invoice Number", "PI No", "PI Number", "Challan No",
                "Delivery Challan No",
                "Challan Number",
                "Cash Memo No", "Retail Invoice No", "Invoice No of Supplier", "Note No", "Refund Voucher No",
                "Payment Voucher No", "Our Invoice No", "Export Invoice No", "Commercial Invoice No",
                "Delivery Challan Number", "GC Note No", "G.C. Note No", "Consignment Note No", "C Note No",
                "CN No", "Credit Memo No", "DN No", "Debit Memo No", "Advance Receipt No", "RV No",
                "Inv Serial No", "Inv Num", "Tax Inv No", "Tax Bill No", "GST Bill No", "GST Inv No",
                "Sale Invoice No", "Sale Inv No", "Our Inv No", "Invoice Code", "Delivery Challan #",
                "Invoice Reference No", "Estimate No",
            ]
        ),
        (
            .billNumber,
            [
                "Bill No", "Bill Number", "Bill #", "Document No", "Document Number", "Doc No", "Doc. Number",
                "Vch No",
                "Voucher No", "Voucher Number", "Memo No", "Bill Id", "Reference Number of Invoice",
                "Slip No", "Bill Num",
                "Sales Bill No", "Document #",
            ]
        ),
        (
            .weakNumber,
            [
                "Invoice", "Bill", "Ref No", "No", "Serial No", "Number", "Sr No", "Tax Invoice", "#",
                "S No", "Sl No", "Folio No", "Folio Number", "Folio #", "Folio",
            ]
        ),
        (
            .numberAndDate,
            [
                "Invoice No / Date", "Invoice No & Date", "Invoice No and Date", "Invoice Number / Date",
                "Invoice Number & Date", "Invoice No Date", "Inv No / Date", "Bill No / Date",
                "Bill No & Date",
                "Invoice No & Dt", "Invoice No / Dt", "Inv No & Dt", "Inv No & Date",
                "Invoice Number and Date",
            ]
        ),
        (
            .invoiceDate,
            [
                "Invoice Date", "Inv Date", "Inv Dt", "Invoice Dt", "Date of Invoice", "Date of Issue",
                "Issue Date",
                "Invoice Issue Date", "Bill Date", "Billing Date", "Bill Dt", "Tax Point Date",
                "Document Date",
                "Doc Date", "Doc Dt", "Debit Note Date", "Credit Note Date", "Receipt Date",
                "Date of Receipt",
                "Voucher Date", "Challan Date", "Invoice Date and Time", "Invoice Date & Time",
                "Invoice Date / Time", "Tax Invoice Date", "Date of Issue of Invoice", "Issued On",
                "Issued Date",
                "Memo Date", "Note Date", "Invoice Dated", "Proforma Date", "PI Date",
                "Date & Time of Invoice",
                "Proforma Invoice Date", "Dt of Issue", "Date of Bill", "Bill of Supply Date",
                "Estimate Date",
                "Delivery Challan Date", "Date of Preparation", "Receipt Voucher Date", "Tax Inv Date",
                "Sale Invoice Date", "Inv Dated", "GST Inv Date", "Invoice Created On", "Date of Tax Invoice",
                "Raised On", "Generated On", "Billed On", "Invoice Generated On", "Voucher Dt", "Challan Dt",
                "RV Date", "CN Date", "Cr Note Date",
            ]
        ),
        (.weakDate, ["Date", "Dated", "Issued", "Dt", "Date & Time", "Date / Time", "Date Time"]),
        (
            .dueDate,
            [
                "Due Date", "Payment Due Date", "Payment Due", "Due On", "Pay By", "Payment Due On", "Due by",
                "Date Due", "Invoice Due Date", "Payment Due By", "Pay Before", "Last Date of Payment",
                "Bill Due Date", "Due Dt", "Pay By Date", "Please Pay By", "Payment Due By Date",
                "Due Date of Payment", "Pay by Date", "Due By Date", "Amount Due By", "Payable By",
                "Payable On or Before", "Pay On or Before", "Payment Before", "To be paid by",
                "Payment Date Due", "Last Date",
            ]
        ),
        (
            .poNumber,
            [
                "PO No", "PO Number", "P.O. #", "Purchase Order No", "Purchase Order Number",
                "Purchase Order",
                "Buyer's Order No", "Buyer Order No", "Buyers Order Number", "Customer PO No", "Cust PO No",
                "Customer PO", "PO Ref", "PO Reference", "Customer Order No", "Your Order No", "PO",
                "PO Ref No",
                "Order Ref No", "Buyer PO No", "Party PO No", "Buyer's PO No", "Customer Order Number",
                "Buyer's Ref No", "Party Order No", "Work Order No", "WO No", "Your PO No", "Cust. PO Number",
                "Customer PO Number", "PO Num", "Buyer's Order Number",
            ]
        ),
        (
            .poDate,
            [
                "PO Date", "PO Dt", "Purchase Order Date", "Buyer's Order Date", "Customer PO Date",
                "Order Dated",
                "P.O. Dated",
            ]
        ),
        (
            .originalNumber,
            [
                "Original Invoice No", "Original Invoice Number", "Against Invoice No", "Against Invoice",
                "Ref Invoice No", "Original Invoice", "Reference Invoice No", "Original Document No",
                "Corresponding Invoice No", "Original Inv No", "Against Bill No", "Reference Invoice Number",
                "Invoice Reference", "Original Invoice Ref", "Ref Invoice Number", "Against Invoice Number",
            ]
        ),
        (
            .originalDate,
            [
                "Original Invoice Date", "Against Invoice Date", "Ref Invoice Date", "Reference Invoice Date",
                "Original Inv Date", "Corresponding Invoice Date",
            ]
        ),
        (
            .originalNumberAndDate,
            [
                "Original Invoice No & Date", "Original Invoice No / Date", "Against Invoice No & Date",
                "Original Invoice No. & Dt", "Ref Invoice No & Date", "Original Invoice Number & Date",
                "Original Invoice No and Date",
            ]
        ),
        (.deliveryNote, ["Delivery Note", "Delivery Note No", "DC No", "Delivery Note Number"]),
        (
            .vehicle,
            [
                "Vehicle No", "Motor Vehicle No", "Vehicle Number", "Truck No", "Lorry No", "Vehicle Reg No",
                "Vehicle",
            ]
        ),
        (
            .eway,
            [
                "E-way Bill No", "eway Bill Number", "E way Bill", "EWay Bill #", "EWB No", "E-Way No",
                "e-Way Bill No/Date", "EWB Number", "e-waybill no", "E-Way Bill No.", "Eway No",
            ]
        ),
        (.irn, ["IRN", "IRN No", "Invoice Reference Number", "Invoice Reference No (IRN)", "IRN Number"]),
        (
            .ackNumber,
            [
                "Ack No", "Acknowledgement No", "Acknowledgement Number", "Ack Number", "Ack #",
                "Acknowledgment No",
            ]
        ),
        (
            .ackDate,
            [
                "Ack Date", "Ack Dt", "Acknowledgement Date", "Acknowledgement Dt", "Acknowledgment Date",
                "IRN Date", "Ack. Date & Time", "IRN Dt",
            ]
        ),
    ]

    private static let parties: [(LabelKind, [String])] = [
        (
            .seller,
            [
                "Sold By", "From", "Supplier", "Seller", "Supplier Details", "Seller Details", "Billed By",
                "Bill From",
                "Details of Supplier", "Supplied By", "Vendor", "Vendor Details", "Issued By",
                "Invoice Issued By", "Bill Issued By", "Service Provider Details", "Biller", "Biller Details",
                "Details of Seller",
                "Billing From", "Service Provider", "Seller Information", "Supplier Information",
                "Service Provided By",
                "Name and Address of Supplier", "Invoice From", "Restaurant Details",
                "Name & Address of Seller",
                "Exporter", "Bill By", "Supplier's Details", "Seller's Details", "Seller (Bill From)",
                "Shipper / Exporter", "Consignor",
            ]
        ),
        (
            .buyer,
            [
                "Buyer", "Bill To", "Billed To", "Buyer (Bill to)", "Billing Address", "Details of Receiver",
                "Customer", "Customer Details", "Party", "M/s", "To", "Billing To", "Billing Details",
                "Bill To Party",
                "Buyer (if other than consignee)", "Recipient", "Recipient Details", "Details of Recipient",
                "Sold To",
                "Details of Receiver (Billed to)", "Details of Receiver | Billed to", "Buyer Details",
                "Invoice To",
                "Details of Buyer", "Shri/M/s", "Hirer", "Hirer Details", "Employer", "Principal Employer",
                "Exhibitor", "Advertiser", "Mr/M/s", "M/s/Shri", "Party Details", "Customer Information",
                "Client", "Client Details",
                "Invoiced To",
                "Details of Receiver Billed To", "Bill To Address", "Buyer's Name and Address",
                "Name of Buyer",
                "Name and Address of Recipient", "Buyer's Details", "Receiver Details", "Billed To Party",
                "Details of Customer", "Purchaser", "Tenant", "Lessee", "Licensee", "Subscriber", "Insured",
                "Received From", "Received with thanks from",
                "Received with thanks from M/s", "Name & Address of Buyer",
                "Customer Info",
                "Details of the Receiver", "Receiver (Billed To)", "Buyer Information",
                "Details of Receiver (Bill to)",
                "Details of Recipient (Billed to)", "Sold To Party", "Issued To", "Invoice Issued To",
                "Bill Issued To", "Service Recipient", "Service Recipient Details",
                "Name and Address of Buyer",
                "Bill To / Ship To", "Billing & Shipping Address", "Billed To / Shipped To", "Messrs",
                "Bill-to & Ship-to", "Bill To & Ship To", "Receiver", "Importer", "Invoice Address",
                "Details of Receiver (Billed To & Shipped To)", "Customer Name & Address",
                "Customer Name and Address",
                "Party Name & Address", "Billed To:", "Billing Name & Address", "Recipient (Bill To)",
                "Bill To Details",
            ]
        ),
        (
            .shipTo,
            [
                "Ship To", "Shipped To", "Consignee", "Consignee (Ship to)", "Shipping Address",
                "Delivery Address",
                "Shipping To", "Shipping Details", "Details of Consignee",
                "Details of Consignee (Shipped to)",
                "Deliver To", "Delivered To", "Ship To Party", "Place of Delivery", "Delivery To",
                "Details of Consignee | Shipped to", "Ship To Address", "Consignee Details", "Delivery At",
                "Details of Consignee Shipped To", "Ship to (if different)", "Shipped To Party",
                "Consignee Name & Address", "Details of Consignee (Ship to)", "Shipping Name & Address",
                "Ship To Details",
                "Name and Address of Consignee",
            ]
        ),
        (
            .dispatchFrom,
            [
                "Dispatch From", "Dispatched From", "Ship From", "Shipped From", "Despatch From",
                "Place of Dispatch",
                "Ordered Through", "Fulfilled By", "Warehouse Address", "Ship-from Address",
                "Transporter Details",
            ]
        ),
        (
            .sellerName,
            [
                "Seller Name", "Supplier Name", "Legal Entity Name", "Name of Supplier", "Vendor Name",
                "Restaurant Name", "Legal Name", "Trade Name", "Name of the Supplier", "Supplier's Name",
                "Legal Name of Supplier", "Legal Name of Business", "Seller's Name", "Store Name",
                "Firm Name",
            ]
        ),
        (
            .buyerName,
            [
                "Customer Name", "Buyer Name", "Recipient Name", "Name of Customer", "Party Name",
                "Agency Name", "Hirer Name", "Exhibitor Name", "School Name", "Institution Name",
                "Dealer Name", "Retailer Name", "Distributor Name", "Shop Name",
                "Client Name",
                "Name of Recipient", "Name of Receiver", "Customer's Name", "Billed To Name", "Patient Name",
                "Patient", "Guest",
                "Guest Name",
                "Name of the Recipient", "Passenger Name", "Name of the Customer", "Buyer's Name",
                "Name of the Buyer",
                "Student Name", "Name of Student", "Member Name", "Subscriber Name", "Consumer Name",
                "Tenant Name",
                "Name of Patient", "Name of Guest", "Bill To Name", "Name of the Party", "Cust Name",
                "Receiver Name", "Receiver's Name",
            ]
        ),
        (.name, ["Name", "Contact Name"]),
        // The supplier's, except where a guest's or a passenger's employer is billed.
        (.company, ["Company", "Company Name", "Organisation", "Organization", "Corporate Name"]),
        (
            .companyGSTIN,
            ["Company GSTIN", "Company GSTIN No", "Company GST No", "Corporate GSTIN", "Company GST"]
        ),
        (
            .gstin,
            [
                "GSTIN", "GSTIN/UIN", "GSTIN No", "GST No", "GST Registration No", "GST Registration Number",
                "GST",
                "GST IN", "GST Number", "GSTIN Number", "GST #", "GSTIN #", "GST Reg No", "GSTIN / Unique ID",
                "GSTIN/UIN No", "GST Identification Number", "GST TIN", "GSTIN Unique ID", "GSTIN/UID",
                "GST Regn No",
                "GST ID", "GSTIN of", "GST Reg Number", "GST Registration", "GSTN", "GSTIN ID",
                "GSTIN/GST No",
                "GSTIN/UIN of", "GST Tin No", "GSTN No", "GST Regd No", "GSTIN / PAN",
            ]
        ),
        (
            .sellerGSTIN,
            [
                "Seller GSTIN", "Supplier GSTIN", "GSTIN of Supplier", "Restaurant GSTIN", "Vendor GSTIN",
                "Our GSTIN", "Company's GSTIN", "Seller's GSTIN", "Supplier's GSTIN",
                "GSTIN of Seller", "GSTIN of the Supplier", "Seller GST No", "Supplier GST No",
                "Store GSTIN", "Insurer GSTIN", "Hotel GSTIN", "Hospital GSTIN", "Branch GSTIN", "Bank GSTIN",
                "Outlet GSTIN", "Landlord GSTIN", "Exporter GSTIN", "Consultant GSTIN", "Operator GSTIN",
                "Biller GSTIN", "GST No of Supplier", "Company's GST No", "Supplier GSTIN/UIN",
            ]
        ),
        (
            .buyerGSTIN,
            [
                "Buyer GSTIN", "Customer GSTIN", "Recipient GSTIN", "Buyer's GSTIN", "GSTIN of Recipient",
                "Customer's GSTIN", "Party GSTIN", "GSTIN of Receiver", "GSTIN of Buyer", "GSTIN of Customer",
                "Client GSTIN", "Customer GST No", "Buyer GST No", "Party's GSTIN", "Party GST No",
                "Your GSTIN",
                "Bill To GSTIN", "Receiver GSTIN", "Customer GSTIN/UIN", "Buyer GSTIN/UIN",
                "Customer GST Number",
                "GSTIN of the Recipient", "Recipient's GSTIN", "Customer GST", "Buyer's GSTIN No",
                "Buyer's GST No",
                "Party GSTIN No", "Customer GSTIN No", "Buyer GSTIN No", "Cust GST", "Cust GSTIN",
                "Cust GST No", "Cust GSTN", "Cust. GST #", "Party GST", "Agency GSTIN", "Dealer GSTIN",
                "Retailer GSTIN", "Hirer GSTIN", "Employer GSTIN", "Party GSTN", "Client GST",
                "Client GST No", "Buyer GST", "Buyer GSTN", "Consumer GSTIN", "Insured GSTIN", "Tenant GSTIN",
                "Guest GSTIN", "Guest GST No", "Recipient GST No", "Receiver GST No", "Billing GSTIN",
                "Subscriber GSTIN", "Customer GSTN",
            ]
        ),
        (
            .pan,
            [
                "PAN", "PAN No", "PAN Number", "PAN/IT No", "PAN #", "Income Tax PAN", "PAN Card No",
                "PAN IT No",
            ]
        ),
        (
            .sellerPAN,
            [
                "Company's PAN", "Company PAN", "Seller PAN", "Supplier PAN", "Our PAN", "Company's PAN No",
                "Supplier's PAN", "Seller's PAN", "Company PAN No", "Our PAN No", "Vendor PAN",
            ]
        ),
        (
            .buyerPAN,
            ["Buyer's PAN", "Buyer PAN", "Customer PAN", "Party PAN", "Customer PAN No", "Buyer's PAN No"]
        ),
        (
            .stateName,
            ["State", "State Name", "State & Code", "State/Code", "State Name & Code", "State with Code"]
        ),
        (
            .stateCode,
            ["State Code", "State/UT Code", "Code", "St Code", "State Cd", "GST State Code", "State/UT"]
        ),
        (
            .placeOfSupply,
            [
                "Place of Supply", "POS", "Place of Supply (State)", "Place of Supply / State Code",
                "Place of Supply & State Code", "Place Of Supply (State Name)", "Supply Place",
                "Place of Suply",
                "Place of Supply State", "Place of Supply with State Code", "State of Supply",
                "Place of Supply & Code",
                "Place of Supply (State Code)", "Place of Supply (Name of State)", "Place of Supply/Service",
                "Date & Place of Supply", "Place & Date of Supply", "Date and Place of Supply",
                "Place and Date of Supply", "Place of Supply & Date", "Place of Supply (POS)", "POS State",
                "Supply State",
            ]
        ),
        (
            .address,
            [
                "Address", "Add", "Addr", "Customer Address", "Registered Address", "Regd Office",
                "Registered Office",
                "Seller Registered Address", "Communication Address", "Corporate Office", "Head Office",
                "Company Address", "Seller Address", "Branch Address", "Regd. Address", "Restaurant Address",
                "Buyer Address", "Supplier Address", "Works", "Office", "Principal Place of Business",
            ]
        ),
        (
            .phone,
            [
                "Phone", "Phone No", "Mobile", "Mobile No", "Tel", "Telephone", "Contact", "Contact No",
                "Mob", "Ph",
                "Mob No", "Phone Number", "Mobile Number", "Contact Number", "Ph No", "Tel No", "Phone #",
                "Cell",
                "Telephone No", "Customer Mobile", "Fax", "Fax No", "Customer Phone", "Contact Person",
                "Call",
                "Toll Free", "Helpline", "Cell No", "Kind Attn", "Attn", "Attention", "M", "T", "Contact Us",
            ]
        ),
        (
            .email,
            ["Email", "E-mail", "Email ID", "E-Mail Id", "Mail", "Website", "Web", "Email Address", "URL"]
        ),
    ]
}
