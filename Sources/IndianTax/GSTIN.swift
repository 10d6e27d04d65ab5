package import AssayKit

/// A goods and services tax identification number: fifteen characters whose form is one of ``Form``.
///
/// Having a value says only that the form is one that exists; ``problems`` says what else is wrong with it.
///
/// Source: CGST Rules 2017, rule 10(1): State code, PAN, entity code, check character.
package struct GSTIN: Sendable, Hashable {
    /// Who a number is given to; the form tells.
    package enum Form: String, Sendable, Hashable, CaseIterable {
        /// An ordinary registration, also casual, composition and SEZ.
        case regular
        /// A government department without a PAN of its own.
        case governmentDepartment
        /// Someone who deducts tax at source; may embed a TAN in place of a PAN.
        case taxDeductor
        /// Someone who collects tax at source: an e-commerce operator.
        case taxCollector
        /// A non-resident taxable person.
        case nonResident
        /// A supplier of online information services from abroad.
        case onlineServices
        /// A unique identity number: bodies of the United Nations, embassies.
        case uniqueIdentity
    }

    /// Fifteen upper-case characters.
    package let text: String
    /// Which kind of number it is.
    package let form: Form
    let bytes: [UInt8]

    /// Reads a number by its form alone; blanks and the case of letters do not matter.
    ///
    /// - Returns: nil when its form is none of ``Form``; ``problems(in:)`` tells why.
    package init?(_ text: some StringProtocol) {
        self.init(bytes: ASCII.compact(text))
    }

    init?(bytes: [UInt8]) {
        guard let form = Self.form(of: bytes) else { return nil }
        self.form = form
        self.bytes = bytes
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// The two digits in front.
    package var stateCode: String { String(decoding: bytes.prefix(2), as: UTF8.self) }
    /// The State that issued it; nil for an unassigned code.
    package var state: IndianState? { IndianState(code: stateCode) }
    /// The PAN inside; nil for the forms that hold none.
    package var pan: PAN? { isPANBased ? PAN(bytes: bytes[2..<12]) : nil }
    /// Whether characters 3 to 12 have the form of a PAN, so that the check character must hold.
    package var isPANBased: Bool {
        switch form {
        case .regular, .taxCollector: true
        case .taxDeductor: PAN.hasForm(bytes[2..<12])
        case .governmentDepartment, .nonResident, .onlineServices, .uniqueIdentity: false
        }
    }
    /// Which registration of the same PAN in the same State it is: 1 to 9, then A to Z.
    package var entity: Character { Character(UnicodeScalar(bytes[12])) }
    /// The fifteenth character as it stands.
    package var checkCharacter: Character { Character(UnicodeScalar(bytes[14])) }
    /// What the fifteenth character should be.
    package var expectedCheckCharacter: Character {
        Character(UnicodeScalar(Self.checkByte(for: bytes[..<14]) ?? ASCII.zero))
    }

    /// Whether nothing is wrong with it.
    package var isValid: Bool { problems.isEmpty }

    /// Whether a text is a GSTIN with which nothing is wrong.
    package static func isValid(_ text: some StringProtocol) -> Bool { GSTIN(text)?.isValid ?? false }

    /// Whether a text says that there is no number: `URP`, `Unregistered`, `NA`, `Not Available`.
    package static func meansNone(_ text: some StringProtocol) -> Bool {
        let letters = ASCII.compact(text).filter(ASCII.isAlphanumeric)
        return noneWords.contains(String(decoding: letters, as: UTF8.self))
    }

    private static let noneWords: Set<String> = [
        "URP", "URD", "UNREGISTERED", "UNREGISTEREDPERSON", "NA", "NOTAPPLICABLE", "NOTAVAILABLE", "NIL",
        "NONE", "",
    ]

    /// The fifteenth character that the first fourteen call for (Luhn's method, modulus 36).
    ///
    /// The last `mod 36` matters: a sum that 36 divides gives `0`.
    /// - Returns: nil unless there are fourteen digits and upper-case letters.
    package static func checkCharacter(for body: some StringProtocol) -> Character? {
        checkByte(for: Array(body.utf8)[...]).map { Character(UnicodeScalar($0)) }
    }

    static func checkByte(for body: ArraySlice<UInt8>) -> UInt8? {
        guard body.count == 14 else { return nil }
        var sum = 0
        for (place, byte) in body.enumerated() {
            guard let value = value(of: byte) else { return nil }
            let product = value * (place % 2 == 0 ? 1 : 2)
            sum += product / 36 + product % 36
        }
        let check = UInt8((36 - sum % 36) % 36)
        return check < 10 ? ASCII.zero + check : UInt8(ascii: "A") + check - 10
    }

    private static func value(of byte: UInt8) -> Int? {
        if ASCII.isDigit(byte) { return Int(byte - ASCII.zero) }
        return ASCII.isUpper(byte) ? Int(byte - UInt8(ascii: "A")) + 10 : nil
    }
}
