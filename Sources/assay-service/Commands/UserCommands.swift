internal import Accounts
internal import AssayKit
internal import Commands
internal import Glibc
internal import Storage

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
            Option("password-stdin", help: "read the password from standard input"),
            ServiceConfiguration.option, DataFolder.option,
        ], run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard let email = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name one e-mail address")
        }
        guard arguments.has("password-stdin"), let password = readLine(strippingNewline: true) else {
            throw UsageError("give the password on standard input and --password-stdin")
        }
        let name = arguments.value("username") ?? CredentialRules.username(from: email)
        let user = try await AccountRequests.perform(
            [
                "do": "user add", "email": .string(email), "username": .string(name),
                "password": .string(password), "role": .string(arguments.value("role") ?? "user"),
            ], arguments)
        Terminal.out("\(user["email"]?.stringValue ?? "") can log in as \(user["role"]?.stringValue ?? "")\n")
        return .success
    }
}

/// `assay user list`.
enum UserListCommand {
    static let command = Command(
        name: "user list", summary: "List the users of the service", examples: ["assay user list"],
        options: [ServiceConfiguration.option, DataFolder.option], run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        var rows: [[String]] = []
        var page = 1
        while true {
            let found = try await AccountRequests.perform(
                ["do": "user list", "page": .integer(page)], arguments)
            rows += (found["users"]?.arrayValue ?? []).map { user in
                func text(_ name: String) -> String { user[name]?.stringValue ?? "" }
                return [
                    text("email"), text("username"), text("role"),
                    user["disabled"]?.boolValue == true ? "disabled" : "active", text("created_at"),
                ]
            }
            guard found["more"]?.boolValue == true else { break }
            page += 1
        }
        Terminal.out(TextTable(["E-MAIL", "NAME", "ROLE", "STATUS", "SINCE"], rows).text)
        return .success
    }
}

/// `assay user role`.
enum UserRoleCommand {
    static let command = Command(
        name: "user role", summary: "Change what a user may do", operands: "EMAIL ROLE",
        examples: ["assay user role ann@example.com manager"],
        options: [ServiceConfiguration.option, DataFolder.option]
    ) { arguments in
        guard arguments.operands.count == 2, let role = Role(rawValue: arguments.operands[1]) else {
            throw UsageError("name an e-mail address and a role: user, manager or admin")
        }
        return try await UserChanging.change(arguments, role: role)
    }
}

/// `assay user disable`.
enum UserDisableCommand {
    static let command = Command(
        name: "user disable", summary: "Keep a user from logging in; their sessions end", operands: "EMAIL",
        examples: ["assay user disable ann@example.com"],
        options: [
            Option("enable", help: "let them in again"), ServiceConfiguration.option, DataFolder.option,
        ]
    ) { arguments in
        guard arguments.operands.count == 1 else { throw UsageError("name one e-mail address") }
        return try await UserChanging.change(arguments, isDisabled: !arguments.has("enable"))
    }
}

/// Changes the user that the first operand names.
private enum UserChanging {
    static func change(
        _ arguments: Arguments, role: Role? = nil, isDisabled: Bool? = nil
    ) async throws -> ExitStatus {
        var request: JSONObject = JSONObject()
        request["do"] = "user change"
        request["login"] = .string(arguments.operands.first ?? "")
        if let role { request["role"] = .string(role.rawValue) }
        if let isDisabled { request["disabled"] = .bool(isDisabled) }
        let user = try await AccountRequests.perform(.object(request), arguments)
        let state = user["disabled"]?.boolValue == true ? ", disabled" : ""
        Terminal.out("\(user["email"]?.stringValue ?? "") is \(user["role"]?.stringValue ?? "")\(state)\n")
        return .success
    }
}
