internal import Crypto

extension Invoice {
    /// Registers the invoice on its day, with a new acknowledgement.
    mutating func register(from random: inout SplitMix64) {
        electronic = Registration(
            irn: "", acknowledgement: "1" + random.digits(14), day: date ?? CalendarDay(2026, 4, 1))
        registerAgain()
    }

    /// Makes the IRN the hash of what stands on the invoice; without number, date or GSTIN there is none.
    ///
    /// Source: the e-invoice system's rule, SHA-256 of supplier's GSTIN, financial year, document type and number.
    mutating func registerAgain() {
        guard let gstin = supplier.gstin, let number, let date else {
            electronic = nil
            return
        }
        let key = gstin + date.longFinancialYear + registeredType + number
        electronic?.irn = SHA256.hex(Array(key.utf8))
        electronic?.day = date
    }
}
