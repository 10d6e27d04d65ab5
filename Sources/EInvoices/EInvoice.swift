package import AssayKit

/// An electronic invoice as it was read: what it says, and what it is written in.
package struct EInvoice: Sendable, Hashable {
    /// The languages that electronic invoices are written in.
    package enum Syntax: String, Sendable, Hashable, CaseIterable {
        /// UN/CEFACT Cross Industry Invoice: Factur-X, ZUGFeRD 1 and 2, XRechnung.
        case cii
        /// OASIS Universal Business Language 2: Peppol, XRechnung.
        case ubl
        /// The Indian e-invoice schema.
        case inv01 = "inv-01"
    }

    /// What it is written in.
    package var syntax: Syntax
    /// What it says of its profile: "urn:factur-x.eu:1p0:minimum", "1.1"; nil when it says nothing.
    package var profile: String?
    /// Its values under the names of the field table.
    package var record: Record
    /// Values that could not be taken, a sentence each; such a value is absent from the record.
    package var problems: [String]
    /// The signed QR code that came with it, a compact JWS; nil for none.
    package var signedQR: String?

    package init(
        syntax: Syntax, profile: String? = nil, record: Record, problems: [String] = [],
        signedQR: String? = nil
    ) {
        self.syntax = syntax
        self.profile = profile
        self.record = record
        self.problems = problems
        self.signedQR = signedQR
    }

    /// The member "einvoice" of a result's metadata.
    package func json(file: String?) -> JSONValue {
        var object = JSONObject()
        object.append("syntax", .string(syntax.rawValue))
        object.append("profile", profile.map(JSONValue.string) ?? .null)
        if let file { object.append("file", .string(file)) }
        object.append("problems", .array(problems.map(JSONValue.string)))
        return .object(object)
    }
}

/// Why bytes that should be an electronic invoice were not read as one.
package struct EInvoiceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Whether the bytes are something else altogether, rather than a damaged invoice.
    package let isForeign: Bool
    /// One sentence.
    package let description: String

    package init(isForeign: Bool = false, _ description: String) {
        self.isForeign = isForeign
        self.description = description
    }
}
