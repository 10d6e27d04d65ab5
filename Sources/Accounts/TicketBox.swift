internal import Crypto
internal import Storage
internal import Synchronization

/// One-use tickets for opening a WebSocket from a browser, which can send no header along.
///
/// They live in memory only: a ticket does not outlive its process, and needs not to.
final class TicketBox: Sendable {
    /// How long a ticket is good.
    static let life: Duration = .seconds(30)
    private static let capacity = 10_000

    private struct Ticket {
        let principal: Principal
        /// Where the page came from that asked for it; nil when no browser did.
        let origin: String?
        let expiresAt: Timestamp
    }

    private let tickets = Mutex<[String: Ticket]>([:])

    /// A new ticket; nil when too many are out.
    ///
    /// `now`: The steady time.
    func issue(_ principal: Principal, origin: String?, now: Timestamp) -> String? {
        let text = "tk_" + RandomBytes.token()
        return tickets.withLock { tickets in
            if tickets.count >= Self.capacity {
                tickets = tickets.filter { $0.value.expiresAt > now }
                guard tickets.count < Self.capacity else { return nil }
            }
            tickets[SHA256.hex(Array(text.utf8))] = Ticket(
                principal: principal, origin: origin, expiresAt: now + Self.life)
            return text
        }
    }

    /// Whose ticket it was; nil for one that was used, has expired, or was asked for by another page.
    ///
    /// It is gone in any case.
    func redeem(_ text: String, origin: String?, now: Timestamp) -> Principal? {
        guard text.utf8.count <= 128 else { return nil }
        let ticket = tickets.withLock { $0.removeValue(forKey: SHA256.hex(Array(text.utf8))) }
        guard let ticket, ticket.expiresAt > now else { return nil }
        if let bound = ticket.origin, bound != origin { return nil }
        return ticket.principal
    }
}
