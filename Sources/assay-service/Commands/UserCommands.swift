internal import Accounts
internal import Commands
internal import Glibc
internal import Storage
internal import StorageSQLite

/// `assay user add`.
enum UserAddCommand {
    static let command = Command(
        name: "user add", summary: "Make a user of the service", operands: "EMAIL",
        details:
            "The password is one line on standard input. The user name is the part before the @ unless given.",
        examples: ["assay user add ann@example.com --role manager --password-stdin < password.txt"],
        options: [
            Option("role", choices: Role.allCases.map(\.rawValue), help: "what they may do (default: user)"),
            Option("username", value: "NAME", help: "the user name"),
            Option("password-stdin", help: "read the password from standard input"), DataFolder.option,
        ], run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard let email = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name one e-mail address")
        }
        guard arguments.has("password-stdin"), let password = readLine(strippingNewline: true) else {
            throw UsageError("give the password on standard input and --password-stdin")
        }
        let store = try DataFolder.store(arguments)
        defer { store.close() }
        let accounts = try DataFolder.accounts(store, DataFolder.path(arguments))
        let name = arguments.value("username") ?? String(email.prefix { $0 != "@" })
        do {
            let user = try await accounts.addUser(
                email: email, username: name, password: password,
                role: arguments.value("role").flatMap(Role.init(rawValue:)) ?? .user, by: .system)
            Terminal.out("\(user.email) can log in as \(user.role.rawValue)\n")
            return .success
        } catch {
            throw ConfigurationError("assay user add: \(error)")
        }
    }
}

/// `assay user list`.
enum UserListCommand {
    static let command = Command(
        name: "user list", summary: "List the users of the service", examples: ["assay user list"],
        options: [DataFolder.option], run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        let store = try DataFolder.store(arguments)
        defer { store.close() }
        var rows: [[String]] = []
        var page = PageRequest(page: 1, perPage: 100)
        do {
            while true {
                let found = try await store.users(search: nil, page)
                rows += found.items.map {
                    [
                        $0.email, $0.username, $0.role.rawValue, $0.isDisabled ? "disabled" : "active",
                        $0.createdAt.rfc3339,
                    ]
                }
                guard found.hasNext else { break }
                page = PageRequest(page: page.page + 1, perPage: 100)
            }
        } catch {
            throw ConfigurationError("assay user list: \(error)")
        }
        Terminal.out(TextTable(["E-MAIL", "NAME", "ROLE", "STATUS", "SINCE"], rows).text)
        return .success
    }
}

/// `assay user role`.
enum UserRoleCommand {
    static let command = Command(
        name: "user role", summary: "Change what a user may do", operands: "EMAIL ROLE",
        examples: ["assay user role ann@example.com manager"], options: [DataFolder.option]
    ) { arguments in
        guard arguments.operands.count == 2, let role = Role(rawValue: arguments.operands[1]) else {
            throw UsageError("name an e-mail address and a role: user, manager or admin")
        }
        return try await UserChanging.change(arguments, UserChange(role: role))
    }
}

/// `assay user disable`.
enum UserDisableCommand {
    static let command = Command(
        name: "user disable", summary: "Keep a user from logging in; their sessions end", operands: "EMAIL",
        examples: ["assay user disable ann@example.com"],
        options: [Option("enable", help: "let them in again"), DataFolder.option]
    ) { arguments in
        guard arguments.operands.count == 1 else { throw UsageError("name one e-mail address") }
        return try await UserChanging.change(arguments, UserChange(isDisabled: !arguments.has("enable")))
    }
}

/// Changes the user that the first operand names.
private enum UserChanging {
    static func change(_ arguments: Arguments, _ change: UserChange) async throws -> ExitStatus {
        let store = try DataFolder.store(arguments)
        defer { store.close() }
        let name = arguments.operands.first ?? ""
        do {
            guard let (user, _) = try await store.credentials(login: name) else {
                throw ConfigurationError("assay: there is no user \(name); see assay user list")
            }
            let changed = try await store.updateUser(user.id, change, by: .system)
            Terminal.out(
                "\(changed.email) is \(changed.role.rawValue)\(changed.isDisabled ? ", disabled" : "")\n")
            return .success
        } catch let error as StorageError {
            throw ConfigurationError("assay: \(error)")
        }
    }
}
