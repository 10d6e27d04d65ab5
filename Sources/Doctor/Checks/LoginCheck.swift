internal import AssayKit
internal import Control
internal import Files
internal import HTTPClient

/// Whether one can log in: with the credentials that were given, or the account that the service lends its doctor.
struct LoginCheck: Check {
    let name = "login"

    func look(_ visit: Visit) async -> Verdict {
        guard let client = visit.client else { return Visit.unreached }
        var name: String
        var password: String
        if let email = visit.order.email {
            guard let given = visit.order.password else {
                return .skip("there is no password for \(email)", mend: "put it into ASSAY_PASSWORD")
            }
            (name, password) = (email, given)
        } else {
            guard let folder = visit.folder else { return Visit.nobody }
            do throws(FileError) {
                guard let lent = try ControlLine.ask(folder, ["do": "doctor begin"]) else {
                    return Visit.nobody
                }
                guard let email = lent["email"]?.stringValue, let made = lent["password"]?.stringValue else {
                    return .skip(
                        "the service lends no account: \(lent["error"]?.stringValue ?? "its version is another")",
                        mend: "give --email and ASSAY_PASSWORD")
                }
                (name, password) = (email, made)
            } catch {
                return .skip(
                    "the service lends no account: \(error)", mend: "give --email and ASSAY_PASSWORD")
            }
        }
        do throws(DirectConnection.Failure) {
            return try Self.logIn(visit, client, name, password)
        } catch {
            return .failure(error, client)
        }
    }

    private static func logIn(
        _ visit: Visit, _ client: ServiceClient, _ name: String, _ password: String
    ) throws(DirectConnection.Failure) -> Verdict {
        let answer = try client.ask(
            "POST", "/api/auth/login", json: ["username": .string(name), "password": .string(password)])
        guard answer.status == 200, let token = answer.json["access_token"]?.stringValue,
            let refresh = answer.json["refresh_token"]?.stringValue
        else {
            let mend =
                switch answer.status {
                case 401: "correct --email and ASSAY_PASSWORD; assay user list shows who there is"
                case 429: "wait as long as it says, and try again"
                default: "look into the service's log"
                }
            return .fail("\(name): \(answer.reason)", mend: mend)
        }
        visit.login = .init(token: token, refreshToken: refresh)
        let me = try client.ask("GET", "/api/auth/me", headers: ServiceClient.bearer(token))
        guard me.status == 200 else {
            visit.login = nil
            return .fail(
                "the token that the login gave is refused: \(me.reason)",
                mend: "let proxies pass the Authorization header; set the machine's clock")
        }
        return .pass("\(name), role \(me.json["role"]?.stringValue ?? "?"), with a token")
    }

    /// Logs out, and gives the account back.
    static func leave(_ visit: Visit) {
        guard let client = visit.client, let login = visit.login else { return }
        // Tokens end by themselves, too.
        _ = try? client.ask("POST", "/api/auth/logout", token: login.token, json: [:])
        if visit.order.email == nil, let folder = visit.folder {
            // The next visit takes the account anew.
            _ = try? ControlLine.ask(folder, ["do": "doctor end"])
        }
    }
}
