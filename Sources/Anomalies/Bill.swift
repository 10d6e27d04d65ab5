internal import AssayKit
internal import Crypto
internal import IndianTax

/// An invoice of the made-up ledger, before it becomes a record; its sums follow from its lines.
struct Bill: Sendable {
    /// One line.
    struct Line: Sendable, Equatable {
        var item: AnomalyVendor.Item
        var quantity: Int
        /// Paise.
        var price: Int
        /// Percent.
        var rate: Int

        static func == (left: Line, right: Line) -> Bool {
            left.item.name == right.item.name && left.quantity == right.quantity && left.price == right.price
        }
    }

    var vendor: Int
    var supplierGSTIN: String
    var supplierName: String
    var stateCode: String
    var phone: String
    /// Its place in the supplier's numbers.
    var serial: Int
    var number: String
    /// Days from 1970-01-01.
    var day: Int
    var type = "tax_invoice"
    var lines: [Line]
    var account: String
    var ifsc: String
    var order: String?
    var orderDay: Int?
    /// Another reference number than its own.
    var irn: String?
    var buyerGSTIN = Bill.ownGSTIN

    /// Whose ledger it is.
    static let ownGSTIN: String = {
        let body = "29AAFCC9980M1Z"
        return body + String(GSTIN.checkCharacter(for: body) ?? "0")
    }()

    var isWithinState: Bool { stateCode == "29" }

    /// Paise.
    static func taxable(_ line: Line) -> Int { line.quantity * line.price }

    /// Tax on a line in paise: two halves within the State, else the whole.
    func taxes(_ line: Line) -> (half: Int, whole: Int) {
        let taxable = Self.taxable(line)
        return ((taxable * line.rate + 100) / 200, (taxable * line.rate + 50) / 100)
    }

    /// All of it in paise.
    var total: Int {
        lines.reduce(0) { sum, line in
            let tax = taxes(line)
            return sum + Self.taxable(line) + (isWithinState ? tax.half * 2 : tax.whole)
        }
    }

    /// The record that a good reading of it gives.
    func record() -> Record {
        var record = Record(pages: [1])
        var row: Float = 40
        func field(_ value: String) -> Field {
            row += 12
            return Field(value, raw: value, confidence: 0.97, page: 1, box: Box(300, row, 420, row + 10))
        }
        func put(_ name: String, _ value: String?) {
            if let value { record[name] = field(value) }
        }
        let state = IndianState(code: stateCode)
        put("document_type", type)
        put("invoice_number", number)
        put("invoice_date", CalendarDate(dayNumber: day)?.iso)
        put("supplier_name", supplierName)
        put("supplier_gstin", supplierGSTIN)
        put("supplier_state", state?.name)
        put("supplier_phone", phone)
        put("supplier_address", "12 Market Road")
        put("buyer_name", "Cauvery Works LLP")
        put("buyer_gstin", buyerGSTIN)
        put("buyer_address", "4 Residency Road, Bengaluru")
        put("buyer_state", "Karnataka")
        put("place_of_supply", "29-Karnataka")
        put("currency", "INR")
        put("bank_account", account)
        put("ifsc", ifsc)
        put("bank_account_holder", supplierName)
        put("irn", irn ?? ownIRN)
        put("po_number", order)
        put("po_date", orderDay.flatMap { CalendarDate(dayNumber: $0)?.iso })
        put("eway_bill_number", "1810" + String(10_000_000 + day % 1000))
        var sums = (taxable: 0, half: 0, whole: 0)
        for line in lines {
            let (taxable, tax) = (Self.taxable(line), taxes(line))
            sums = (sums.taxable + taxable, sums.half + tax.half, sums.whole + tax.whole)
            var cells = [
                "description": line.item.name, "hsn": line.item.hsn, "quantity": String(line.quantity),
                "unit": line.item.unit, "unit_price": Self.rupees(line.price),
                "taxable_value": Self.rupees(taxable),
                "rate": String(line.rate),
            ]
            if isWithinState {
                cells["cgst"] = Self.rupees(tax.half)
                cells["sgst"] = Self.rupees(tax.half)
            } else {
                cells["igst"] = Self.rupees(tax.whole)
            }
            record.lineItems.append(cells.mapValues(field))
        }
        put("taxable_total", Self.rupees(sums.taxable))
        if isWithinState {
            put("cgst", Self.rupees(sums.half))
            put("sgst", Self.rupees(sums.half))
        } else {
            put("igst", Self.rupees(sums.whole))
        }
        put("total", Self.rupees(total))
        put("amount_in_words", Amount(Self.rupees(total)).map(AmountInWords.write))
        return record
    }

    /// The reference number that the portal gives it.
    var ownIRN: String? {
        guard let year = CalendarDate(dayNumber: day).flatMap({ FinancialYear(of: $0) }) else { return nil }
        return IRN.computed(
            gstin: supplierGSTIN, year: year, kind: type == "debit_note" ? .debitNote : .invoice,
            number: number
        ) { SHA256.hash($0) }.first?.text
    }

    static func rupees(_ paise: Int) -> String {
        let cents = paise % 100
        return "\(paise / 100)." + (cents < 10 ? "0" : "") + "\(cents)"
    }
}
