internal import Accounts
internal import HTTPServing
internal import Storage

/// Who opens a WebSocket, decided before its handshake is answered.
enum Handshake {
    /// The subprotocol that carries a token (`Sec-WebSocket-Protocol: bearer, TOKEN`), as browsers can set nothing else.
    static let subprotocol = "bearer"

    /// Whose connection it will be.
    ///
    /// - Throws: 403 for the page of a foreign origin; 401 without credentials or with bad ones.
    static func caller(
        of request: Request, origins: CORSPolicy, _ house: House
    ) async throws(HTTPError) -> Principal {
        guard origins.allowsSocket(request) else {
            throw HTTPError(
                403, "foreign_origin",
                "Pages of this origin may not connect; the operator can list it in ALLOWED_ORIGINS.")
        }
        do {
            if let bearer = bearer(of: request) { return try await house.accounts.principal(bearer: bearer) }
            if let ticket = request.query["ticket"], !ticket.isEmpty {
                return try await house.accounts.principal(ticket: ticket, origin: request.headers["Origin"])
            }
        } catch {
            throw Refusal.of(error)
        }
        throw Refusal.credentials(
            "A WebSocket needs credentials: Authorization: Bearer TOKEN, or Sec-WebSocket-Protocol: bearer, TOKEN, "
                + "or ?ticket= from POST /api/auth/ticket.")
    }

    /// The token or key of a request, from its `Authorization` or among its subprotocols; not checked yet.
    static func bearer(of request: Request) -> String? {
        if let header = request.headers["Authorization"] {
            let parts = header.split(separator: " ", omittingEmptySubsequences: true)
            // Something else is no credential; as one it is refused.
            guard parts.count == 2, parts[0].lowercased() == "bearer" else { return header }
            return String(parts[1])
        }
        let offered = request.offeredSubprotocols
        guard offered.count >= 2, offered[0].lowercased() == subprotocol else { return nil }
        return offered[1]
    }

    /// The answer to the subprotocols of a request: never the token.
    static func answer(to request: Request) -> String? {
        request.offeredSubprotocols.first.flatMap { $0.lowercased() == subprotocol ? $0 : nil }
    }
}
