package import AssayKit
internal import IndianTax

/// What the history keeps of an invoice: enough to compare others with it, and no more.
package struct PastInvoice: Sendable, Hashable {
    /// The price of one unit of an item.
    package struct Price: Sendable, Hashable {
        /// The item's description in lower-case letters and digits.
        package let item: String
        package let price: Amount

        package init(item: String, price: Amount) {
            self.item = item
            self.price = price
        }
    }

    /// The file that it came in, as its keeper names it: a path, an id.
    package var subject: String
    /// Which invoice of the file, from 1.
    package var part = 1
    /// SHA-256 of the file, lower-case hexadecimal.
    package var digest: String?
    /// The supplier: its GSTIN, else its name without legal forms; nil when neither is known.
    package var vendor: String?
    /// The supplier's PAN.
    package var pan: String?
    /// The kind of document; `tax_invoice` where it was not told.
    package var type = "tax_invoice"
    /// The number as printed.
    package var number: String?
    /// The number in upper case, without punctuation and leading zeros.
    package var numberKey: String?
    /// The same with letters that look like digits turned into these.
    package var numberFold: String?
    /// The first calendar year of the financial year of issue.
    package var year: Int?
    /// Days from 1970-01-01 to the date of issue.
    package var day: Int?
    package var total: Amount?
    /// ISO 4217.
    package var currency = "INR"
    package var irn: String?
    /// The digits and letters of the bank account.
    package var account: String?
    /// A digest of all items with their quantities and values; nil for fewer than two items or unreadable ones.
    package var itemsKey: String?
    /// At most twelve items with their prices.
    package var prices: [Price] = []
    /// What its first pages look like, where they are pictures.
    package var pictures: [PictureHash] = []

    /// An invoice of which nothing is known.
    package init(subject: String) { self.subject = subject }

    /// What a record says; values that are only assumed count as absent.
    ///
    /// `metadata`: What is known of its document: what the pages look like.
    package init(
        _ record: Record, metadata: JSONValue = .null, subject: String, part: Int = 1, digest: String? = nil
    ) {
        self.subject = subject
        self.part = part
        self.digest = digest
        func text(_ name: String) -> String? {
            guard let field = record.fields[name], field.origin != .assumed, !field.value.isEmpty else {
                return nil
            }
            return field.value
        }
        let gstin = text("supplier_gstin").flatMap { GSTIN($0) }
        if let gstin, gstin.isValid {
            vendor = gstin.text
            pan = gstin.pan?.text
        } else if let name = text("supplier_name") {
            let words = PartyName(name).words
            if !words.isEmpty { vendor = "name:" + words.joined(separator: " ") }
            pan = text("supplier_pan")
        }
        if let kind = text("document_type") { type = kind }
        if let printed = text("invoice_number") {
            let number = InvoiceNumber(printed)
            self.number = printed
            numberKey = Self.key(of: printed)
            numberFold = number.folded
        }
        if let date = text("invoice_date").flatMap({ CalendarDate(iso: $0) }) {
            day = date.dayNumber
            year = FinancialYear(of: date)?.startYear
        }
        total = text("total").flatMap { Amount($0) }
        if let code = text("currency") { currency = code }
        irn = text("irn")?.lowercased()
        account = text("bank_account").map(Self.plain)
        pictures = PictureHash.all(in: metadata, pages: record.pages)
        takeItems(record.lineItems)
    }

    private mutating func takeItems(_ rows: [Record.Row]) {
        var parts: [String] = []
        for row in rows.prefix(500) {
            guard let text = row["description"]?.value, !text.isEmpty else { continue }
            let item = Self.plain(text).lowercased()
            if prices.count < 12, let price = row["unit_price"]?.amount, price > .zero {
                prices.append(Price(item: String(item.prefix(60)), price: price))
            }
            guard let value = row["taxable_value"]?.amount ?? row["amount"]?.amount else { continue }
            parts.append("\(item)|\(row["quantity"]?.amount?.micros ?? 0)|\(value.micros)")
        }
        guard parts.count > 1, parts.count == rows.count else { return }
        itemsKey = Self.hash(parts.sorted().joined(separator: "\n"))
    }

    /// Letters and digits, in upper case.
    package static func plain(_ text: String) -> String {
        String(text.uppercased().filter { $0.isLetter || $0.isNumber })
    }

    /// A number without punctuation and without zeros that lead its groups of digits.
    package static func key(of number: String) -> String {
        var key = ""
        var wasDigit = false
        var isLeading = true
        for character in number.uppercased() {
            guard character.isLetter || character.isNumber else {
                wasDigit = false
                continue
            }
            if character.isNumber {
                if !wasDigit { isLeading = true }
                wasDigit = true
                if character == "0", isLeading { continue }
                isLeading = false
            } else {
                wasDigit = false
            }
            key.append(character)
        }
        return key
    }

    /// FNV-1a over 128 bits: it tells lists of items apart, it guards nothing.
    private static func hash(_ text: String) -> String {
        var value: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
        for byte in text.utf8 {
            value ^= UInt128(byte)
            value = value &* 0x0000_0000_0100_0000_0000_0000_0000_013B
        }
        return String(value, radix: 16)
    }

    /// The date of issue.
    package var date: CalendarDate? { day.flatMap { CalendarDate(dayNumber: $0) } }

    /// Whether it charges: notes that credit, and papers that are no invoices, do not.
    package var isCharge: Bool {
        ![
            "credit_note", "refund_voucher", "proforma", "delivery_challan", "not_an_invoice",
            "receipt_voucher",
        ].contains(type)
    }
}
