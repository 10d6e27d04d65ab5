internal import Accounts
internal import AssayKit
internal import Crypto
internal import Storage
internal import StorageSQLite

/// The account that the service lends to `assay doctor`, for as long as its visit takes.
///
/// Whoever may ask over the control socket could add any user; this one may least, and is disabled but for a visit.
enum DoctorAccount {
    /// A domain that nobody can have (RFC 2606).
    private static let email = "doctor@assay.invalid"
    private static let username = "assay-doctor"

    static func begin(
        _ accounts: AccountService, _ store: SQLiteStore
    ) async throws -> JSONValue {
        let password = RandomBytes.token()
        if let (user, _) = try await store.credentials(login: email) {
            _ = try await accounts.changeUser(
                user.id, password: password, role: .user, isDisabled: false, by: .system)
        } else {
            _ = try await accounts.addUser(
                email: email, username: username, password: password, role: .user, by: .system)
        }
        return ["email": .string(email), "password": .string(password)]
    }

    static func end(_ accounts: AccountService, _ store: SQLiteStore) async throws -> JSONValue {
        if let (user, _) = try await store.credentials(login: email) {
            // The password is known to the one visit alone; from here to nobody.
            _ = try await accounts.changeUser(user.id, isDisabled: true, by: .system)
        }
        return [:]
    }
}
