internal import Storage

extension AccountService {
    /// A one-use ticket that opens a WebSocket within 30 s.
    ///
    /// - Parameters:
    ///   - principal: Whose connection it will be.
    ///   - origin: The page that asks (`Origin`); only that one may use it.
    /// - Returns: The ticket, and how many seconds it is good.
    /// - Throws: ``AccountError/overloaded(seconds:)`` when too many are out.
    package func makeTicket(
        for principal: Principal, origin: String?
    ) throws(AccountError) -> (text: String, seconds: Int) {
        guard let text = tickets.issue(principal, origin: origin, now: time.steady()) else {
            throw .overloaded(seconds: 30)
        }
        return (text, Int(TicketBox.life.milliseconds / 1000))
    }

    /// Who stands behind a ticket; it can't be used again.
    ///
    /// - Throws: ``AccountError/unauthenticated(_:)`` for one that was used, has expired, or was asked for by another
    ///   page, and when the login has ended since.
    package func principal(ticket: String, origin: String?) async throws(AccountError) -> Principal {
        guard let principal = tickets.redeem(ticket, origin: origin, now: time.steady()) else {
            throw .unauthenticated("the ticket was used or has expired; ask for a new one")
        }
        guard try await isCurrent(principal) else {
            throw .unauthenticated("the login has ended; log in again")
        }
        return principal
    }
}
