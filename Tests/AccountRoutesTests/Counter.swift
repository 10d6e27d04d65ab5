import Accounts
import AssayKit
import Crypto
import Files
import Glibc
import HTTPServing
import Service
import Storage
import StorageSQLite
import Testing
import Tokens

/// The service behind a real socket, with accounts over a real database; documents are no matter here.
final class Counter: Sendable {
    let folder: String
    let store: SQLiteStore
    let accounts: AccountService
    private let server: HTTPServer

    struct Answer {
        let status: Int
        let head: String
        let json: JSONValue
    }

    private struct NoDocuments: PipelineCatalogue, PluginDirectory, DocumentDesk {
        func list() async -> [PipelineSummary] { [] }
        func pipeline(_ name: String, version: PipelineSource?) async throws(StorageError) -> PipelineView? {
            nil
        }
        func versions(
            of name: String, _ page: PageRequest
        ) async throws(StorageError) -> Page<PipelineVersion>? { nil }
        func check(_ text: String) async -> [PipelineMistake] { [] }
        func accepts(_ name: String?) async -> Set<String>? { nil }
        func isUsable(_ name: String) async -> Bool? { nil }
        func reference(to name: String?) async throws(StorageError) -> PipelineReference? { nil }
        func put(
            _ name: String, text: String, expected: Int?, by actor: Actor
        ) async throws(StorageError) -> PipelineChange { .mistakes([]) }
        func withdraw(_ name: String, expected: Int?, by actor: Actor) async throws(StorageError) {}
        func list() async -> [PluginView] { [] }
        func passedOver() -> [String] { [] }
        func reload() async throws(PluginRefusal) -> [PluginMove] { [] }
        func allow(
            _ id: String, sha256: String?, grants: [String]
        ) async throws(PluginRefusal) -> [PluginMove] { [] }
        func revoke(_ id: String) async throws(PluginRefusal) -> [PluginMove] { [] }
        func mediaType(head: [UInt8], fileName: String) -> MediaTypeFinding { .unknown(readable: []) }
        func extract(
            _ path: String, fileName: String, pipeline: String?
        ) async throws(JobFailure) -> (json: [UInt8], failure: JobFailure?) { ([], nil) }
        func picture(
            ofPage page: Int, width: Int, of path: String, fileName: String, pipeline: String?
        ) async throws(JobFailure) -> [UInt8] { [] }
        func words(
            of path: String, fileName: String, pipeline: String?
        ) async throws(JobFailure) -> [UInt8] { [] }
    }

    init(perMinute: Int = 10_000) throws {
        var template = Array("/tmp/assay-routes-XXXXXX".utf8CString)
        folder = String(cString: try #require(mkdtemp(&template)))
        store = try SQLiteStore(folder)
        accounts = AccountService(
            store: store, issuer: TokenIssuer(keys: try KeyRing.keys(in: folder, secret: nil)),
            hashing: HashingGate(cost: .least))
        var settings = ServiceSettings()
        settings.generalPerMinute = perMinute
        settings.signedInPerMinute = perMinute
        let none = NoDocuments()
        let house = House(
            store: store, blobs: try FileBlobStore(folder + "/blobs"), accounts: accounts, library: none,
            plugins: none, desk: none, settings: settings, progress: ProgressBoard(), wake: {})
        server = try Service.start(house, settings: ServerSettings(), log: { _ in })
    }

    func close() async {
        await server.stop(patience: .seconds(1))
        store.close()
        // What is left in the temporary folder harms nobody.
        try? FileSystem.remove(folder)
    }

    /// Asks, on a connection of its own.
    func ask(
        _ method: String, _ path: String, _ body: JSONValue? = nil, as token: String? = nil,
        form: String? = nil
    ) async throws -> Answer {
        let content = form ?? body.map { JSONWriter.text($0) } ?? ""
        var text = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        if let token { text += "Authorization: Bearer \(token)\r\n" }
        if !content.isEmpty {
            text += "Content-Type: application/\(form == nil ? "json" : "x-www-form-urlencoded")\r\n"
        }
        text += "Content-Length: \(content.utf8.count)\r\n\r\n\(content)"
        let (request, port) = (text, server.port)
        let bytes = try await withCheckedThrowingContinuation { continuation in
            // Blocking calls have no place on Swift's own threads.
            let box = Unmanaged.passRetained(
                Work { continuation.resume(with: Result { try Self.exchange(request, port: port) }) })
            var thread = pthread_t()
            pthread_create(
                &thread, nil,
                { raw in
                    if let raw { Unmanaged<Work>.fromOpaque(raw).takeRetainedValue().body() }
                    return nil
                }, box.toOpaque())
            pthread_detach(thread)
        }
        let whole = String(decoding: bytes, as: UTF8.self)
        let end = try #require(whole.firstRange(of: "\r\n\r\n"))
        let head = String(whole[..<end.lowerBound])
        let status = try #require(head.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        let rest = String(whole[end.upperBound...])
        return Answer(status: status, head: head, json: rest.isEmpty ? .null : try JSONParser.parse(rest))
    }

    private final class Work {
        let body: () -> Void
        init(_ body: @escaping () -> Void) { self.body = body }
    }

    private struct Broken: Error { let code: Int32 }

    private static func exchange(_ text: String, port: UInt16) throws -> [UInt8] {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Glibc.close(socket) }
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw Broken(code: errno) }
        let request = Array(text.utf8)
        guard send(socket, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            throw Broken(code: errno)
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let got = recv(socket, &buffer, buffer.count, 0)
            guard got >= 0 else { throw Broken(code: errno) }
            if got == 0 { return answer }
            answer += buffer.prefix(got)
        }
    }
}
