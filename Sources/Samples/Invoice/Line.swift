/// One row of an invoice as it will be printed, right or wrong.
struct Line: Hashable, Sendable {
    var description: String
    var hsn: String?
    var quantity: Quantity
    /// Nil for services.
    var unit: String?
    var unitPrice: Paise
    var discountPercent: Percent?
    var discount: Paise
    var taxable: Paise
    var rate: Percent
    var cgst: Paise
    var sgst: Paise
    var igst: Paise
    var cess: Paise

    var tax: Paise { cgst + sgst + igst + cess }
    /// What the row costs with its tax.
    var amount: Paise { taxable + tax }
    /// The price of one after the discount, rounded to the paisa.
    var netPrice: Paise {
        guard let discountPercent else { return unitPrice }
        return unitPrice - unitPrice.share(discountPercent)
    }

    /// A row whose numbers follow from quantity, price, discount and rate.
    init(
        description: String, hsn: String?, quantity: Quantity, unit: String?, unitPrice: Paise,
        discountPercent: Percent? = nil, rate: Percent, isInterState: Bool
    ) {
        self.description = description
        self.hsn = hsn
        self.quantity = quantity
        self.unit = unit
        self.unitPrice = unitPrice
        self.discountPercent = discountPercent
        self.rate = rate
        let gross = quantity.times(unitPrice)
        discount = discountPercent.map(gross.share) ?? .zero
        taxable = gross - discount
        (cgst, sgst, igst, cess) = (.zero, .zero, .zero, .zero)
        tax(isInterState: isInterState)
    }

    /// Sets the heads anew from taxable value and rate.
    mutating func tax(isInterState: Bool) {
        (cgst, sgst, igst) = (.zero, .zero, .zero)
        if isInterState {
            igst = taxable.share(rate)
        } else {
            cgst = taxable.share(rate.half)
            sgst = cgst
        }
    }
}
