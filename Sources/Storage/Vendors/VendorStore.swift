/// The parties to invoices.
///
/// They are recognised when a result is stored.
package protocol VendorStore: Sendable {
    func vendor(_ id: VendorID) async throws(StorageError) -> Vendor

    /// Vendors, the one seen last first.
    ///
    /// `search`: Part of the name, or a GSTIN or PAN; case does not matter.
    func vendors(
        role: Vendor.Role, status: Vendor.Status?, search: String?, _ page: PageRequest
    ) async throws(StorageError) -> Page<Vendor>

    /// Makes a party known before an invoice names it.
    ///
    /// - Returns: It, and whether it was unknown until now.
    /// - Throws: ``StorageError/wrongState(_:)`` when nothing identifies it: a name alone does not.
    func introduceVendor(
        _ identity: VendorIdentity
    ) async throws(StorageError) -> (vendor: Vendor, isNew: Bool)

    /// Changes what a person may set; nil members are left.
    ///
    /// - Throws: ``StorageError/staleVersion(current:)``.
    func updateVendor(
        _ id: VendorID, version: Int, name: String?, status: Vendor.Status?, by: Actor
    ) async throws(StorageError) -> Vendor

    /// Lets a vendor, with all merged into it, count for another one.
    ///
    /// - Returns: The other one.
    /// - Throws: ``StorageError/wrongState(_:)`` for a merged one, for the other side of invoices, for itself.
    func mergeVendor(_ id: VendorID, into other: VendorID, by: Actor) async throws(StorageError) -> Vendor

    /// Takes a merged vendor back out, with all that was merged into it.
    ///
    /// - Throws: ``StorageError/wrongState(_:)`` when it is not merged.
    func splitVendor(_ id: VendorID, by: Actor) async throws(StorageError) -> Vendor

    /// A vendor with what is known of it and of those merged into it, assessed now.
    func vendorProfile(_ id: VendorID) async throws(StorageError) -> VendorProfile

    /// Vendors by their stored scores, the riskiest first.
    func riskiestVendors(limit: Int) async throws(StorageError) -> [(vendor: Vendor, risk: RiskAssessment)]

    /// Assesses vendors whose score is from before `moment` anew: findings weigh less with each day.
    ///
    /// - Returns: How many.
    func assessVendors(scoredBefore moment: Timestamp, limit: Int) async throws(StorageError) -> Int
}

/// What is known of a vendor.
package struct VendorProfile: Sendable {
    /// One that counts for it.
    package let vendor: Vendor
    /// Those merged into it, and into them.
    package let members: [Vendor]
    /// What it is recognised by, with its members.
    package let keys: [VendorIdentity.Key]
    package let risk: RiskAssessment
    /// Sums of its invoices and its members'.
    package let sums: TallySums
    /// Earlier scores, the newest first.
    package let history: [ScoreEntry]

    /// A score that held from a moment on.
    package struct ScoreEntry: Sendable, Hashable {
        package let at: Timestamp
        package let risk: RiskAssessment

        package init(at: Timestamp, risk: RiskAssessment) {
            self.at = at
            self.risk = risk
        }
    }

    package init(
        vendor: Vendor, members: [Vendor], keys: [VendorIdentity.Key], risk: RiskAssessment, sums: TallySums,
        history: [ScoreEntry]
    ) {
        self.vendor = vendor
        self.members = members
        self.keys = keys
        self.risk = risk
        self.sums = sums
        self.history = history
    }
}
