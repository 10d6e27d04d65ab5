/// What a form calls things; the raw value is the usual English.
enum FormLabel: String, Hashable, Sendable, CaseIterable {
    case invoiceNumber = "Invoice No."
    case invoiceDate = "Invoice Date"
    case dueDate = "Due Date"
    case purchaseOrder = "P.O. No."
    case ewayBill = "E-Way Bill No."
    case placeOfSupply = "Place of Supply"
    case reverseCharge = "Reverse Charge"
    case originalNumber = "Original Invoice No."
    case originalDate = "Original Invoice Date"
    case irn = "IRN"
    case ackNumber = "Ack No."
    case ackDate = "Ack Date"
    case gstin = "GSTIN"
    case pan = "PAN"
    case phone = "Phone"
    case email = "Email"
    case state = "State"
    case vehicle = "Vehicle No."
    case lorryReceipt = "L.R. No."
    case transporter = "Transporter"
    case salesman = "Salesman"
    case terms = "Payment Terms"
    case time = "Time"
    case counter = "Counter"
    case drugLicence = "D.L. No."
    case foodLicence = "FSSAI No."
    case room = "Room No."
    case arrival = "Arrival"
    case departure = "Departure"
    case port = "Port of Loading"
    case country = "Country of Destination"
    case undertaking = "LUT ARN"
    case customer = "Customer Code"
    case supplier = "Sold By"
    case buyer = "Bill To"
    case consignee = "Ship To"
    case serial = "S.No."
    case description = "Description of Goods"
    case hsn = "HSN/SAC"
    case batch = "Batch"
    case expiry = "Exp."
    case mrp = "MRP"
    case pack = "Pack"
    case quantity = "Qty"
    case free = "Free"
    case unit = "Unit"
    case unitPrice = "Rate"
    case discount = "Discount"
    case discountPercent = "Disc %"
    case taxable = "Taxable Value"
    case rate = "GST %"
    case cgst = "CGST"
    case sgst = "SGST"
    case igst = "IGST"
    case cess = "Cess"
    case headRate = "Rate %"
    case headAmount = "Amt"
    case tax = "Tax Amount"
    case amount = "Amount"
    case gross = "Gross Amount"
    case lessDiscount = "Less: Discount"
    case subtotal = "Sub Total"
    case taxTotal = "Total Tax"
    case roundOff = "Round Off"
    case total = "Grand Total"
    case balance = "Balance Due"
    case words = "Amount in Words"
    case bank = "Bank Details"
    case bankName = "Bank"
    case account = "A/c No."
    case ifsc = "IFSC"
    case branch = "Branch"
    case holder = "A/c Holder"
    case totalRow = "Total"
    case signFor = "For"
    case signature = "Authorised Signatory"
    case yes = "Yes"
    case no = "No"

    /// The same in Hindi; nil where forms in Hindi keep the English word.
    var hindi: String? { Self.hindi[self] }

    private static let hindi: [FormLabel: String] = [
        .invoiceNumber: "बीजक संख्या", .invoiceDate: "दिनांक", .dueDate: "देय तिथि",
        .purchaseOrder: "क्रय आदेश सं.", .ewayBill: "ई-वे बिल संख्या", .placeOfSupply: "आपूर्ति का स्थान",
        .reverseCharge: "रिवर्स चार्ज", .originalNumber: "मूल बीजक संख्या", .originalDate: "मूल बीजक दिनांक",
        .gstin: "जीएसटीआईएन", .pan: "पैन", .phone: "दूरभाष", .state: "राज्य", .vehicle: "वाहन संख्या",
        .transporter: "परिवहनकर्ता", .time: "समय", .supplier: "विक्रेता", .buyer: "क्रेता", .consignee: "प्रेषिती",
        .serial: "क्र.सं.", .description: "माल का विवरण", .hsn: "एचएसएन कोड", .quantity: "मात्रा", .unit: "इकाई",
        .unitPrice: "दर", .discount: "छूट", .discountPercent: "छूट %", .taxable: "कर योग्य मूल्य",
        .rate: "जीएसटी %", .cgst: "सीजीएसटी", .sgst: "एसजीएसटी", .igst: "आईजीएसटी", .headRate: "दर %",
        .headAmount: "राशि", .tax: "कर राशि", .amount: "राशि", .gross: "सकल राशि", .lessDiscount: "घटाएँ: छूट",
        .subtotal: "कुल कर योग्य मूल्य", .taxTotal: "कुल कर", .roundOff: "पूर्णांकन", .total: "कुल योग",
        .balance: "शेष राशि", .words: "राशि शब्दों में", .bank: "बैंक विवरण", .bankName: "बैंक", .account: "खाता संख्या",
        .ifsc: "आईएफएससी कोड", .branch: "शाखा", .holder: "खाताधारक", .totalRow: "योग", .signFor: "कृते",
        .signature: "अधिकृत हस्ताक्षरकर्ता", .yes: "हाँ", .no: "नहीं",
    ]
}

/// The language of a form's labels; values stay as they are.
enum FormLanguage: Hashable, Sendable {
    case english
    case hindi
    /// Hindi, then English after a stroke.
    case both
}
