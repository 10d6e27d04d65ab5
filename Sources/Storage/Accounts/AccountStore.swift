/// Users, logins and keys.
///
/// Every change leaves an entry in the audit log, in the same transaction.
package protocol AccountStore: Sendable {
    /// - Throws: ``StorageError/duplicate(_:)`` naming the e-mail or the user name that is taken.
    func createUser(_ draft: UserDraft, by: Actor) async throws(StorageError) -> User

    /// Makes the first admin.
    ///
    /// - Throws: ``StorageError/wrongState(_:)`` when there is an admin already.
    func createFirstAdmin(_ draft: UserDraft) async throws(StorageError) -> User

    /// Whether an admin exists who can log in.
    func hasAdmin() async throws(StorageError) -> Bool

    func user(_ id: UserID) async throws(StorageError) -> User

    /// The user of that e-mail or user name, with the password's hash; nil when there is none.
    func credentials(login: String) async throws(StorageError) -> (user: User, passwordHash: String)?

    /// Users by name.
    func users(search: String?, _ page: PageRequest) async throws(StorageError) -> Page<User>

    /// Changes a user.
    ///
    /// Sessions end where the change asks for it.
    ///
    /// - Throws: ``StorageError/wrongState(_:)`` when no admin would be left.
    func updateUser(_ id: UserID, _ change: UserChange, by: Actor) async throws(StorageError) -> User

    /// Replaces a hash by one with better parameters; no session ends.
    func rehash(_ id: UserID, _ passwordHash: String) async throws(StorageError)

    /// Removes a user who owns nothing.
    ///
    /// - Throws: ``StorageError/wrongState(_:)`` when there are batches or invoices of theirs: disable them then.
    func deleteUser(_ id: UserID, by: Actor) async throws(StorageError)

    /// Begins a login.
    ///
    /// `token`: The hash of its first refresh token.
    func openFamily(user: UserID, token: [UInt8]) async throws(StorageError) -> RefreshFamily

    /// Presents a refresh token; see ``RefreshRule``.
    ///
    /// - Returns: What it came to and whose it is; nil when no such token was ever given out.
    func presentRefreshToken(
        _ token: [UInt8], successor: [UInt8]
    ) async throws(StorageError) -> (outcome: RefreshOutcome, user: User, family: FamilyID)?

    /// Ends a login.
    func revokeFamily(_ id: FamilyID, user: UserID) async throws(StorageError)

    /// Ends all logins of a user, and every token that is out.
    func revokeSessions(of user: UserID, by: Actor) async throws(StorageError)

    /// Whether a login still stands; access tokens carry its id.
    func isOpen(_ family: FamilyID) async throws(StorageError) -> Bool

    /// `hash`: The hash of the key.
    func createKey(_ key: ServiceKey, hash: [UInt8], by: Actor) async throws(StorageError)

    /// The key of that hash and its owner, unless it has expired or the owner is disabled; notes the use.
    func useKey(hash: [UInt8]) async throws(StorageError) -> (key: ServiceKey, owner: User)?

    func keys(of owner: UserID) async throws(StorageError) -> [ServiceKey]

    /// - Throws: ``StorageError/notFound(_:)`` when it is not the owner's.
    func deleteKey(_ id: ServiceKeyID, owner: UserID, by: Actor) async throws(StorageError)
}
