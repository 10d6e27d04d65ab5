/// A permanent account number of the income tax department: five letters, four digits, a letter.
///
/// Source: Income-tax Rules 1962, rule 114; the fourth letter tells the kind of holder, the last one is an
/// undocumented check that can't be recomputed.
package struct PAN: Sendable, Hashable {
    /// Ten upper-case characters.
    package let text: String
    /// The kind of holder by the fourth letter; nil when the letter stands for none.
    package let holder: Holder?

    /// Who a PAN belongs to.
    package enum Holder: String, Sendable, Hashable, CaseIterable {
        /// A natural person.
        case individual = "P"
        /// A company.
        case company = "C"
        /// A Hindu undivided family.
        case hinduUndividedFamily = "H"
        /// A firm or limited liability partnership.
        case firm = "F"
        /// An association of persons.
        case association = "A"
        /// A trust.
        case trust = "T"
        /// A body of individuals.
        case body = "B"
        /// A local authority.
        case localAuthority = "L"
        /// An artificial juridical person.
        case artificialPerson = "J"
        /// The government.
        case government = "G"
        /// A Krish trust; perhaps no longer issued.
        case krishTrust = "K"
        /// A limited liability partnership, in some lists.
        case limitedLiabilityPartnership = "E"

        /// What a person calls it.
        package var title: String {
            switch self {
            case .individual: "an individual"
            case .company: "a company"
            case .hinduUndividedFamily: "a Hindu undivided family"
            case .firm: "a firm"
            case .association: "an association of persons"
            case .trust: "a trust"
            case .body: "a body of individuals"
            case .localAuthority: "a local authority"
            case .artificialPerson: "an artificial juridical person"
            case .government: "a government body"
            case .krishTrust: "a Krish trust"
            case .limitedLiabilityPartnership: "a limited liability partnership"
            }
        }
    }

    /// Reads a PAN by its structure; blanks around it and the case of letters do not matter.
    ///
    /// - Returns: nil when it is not five letters, four digits and a letter.
    package init?(_ text: some StringProtocol) {
        let bytes = ASCII.compact(text)
        guard Self.hasForm(bytes[...]) else { return nil }
        self.init(bytes: bytes[...])
    }

    /// Bytes already known to have the form.
    init(bytes: ArraySlice<UInt8>) {
        text = String(decoding: bytes, as: UTF8.self)
        let letter = bytes.dropFirst(3).first.map { String(UnicodeScalar($0)) }
        holder = letter.flatMap(Holder.init(rawValue:))
    }

    /// Whether the kind of holder is assigned and the serial number is not 0000.
    package var isValid: Bool { holder != nil && !hasZeroSerial }

    /// Whether the four digits are 0000, which is never issued.
    package var hasZeroSerial: Bool { text.utf8.dropFirst(5).prefix(4).allSatisfy { $0 == ASCII.zero } }

    /// Whether ten bytes are five letters, four digits and a letter.
    static func hasForm(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count == 10
            && bytes.prefix(5).allSatisfy(ASCII.isUpper)
            && bytes.dropFirst(5).prefix(4).allSatisfy(ASCII.isDigit)
            && bytes.dropFirst(9).allSatisfy(ASCII.isUpper)
    }
}
