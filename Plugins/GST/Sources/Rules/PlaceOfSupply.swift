import AssayKit
import IndianTax
import RuleEngine

/// Where supplier and supply are, and how surely that is known.
struct PlaceOfSupply {
    /// What told the place of supply.
    enum Evidence {
        /// It is printed.
        case printed
        /// The State of the buyer's GSTIN.
        case buyerNumber
        /// The State of the buyer's address.
        case buyerAddress
    }

    /// The supplier's State.
    let supplier: IndianState
    /// The place of supply.
    let place: IndianState
    /// What told it.
    let evidence: Evidence

    /// Whether both are in one State.
    var isWithinState: Bool { supplier.comparableCode == place.comparableCode }

    /// Reads both; the printed place of supply wins, then the buyer's GSTIN, then the buyer's address.
    ///
    /// - Returns: nil when either is unknown, or a printed place names no State.
    init?(_ reading: inout RuleReading) {
        guard let supplier = Self.supplierState(&reading) else { return nil }
        if reading.record.fields["place_of_supply"] != nil {
            guard let printed = reading.state("place_of_supply") else { return nil }
            self.init(supplier: supplier, place: printed, evidence: .printed)
        } else if let text = reading.record.text("buyer_gstin"), let gstin = GSTIN(text), gstin.isValid,
            let state = gstin.state, reading.field("buyer_gstin") != nil
        {
            self.init(supplier: supplier, place: state, evidence: .buyerNumber)
        } else if let state = reading.state("buyer_state") {
            self.init(supplier: supplier, place: state, evidence: .buyerAddress)
        } else {
            return nil
        }
    }

    private init(supplier: IndianState, place: IndianState, evidence: Evidence) {
        self.supplier = supplier
        self.place = place
        self.evidence = evidence
    }

    /// The State of a valid supplier's GSTIN, else the printed one.
    static func supplierState(_ reading: inout RuleReading) -> IndianState? {
        if let text = reading.record.text("supplier_gstin"), let gstin = GSTIN(text), gstin.isValid,
            let state = gstin.state, reading.field("supplier_gstin") != nil
        {
            return state
        }
        return reading.state("supplier_state")
    }
}
