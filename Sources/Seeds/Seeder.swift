package import Accounts
internal import AssayKit
internal import Crypto
package import Storage

/// Puts what a ``SeedFile`` holds into a store; what is there already stays as it is.
package struct Seeder: Sendable {
    /// What was done.
    package struct Outcome: Sendable {
        /// Users that were made, each with the password, which is nowhere else.
        package var users: [(user: User, password: String)] = []
        /// Logins that were there before.
        package var known: [String] = []
        /// Vendors that were made.
        package var vendors: [String] = []
    }

    private let accounts: AccountService
    private let store: any VendorStore

    package init(accounts: AccountService, store: any VendorStore) {
        self.accounts = accounts
        self.store = store
    }

    /// Makes what is missing.
    ///
    /// - Throws: ``AccountError``, with what was made until then left.
    package func seed(_ file: SeedFile) async throws(AccountError) -> Outcome {
        var outcome = Outcome()
        for entry in file.users {
            let password = Base64URL.encode(RandomBytes.make(15))
            do {
                let user = try await accounts.addUser(
                    email: entry.email, username: entry.username, password: password, role: entry.role,
                    by: .system)
                outcome.users.append((user, password))
            } catch {
                guard case .storage(.duplicate) = error else { throw error }
                outcome.known.append(entry.email)
            }
        }
        for entry in file.vendors {
            do {
                if try await make(entry) { outcome.vendors.append(entry.name) }
            } catch {
                throw .storage(error)
            }
        }
        return outcome
    }

    private func make(_ entry: SeedFile.SeedVendor) async throws(StorageError) -> Bool {
        var record = Record()
        var values = Correction()
        values.fields["supplier_name"] = .some(entry.name)
        values.fields["supplier_gstin"] = .some(entry.gstin)
        _ = values.apply(to: &record)
        let (vendor, isNew) = try await store.introduceVendor(VendorIdentity(.supplier, in: record))
        guard isNew, entry.status != vendor.status else { return isNew }
        _ = try await store.updateVendor(
            vendor.id, version: vendor.version, name: nil, status: entry.status, by: .system)
        return true
    }
}
