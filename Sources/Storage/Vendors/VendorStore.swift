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
}
