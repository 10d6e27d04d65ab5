import DocumentLayout

/// What the headings of table columns mean.
enum ColumnVocabulary {
    /// The column that a folded heading names; nil when it names none that is known.
    ///
    /// A heading from OCR may be misspelt.
    static func kind(of key: [UInt8], isRecognised: Bool = false) -> ColumnKind? {
        if let kind = exact(key) { return kind }
        let named = Folding.parted(key)
        if let kind = loose(HeadingKey(bytes: named?.latin ?? key)) ?? looseHindi(named?.devanagari ?? key) {
            return kind
        }
        // "Freight (Rs.)", "Fees (USD)": what an amount is counted in says nothing of what it is.
        for currency in currencies where key.count > currency.count + 2 {
            if key.suffix(currency.count) == currency[...], let kind = exact(key.dropLast(currency.count)) {
                return kind
            }
        }
        guard isRecognised, (4...24).contains(key.count) else { return nil }
        if let whole = completed(key) { return whole }
        return FuzzySpelling.find(key, in: trie, budget: key.count < 10 ? 1 : 2)?.0
    }

    private static let currencies: [[UInt8]] = ["inrs", "inr", "usd", "eur", "gbp", "aed", "rs"].map {
        Array($0.utf8)
    }

    /// The column of a heading whose last one or two letters were lost: "Quanti".
    private static func completed(_ key: [UInt8]) -> ColumnKind? {
        guard key.count >= 5 else { return nil }
        var node = 0
        for byte in key {
            guard let next = trie.step(node, byte) else { return nil }
            node = next
        }
        for (_, child) in trie.branches(node) {
            if let kind = trie.kind(at: child) { return kind }
            for (_, other) in trie.branches(child) {
                if let kind = trie.kind(at: other) { return kind }
            }
        }
        return nil
    }

    /// The column whose heading is spelt exactly so.
    static func exact(_ key: some Collection<UInt8>) -> ColumnKind? {
        if let kind = spelt(key) { return kind }
        // In two languages: the English name, else the Hindi one.
        guard key.contains(Folding.devanagari), let (latin, hindi) = Folding.parted(Array(key)) else {
            return nil
        }
        return spelt(latin) ?? spelt(hindi)
    }

    private static func spelt(_ key: some Collection<UInt8>) -> ColumnKind? {
        var node = 0
        for byte in key {
            guard let next = trie.step(node, byte) else { return nil }
            node = next
        }
        return trie.kind(at: node)
    }

    /// All exact spellings.
    private static let trie = FoldedTrie<ColumnKind>(hindi + english)

    private static let english: [(ColumnKind, [String])] = [
        (
            .serial,
            [
                "Sl", "Sl No", "S No", "Sr No", "Sr", "#", "No", "SN", "Serial No", "SI No", "SI", "S.L. No",
                "Sr #",
                "S1 No", "SL #", "S No #", "Sno", "Line", "Line No", "Item No", "Item #", "S", "Srl No", "Ln",
                "Pos",
                "Serial Number", "Sr. Number", "Row",
            ]
        ),
        (
            .description,
            [
                "Description", "Description of Goods", "Description of Services",
                "Description of Goods/Services",
                "Description of Goods and Services", "Particulars", "Item", "Items", "Item Name", "Product",
                "Product Name",
                "Item Description", "Product Description", "Goods", "Services", "Name of Product",
                "Item Details", "Details",
                "Item & Description", "Material Description", "Service Description", "Goods Description",
                "Products",
                "Name of Product/Service", "Product/Service", "Description of Service", "Items Description",
                "Name of Item",
                "Description of Goods / Services", "Description of Product", "Nature of Service",
                "Item Particulars", "Title",
                "Service", "Commodity", "Name of Commodity", "Name of Goods", "Product Details", "Particular",
                "Service Name",
                "Item/Service", "Material", "Description of Supply", "Items/Services", "Product Title",
                "Article", "Medicine Name",
                "Product/Service Description", "Item Title", "Activity", "Name", "Designation",
                "Description of Work",
                "Nature of Work", "Name of Work", "Details of Work", "Description of Services Rendered",
                "Type of Service", "Charges", "Description of Charges", "Quality", "Equipment",
                "Professional Services", "Services Provided", "Head", "Account Head",
                "Head of Account", "Bill Head", "Charge Head", "Premium Details", "Coverage", "Cover",
                "Type of Charge", "Nature of Charges", "Nature of Supply", "Category of Service",
                "Description of Item", "Description of Material", "Material/Service Description",
                "Goods/Services", "Name of Service", "Items Name", "Name of the Product", "Name of Material",
                "Narration", "What", "Item of Work", "Services Rendered", "Service Rendered",
                "Particulars of Charges", "Component",
                "Room Type", "Test Name", "Name of Test", "Investigation", "Procedure", "Course", "Fee Head",
                "Fees Head", "Description of Ornament", "Ornament", "Name of Ornament", "Charge Description",
                "Service Details", "Plan", "Plan Name", "Package", "Package Name",
            ]
        ),
        (
            .hsn,
            [
                "HSN", "HSN/SAC", "SAC", "HSN Code", "SAC Code", "HSN/SAC Code", "HSN/SAC No", "HSN No",
                "HSN SAC", "SAC/HSN",
                "HSN Code/SAC", "HSN/SAC #", "HSN (Tax%)", "HSN/SAC/Code", "HSN Code (GST)",
                "Accounting Code", "HSN/ACS",
                "HSN / SAC Codes", "SAC No", "HSN Number", "HSN Codes", "HS Code", "HS Codes",
            ]
        ),
        (
            .quantity,
            [
                "Qty", "Quantity", "Qnty", "Billed Qty", "Quantity Billed", "Qty.", "Total Qty", "Qty (Nos)",
                "Quantity Shipped",
                "Shipped Qty", "Qty/Unit", "Qty in Pcs", "Qty Pcs", "Units Billed", "Quantity/Unit",
                "Qty Billed", "Hours", "Hrs",
                "Actual Qty", "Weight", "Wt", "Net Wt", "Gross Wt", "Gross Weight", "Net Weight",
                "Chargeable Weight",
                "Charged Weight", "Chargeable Wt", "Actual Weight", "Days", "Qty Unit", "Qty (Pcs)",
                "Order Qty",
                "Net Qty", "Pcs", "No of Units",
                "Qty/UOM", "Net Kgs", "Net Kg", "Nett Kgs", "Nett Wt", "Gross Kgs", "Mts", "Mtrs", "Meters",
                "Metres", "Mtr", "Ltrs", "Litres", "Weight (kg)", "Seats",
                "Licenses", "Licences", "Users", "Nos", "No of Nos", "Persons", "Heads",
                "Pax", "Bags", "Pieces", "Trips", "Months", "Sqft", "Area (Sqft)", "Man Days", "Mandays",
                "Shifts", "Pcs.", "Mtrs", "Kgs", "Volume", "Delivered Qty", "Supplied Qty", "Invoice Qty",
                "Inv Qty", "Billed Quantity", "No of Persons", "No of Rooms", "Rooms", "No of Days",
                "No of Nights", "Qty UOM", "Quantity UOM", "Count", "Nights",
            ]
        ),
        (
            .quantityPrice,
            [
                "Qty x Rate", "Qty x Price", "Qty * Rate", "Qty @ Rate", "Qty Rate", "Qty/Rate",
                "Qty x Unit Price", "Quantity x Rate", "Qty*Price",
            ]
        ),
        (
            .unit,
            [
                "Unit", "UOM", "UQC", "Per", "Units", "U/M", "Unit of Measure", "Uom/UQC", "UoM Code",
                "Unit Type", "UM",
            ]
        ),
        (
            .unitPrice,
            [
                "Unit Price", "Monthly Rent", "Rent/Unit", "Price", "Price/Unit", "Rate/Item", "Rate/Unit",
                "Unit Rate", "Price Per Unit",
                "Rate Per Unit",
                "Unit Cost", "Cost", "Rate Per Item", "Rate (Rs)", "Rate (INR)", "Unit Price (INR)",
                "Unit Price (Rs)", "Basic Rate",
                "Selling Price", "Net Rate", "Rate Rs", "Unit Value", "Price (Rs)", "Price (INR)",
                "Rate Per Qty", "Basic Price",
                "Net Price", "Price per Item", "Rate/Qty", "Rate (Excl Tax)", "Base Price", "Sale Rate",
                "Rate Per Pcs",
                "Rate Per", "Sale Price", "Item Rate", "Item Price", "S Rate", "PTR", "Rate/Pc", "Price/Item",
                "Unit Price Rs", "Price Rs", "Tariff", "Room Tariff", "Room Rate", "Rate/gm", "Rate/g",
                "Rate/Kg", "Rate/Day",
                "Rate per Night", "Price/Seat", "Price per Seat", "Price/User", "Fee", "Fees per Unit",
                "Wages", "Rate/Day", "Rate per Day", "Rate/Month", "Rate per Month", "Rate/Hr", "Rate/Hour",
                "Hourly Rate", "Rate/MT", "Rate/Nos", "Rate/Trip", "Rate/Person", "Rate/Sqft",
                "Per Unit Rate", "Per Unit Price", "Unit Price/Rate", "Rate/Unit Rs", "Charge", "Unit Charge",
                "Unit Amount", "Rate/Night",
            ]
        ),
        (
            .inclusivePrice,
            [
                "Rate (Incl. of Tax)", "Rate Incl Tax", "Rate Inclusive of Tax", "Price Incl Tax",
                "Price (Incl GST)",
                "Rate (Incl GST)", "Price Incl GST", "Rate with Tax", "Price with Tax", "Rate Inc Tax",
                "Rate Inc GST",
                "Price (Incl. of Tax)", "Unit Price (Incl Tax)", "Rate Incl of GST", "Price Inclusive of Tax",
            ]
        ),
        (
            .listPrice,
            [
                "MRP", "List Price", "MRP (Rs)", "M.R.P", "MRP Rs", "MRP/Unit", "Item MRP", "MRP Per Unit",
                "LP", "MRP (INR)", "List Rate",
            ]
        ),
        (.rate, ["Rate"]),
        (
            .gross,
            [
                "Gross Amount", "Gross", "Gross Value", "Gross Amt", "Basic Amount", "Total Before Discount",
                "Gross Total",
                "Amount Before Discount", "Item Total", "Gross Sale Value", "Basic Value",
            ]
        ),
        (
            .discountPercent,
            [
                "Disc %", "Discount %", "Disc. (%)", "Disc Percent", "Dis %", "Dist %", "D %", "% Disc",
                "Disc Per", "CD %", "TD %", "Discount Rate",
            ]
        ),
        (
            .discount,
            [
                "Discount", "Disc", "Disc Amt", "Discount Amount", "Discount (Rs)", "Discounts", "Savings",
                "Less Discount", "Less Disc",
                "Discount Amt", "Disc Amount", "Disc (Rs)", "Discount (INR)", "Disc Rs", "Trade Discount",
                "Discount Value", "Dis",
                "Discount/Coupons", "Discounts/Coupons", "Rebate",
            ]
        ),
        (
            .taxable,
            [
                "Taxable Value", "Taxable Amount", "Taxable Amt", "Taxable", "Assessable Value",
                "Taxable Val", "Net Taxable Value",
                "Taxable Value (Rs)", "Taxable Value (INR)", "Amount Before Tax", "Value Before Tax",
                "Taxable Amount (INR)",
                "Total Before Tax", "Taxable Value Rs", "Net Assessable Value", "Taxable Amount (Rs)",
                "Total Taxable Value",
                "Amount (Excl Tax)", "Tax Base", "Base Amount", "Assessable Amount", "Total Taxable Amount",
                "Value for Tax", "Advance", "Advance Amount", "Advance Received",
                "Taxable Amount Rs", "Total Value Before Tax",
            ]
        ),
        (
            .net,
            ["Net Amount", "Net Amt", "Net Value", "Net", "Net Total", "Net Amount (INR)", "Net Amount (Rs)"]
        ),
        (
            .taxRate,
            [
                "GST Rate", "GST %", "Tax %", "Tax Rate", "Rate of Tax", "GST (%)", "Rate of GST",
                "Tax Rate (%)", "GST Rate (%)",
                "% GST", "% Tax", "Tax Percent", "GST Percent", "Tax Percentage", "GST Percentage",
                "Tax Slab", "GST Slab", "GST Rate %",
                "Total GST %", "Rate %", "Tax Rate %",
            ]
        ),
        (.taxType, ["Tax Type", "Type of Tax", "Tax Name", "Type"]),
        (
            .taxAmount,
            [
                "Tax Amount", "GST Amount", "Tax Amt", "GST Amt", "Total Tax", "Tax Value", "GST Value",
                "Total GST", "Total Tax Amount",
                "Tax (Rs)", "GST (Rs)", "Tax Amount (INR)", "GST Rs", "Tax Rs", "Total Tax Amt",
                "Tax Amount (Rs)", "Taxes Amount",
                "GST Amount (Rs)", "GST Amount (INR)", "GST Tax Amount",
            ]
        ),
        (.tax, ["GST", "Tax", "Taxes", "Tax Details", "GST Details"]),
        (.cgstRate, ["CGST Rate", "CGST %", "CGST Rate %", "Central Tax Rate", "CGST Per"]),
        (
            .sgstRate,
            [
                "SGST Rate", "SGST %", "SGST Rate %", "State Tax Rate", "SGST/UTGST Rate", "UTGST Rate",
                "SGST/UTGST %",
            ]
        ),
        (.igstRate, ["IGST Rate", "IGST %", "IGST Rate %", "Integrated Tax Rate"]),
        (.cessRate, ["Cess Rate", "Cess %"]),
        (
            .cgstAmount,
            [
                "CGST Amount", "CGST Amt", "CGST Tax Amount", "CGST Tax Amt", "CGST Rs", "CGST INR",
                "Central Tax Amount", "CGST Value",
                "CGST Amount Rs",
            ]
        ),
        (
            .sgstAmount,
            [
                "SGST Amount", "SGST Amt", "SGST Tax Amount", "SGST Tax Amt", "SGST Rs", "SGST INR",
                "State Tax Amount", "SGST Value",
                "SGST/UTGST Amount", "UTGST Amt",
                "SGST/UTGST Amt", "SGST/UGST Amt", "SGST Amount Rs", "UTGST Amount",
            ]
        ),
        (
            .igstAmount,
            [
                "IGST Amount", "IGST Amt", "IGST Tax Amount", "IGST Tax Amt", "IGST Rs", "IGST INR",
                "Integrated Tax Amount", "IGST Value",
                "IGST Amount Rs",
            ]
        ),
        (.cessAmount, ["Cess Amount", "Cess Amt", "Cess Rs", "Cess Value"]),
        (.cgst, ["CGST", "Central Tax", "CGST Tax"]),
        (
            .sgst,
            [
                "SGST", "State Tax", "SGST/UTGST", "UTGST", "State/UT Tax", "SGST/UGST", "S/UTGST",
                "SGST / UTGST Tax", "SGST Tax", "UTGST Tax",
            ]
        ),
        (.igst, ["IGST", "Integrated Tax", "IGST Tax"]),
        (.cess, ["Cess", "GST Cess", "Additional Cess", "Compensation Cess"]),
        (
            .amount,
            [
                "Amount", "Total", "Total Amount", "Amt", "Line Total", "Total Value", "Value", "Amount (Rs)",
                "Amount (INR)",
                "Total (Rs)", "Total (INR)", "Total Amt", "Line Amount", "Sub Total", "Subtotal",
                "Final Amount", "Total Price",
                "Total Amount (Rs)", "Total Amount (INR)", "Item Amount", "Amount Rs", "Total Rs",
                "Invoice Value", "Payable",
                "Amount in Rs", "Amount with Tax", "Total Incl Tax", "Total Amount Rs", "Amount in INR",
                "Amount Incl Tax",
                "Amount Inc GST", "Total Inc GST", "Grand Total", "Amount Incl GST", "Amount (Incl Tax)",
                "Value (Rs)", "Bill Amount",
                "Total Cost", "Tot Inv Amt", "Total Inv Amt", "Tot Amt", "Inv Amt", "Inv Value",
                "Invoice Amt",
                "Invoice Amount", "Total With Tax", "Total Rent", "Rent", "Rental", "Freight",
                "Freight Amount", "Freight Charges", "Fare",
            ]
        ),
        (
            .ignored,
            [
                "Batch", "Batch No", "Exp", "Expiry", "Exp Date", "Expiry Date", "Mfg", "Mfg Date", "Pack",
                "Free", "Free Qty", "Code",
                "Item Code", "Product Code", "SKU", "Make", "Brand", "Size", "Colour", "Color", "Scheme",
                "Packing", "Serial Nos",
                "Mfr", "Mfg By", "Batch Details", "SKU Code", "Part No", "Sch", "Lot No", "Manufacturer",
                "Date", "Image", "Material Code",
                "Article Code", "EAN", "Barcode", "Bar Code", "FSN", "Location", "Rack", "Model", "Model No",
                "Grade", "Qty in CLD", "Cases",
                "Boxes", "Alt Qty", "Remarks", "Company", "Exp Dt", "Mfg Dt", "Box", "Case", "Style",
                "Part Number", "Packages", "Art No",
                "Design", "Challan No", "PO No", "Job No", "Drg No", "No of Pkgs", "Pkgs", "Pkg", "Marks",
                "Batch No Expiry",
            ]
        ),
    ]
}
