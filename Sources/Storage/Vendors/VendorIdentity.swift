package import AssayKit
internal import IndianTax

/// What a party can be recognised by.
package struct VendorIdentity: Sendable, Hashable {
    /// One sign of identity.
    package struct Key: Sendable, Hashable {
        /// Which sign it is; an earlier one decides.
        package enum Kind: String, Sendable, Hashable, CaseIterable {
            case gstin, pan, account
        }

        package let kind: Kind
        package let value: String

        package init(kind: Kind, value: String) {
            self.kind = kind
            self.value = value
        }
    }

    package let role: Vendor.Role
    package let name: String?
    package let gstin: String?
    package let pan: String?
    /// The bank account that it wants to be paid on, with its branch.
    package let account: String?
    /// The keys, the most telling first; empty when nothing identifies it: a name alone does not.
    package let keys: [Key]

    /// The party that a record names on that side.
    package init(_ role: Vendor.Role, in record: Record) {
        self.role = role
        let prefix = role.rawValue
        name = record.text(prefix + "_name")
        let tax = record.text(prefix + "_gstin").flatMap { GSTIN($0) }
        gstin = tax?.text
        pan = tax?.pan?.text ?? record.text(prefix + "_pan").flatMap { PAN($0)?.text }
        var keys: [Key] = []
        if let gstin { keys.append(Key(kind: .gstin, value: gstin)) }
        if let pan { keys.append(Key(kind: .pan, value: pan)) }
        let number = role == .supplier ? record.text("bank_account").map(Self.compact) ?? "" : ""
        let branch = record.text("ifsc").map(Self.compact) ?? ""
        account = number.isEmpty ? nil : "\(branch)/\(number)"
        if let account, let name = name.map(Self.normalised), !name.isEmpty {
            keys.append(Key(kind: .account, value: "\(account)/\(name)"))
        }
        self.keys = keys
    }

    /// Letters and digits alone, in upper case.
    package static func compact(_ text: String) -> String {
        text.uppercased().filter { $0.isLetter || $0.isNumber }
    }

    /// A name without its legal form, punctuation and the case of its letters.
    ///
    /// So "M/s. Acme Pvt. Ltd." and "ACME PRIVATE LIMITED" are one.
    package static func normalised(_ name: String) -> String {
        let letters = name.lowercased().replacing("m/s", with: " ")
            .map { $0.isLetter || $0.isNumber || $0 == "&" ? $0 : " " }
        let words = String(letters).replacing("&", with: " and ").split(separator: " ")
        let legal: Set<Substring> = [
            "pvt", "private", "ltd", "limited", "llp", "inc", "co", "company", "corp", "corporation", "opc",
        ]
        let telling = words.filter { !legal.contains($0) }
        return (telling.isEmpty ? words : telling).joined(separator: " ")
    }
}
