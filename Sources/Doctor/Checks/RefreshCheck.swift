internal import AssayKit
internal import HTTPClient

/// Whether a login can be renewed.
struct RefreshCheck: Check {
    let name = "token refresh"

    func look(_ visit: Visit) async -> Verdict {
        guard let client = visit.client else { return Visit.unreached }
        guard let login = visit.login else { return Visit.nobody }
        do throws(DirectConnection.Failure) {
            let answer = try client.ask(
                "POST", "/api/auth/refresh", json: ["refresh_token": .string(login.refreshToken)])
            guard answer.status == 200, let token = answer.json["access_token"]?.stringValue,
                let refresh = answer.json["refresh_token"]?.stringValue
            else {
                return .fail(
                    answer.reason,
                    mend:
                        "look whether another service with another data folder or JWT_SECRET answers some requests"
                )
            }
            visit.login = .init(token: token, refreshToken: refresh)
            let me = try client.ask("GET", "/api/auth/me", headers: ServiceClient.bearer(token))
            guard me.status == 200 else {
                return .fail("the new token is refused: \(me.reason)", mend: "look into the service's log")
            }
            return .pass("a new pair, good for \(answer.json["expires_in"]?.intValue ?? 0) s")
        } catch {
            return .failure(error, client)
        }
    }
}
