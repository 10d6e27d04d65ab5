internal import AssayKit
internal import Fetching
import Glibc
internal import HTTPClient
internal import Outgoing

/// Follows an address to the document: every hop is checked as if it were the first.
struct Download {
    private static let redirects = 3
    private let order: FetchOrder
    private let policy: OutgoingPolicy

    init(_ order: FetchOrder) {
        self.order = order
        policy = OutgoingPolicy(allowed: order.allowed, allowsHTTP: order.allowsHTTP)
    }

    func run() throws(FetchFailure) {
        do throws(OutgoingRequestError) {
            var url = try OutgoingURL(order.url, policy: policy)
            var hops = 0
            while true {
                guard let next = try fetch(url) else { return }
                hops += 1
                guard hops <= Self.redirects else {
                    throw OutgoingRequestError(
                        kind: .refused, message: "the address leads on more than \(Self.redirects) times")
                }
                guard url.scheme == "http" || next.scheme == "https" else {
                    throw OutgoingRequestError(
                        kind: .refused, message: "the address leads from https to http")
                }
                url = next
            }
        } catch {
            throw FetchFailure(error)
        }
    }

    /// Sends the document on; the address that it leads to when it is elsewhere.
    private func fetch(_ url: OutgoingURL) throws(OutgoingRequestError) -> OutgoingURL? {
        var request = OutgoingRequest(method: "GET", url: url, headers: [("Accept-Encoding", "identity")])
        if let message = order.message {
            request.method = "POST"
            request.body = Array(message.body.utf8)
            request.headers += [("Content-Type", message.type), ("Accept", message.type)]
            if let key = message.key { request.headers.append(("Authorization", "Bearer \(key)")) }
        }
        request.timeout = order.timeout
        request.maximumResponse = order.limit
        var isFirst = true
        let answer = try OutgoingClient(policy: policy).download(request) { piece, length in
            if isFirst, let length { FetchChannel.send(.length, Array(String(length).utf8)) }
            isFirst = false
            FetchChannel.send(.bytes, piece)
            return true
        }
        switch answer.status {
        case 200...299:
            guard ["", "identity"].contains(answer.headers["content-encoding"] ?? "") else {
                throw OutgoingRequestError(
                    kind: .refused, message: "\"\(url.host)\" sends the document packed though not asked to")
            }
            return nil
        // A message goes nowhere but where it was sent.
        case let status where order.message == nil && [301, 302, 303, 307, 308].contains(status):
            guard let place = answer.headers["location"] else {
                throw OutgoingRequestError(
                    kind: .unavailable, message: "\"\(url.host)\" leads on without saying where to")
            }
            return try OutgoingURL(Self.resolved(place, against: url), policy: policy)
        case 408, 425, 429, 500...599:
            throw OutgoingRequestError(
                kind: .unavailable, message: "\"\(url.host)\" answered \(answer.status)")
        default:
            FetchChannel.send(
                .failure,
                JSONWriter.bytes(
                    FetchFailure(
                        .missing,
                        "\"\(url.host)\" answered \(answer.status); check the address and who may read it"
                    ).json))
            exit(0)
        }
    }

    /// A place that an answer names, as an address of its own.
    private static func resolved(_ place: String, against url: OutgoingURL) -> String {
        if place.contains("://") { return place }
        let whole = url.text
        let origin = whole.dropLast(url.target.utf8.count)
        if place.hasPrefix("//") { return "\(url.scheme):\(place)" }
        if place.hasPrefix("/") { return origin + place }
        let path = url.target.prefix { $0 != "?" }
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
        return "\(origin)\(folder)\(place)"
    }
}
