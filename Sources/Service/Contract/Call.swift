internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// One request to an operation, once its credentials and its form were found right.
struct Call: Sendable {
    let request: Request
    let house: House
    /// nil for those that everyone may call.
    let caller: Principal?
    /// The body as JSON; `null` where there is none.
    let body: JSONValue

    /// Who calls.
    ///
    /// - Throws: 401; only operations for everyone have no caller.
    var principal: Principal {
        get throws(HTTPError) {
            guard let caller else { throw Refusal.credentials("Log in first.") }
            return caller
        }
    }

    /// An id in the path.
    ///
    /// - Throws: 400 when it is none.
    func id<Subject>(_ name: String = "id", of: Subject.Type = Subject.self) throws(HTTPError) -> Identifier<
        Subject
    > {
        guard let text = request.parameters[name], let id = Identifier<Subject>(text) else {
            throw HTTPError(400, "malformed_id", "The id in the path is no UUID; copy it from a list.")
        }
        return id
    }

    func query(_ name: String) -> String? {
        guard let value = request.query[name], !value.isEmpty else { return nil }
        return value
    }

    /// The part of a list that `page` and `per_page` ask for; both were checked.
    var page: PageRequest {
        PageRequest(
            page: query("page").flatMap { Int($0) } ?? 1, perPage: query("per_page").flatMap { Int($0) } ?? 20
        )
    }

    func text(_ name: String) -> String? { body[name]?.stringValue }

    /// Runs something of the store; its errors become answers.
    func stored<Value>(_ work: () async throws(StorageError) -> Value) async throws(HTTPError) -> Value {
        do {
            return try await work()
        } catch {
            throw Refusal.of(error)
        }
    }

    /// Runs something of the accounts; its errors become answers.
    func account<Value>(_ work: () async throws(AccountError) -> Value) async throws(HTTPError) -> Value {
        do {
            return try await work()
        } catch {
            throw Refusal.of(error)
        }
    }
}
