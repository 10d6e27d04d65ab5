import Foundation
import Synchronization

@testable import HTTPServing

/// A server with a few routes that show what came in.
final class TestServer: Sendable {
    let server: HTTPServer
    let canaries: Counter
    let answers: Counter
    let failures: Counter

    init(
        _ change: (inout ServerSettings) -> Void = { _ in }, routes: (inout Router) -> Void = { _ in }
    ) throws {
        let canaries = Counter()
        let answers = Counter()
        let failures = Counter()
        var settings = ServerSettings()
        settings.onAnswer = { _ in answers.add() }
        settings.onFailure = { _, _ in failures.add() }
        change(&settings)
        var router = Router()
        router.get("/") { _ in .text("root") }
        router.get("/items/:id") { request in .text("item \(request.parameters["id"] ?? "?")") }
        router.get("/canary") { _ in
            canaries.add()
            return .text("canary")
        }
        for method in [HTTPMethod.post, .put, .patch, .delete] {
            router.on(method, "/echo") { request in
                let body = try await request.body.collect(limit: 1 << 26)
                return Response(headers: [("Content-Type", "application/octet-stream")], body: .bytes(body))
            }
        }
        routes(&router)
        server = try HTTPServer(router: router, settings: settings)
        self.canaries = canaries
        self.answers = answers
        self.failures = failures
    }

    var port: UInt16 { server.port }

    /// Sends bytes on a connection of its own, then no more, and gives everything that comes back.
    func talk(_ bytes: some Collection<UInt8> & Sendable, timeout: Double = 20) async throws -> [UInt8] {
        let port = port
        return try await blocking {
            let wire = try Wire(port: port, timeout: timeout)
            wire.send(bytes)
            wire.finishSending()
            let all = wire.receiveAll()
            guard wire.isClosed else { throw Wire.Failure("not closed after \(timeout) s") }
            return all
        }
    }

    /// Sends one request and gives its answer.
    func ask(_ text: String, toHead: Bool = false) async throws -> WireAnswer {
        let port = port
        return try await blocking {
            let wire = try Wire(port: port)
            wire.send(text)
            return try wire.takeAnswer(toHead: toHead)
        }
    }

    /// A GET.
    func get(_ path: String, _ fields: String = "") async throws -> WireAnswer {
        try await ask("GET \(path) HTTP/1.1\r\nHost: x\r\n\(fields)\r\n")
    }

    func stop(patience: Duration = .seconds(1)) async { await server.stop(patience: patience) }
}

/// Counts from any thread.
final class Counter: Sendable {
    private let count = Atomic(0)
    var value: Int { count.load(ordering: .sequentiallyConsistent) }
    func add(_ more: Int = 1) { count.add(more, ordering: .sequentiallyConsistent) }
}

/// The statuses in a stream of answers, in order.
func statuses(_ bytes: [UInt8]) -> [Int] {
    let text = String(decoding: bytes, as: UTF8.self)
    var found: [Int] = []
    for piece in text.components(separatedBy: "HTTP/1.").dropFirst() {
        let words = piece.split(separator: " ", maxSplits: 2)
        if words.count > 1, let status = Int(words[1].prefix(3)) { found.append(status) }
    }
    return found
}

/// Waits until something holds; false after the limit.
func eventually(_ limit: Duration = .seconds(20), _ condition: () -> Bool) async -> Bool {
    let end = ContinuousClock.now + limit
    while !condition() {
        guard ContinuousClock.now < end else { return false }
        try? await Task.sleep(for: .milliseconds(5))  // cancelled: the next look decides
    }
    return true
}
