internal import Accounts
internal import AssayKit
internal import Commands
internal import Control
internal import Storage
internal import StorageSQLite

/// What `assay user` asks for: of the service that holds the folder, or of the folder itself.
enum AccountRequests {
    /// Has a request done.
    ///
    /// - Throws: ``ConfigurationError`` with the sentence of what stood against it.
    static func perform(
        _ request: JSONValue, _ arguments: Arguments
    ) async throws(ConfigurationError) -> JSONValue {
        let folder = try DataFolder(arguments)
        let remote: JSONValue?
        do {
            remote = try ControlLine.ask(folder.path, request)
        } catch {
            throw ConfigurationError("assay: \(error)")
        }
        let answer: JSONValue
        if let remote {
            answer = remote
        } else {
            let store = try folder.store()
            defer { store.close() }
            answer = await self.answer(request, try folder.accounts(store), store)
        }
        if let sentence = answer["error"]?.stringValue { throw ConfigurationError("assay: \(sentence)") }
        return answer
    }

    /// Does what is asked for.
    static func answer(_ request: JSONValue, _ accounts: AccountService, _ store: SQLiteStore) async
        -> JSONValue
    {
        do {
            switch request["do"]?.stringValue {
            case "user add":
                return shown(
                    try await accounts.addUser(
                        email: request["email"]?.stringValue ?? "",
                        username: request["username"]?.stringValue ?? "",
                        password: request["password"]?.stringValue ?? "",
                        role: request["role"]?.stringValue.flatMap(Role.init(rawValue:)) ?? .user, by: .system
                    ))
            case "user list":
                let page = PageRequest(page: request["page"]?.intValue ?? 1, perPage: 100)
                let found = try await accounts.users(search: nil, page)
                return ["users": .array(found.items.map(shown)), "more": .bool(found.hasNext)]
            case "user change":
                let name = request["login"]?.stringValue ?? ""
                guard let (user, _) = try await store.credentials(login: name) else {
                    return ["error": .string("there is no user \(name); see assay user list")]
                }
                return shown(
                    try await accounts.changeUser(
                        user.id, role: request["role"]?.stringValue.flatMap(Role.init(rawValue:)),
                        isDisabled: request["disabled"]?.boolValue, by: .system))
            case "doctor begin": return try await DoctorAccount.begin(accounts, store)
            case "doctor end": return try await DoctorAccount.end(accounts, store)
            default: return ["error": "the service does not know this request; use the assay of its version"]
            }
        } catch {
            return ["error": .string("\(error)")]
        }
    }

    private static func shown(_ user: User) -> JSONValue {
        [
            "email": .string(user.email), "username": .string(user.username),
            "role": .string(user.role.rawValue), "disabled": .bool(user.isDisabled),
            "created_at": .string(user.createdAt.rfc3339),
        ]
    }
}
