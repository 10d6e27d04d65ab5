package typealias VendorID = Identifier<Vendor>

/// A party to invoices: a supplier, or a buyer.
package struct Vendor: Sendable, Hashable {
    /// On which side of the invoice it stands.
    package enum Role: String, Sendable, Hashable, CaseIterable {
        case supplier, buyer
    }

    /// What the organisation thinks of it.
    package enum Status: String, Sendable, Hashable, CaseIterable {
        case active, watch, blocked
    }

    package let id: VendorID
    package let role: Role
    /// As printed on the first invoice, or as set by a person.
    package var name: String?
    package var gstin: String?
    package var pan: String?
    package var status: Status
    package var invoiceCount: Int
    package let firstSeenAt: Timestamp
    package var lastSeenAt: Timestamp
    package var version: Int
    /// The vendor that it counts for since a person said so.
    package var mergedInto: VendorID?
    /// 0...100, of it and those merged into it; nil: not assessed yet.
    package var score: Int?
    /// When that was assessed.
    package var scoredAt: Timestamp?

    package init(
        id: VendorID, role: Role, name: String?, gstin: String?, pan: String?, status: Status,
        invoiceCount: Int, firstSeenAt: Timestamp, lastSeenAt: Timestamp, version: Int
    ) {
        self.id = id
        self.role = role
        self.name = name
        self.gstin = gstin
        self.pan = pan
        self.status = status
        self.invoiceCount = invoiceCount
        self.firstSeenAt = firstSeenAt
        self.lastSeenAt = lastSeenAt
        self.version = version
    }
}
