import AssayKit
import Glibc
import HTTPServing
import Storage
import StorageSQLite
import Testing

@Suite("What operators watch", .timeLimit(.minutes(2)))
struct OperationTests {
    private static let good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    /// A `traceparent` and whether a job keeps it; the malformed ones are those of W3C Trace Context, section 3.2.2.
    @Test(
        "a traceparent is kept with the job; a malformed one is ignored, the request is not",
        arguments: [
            (good, true), ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00", true),
            ("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-ab", true), (good + "-ab", false),
            ("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", false), (good.uppercased(), false),
            ("00-00000000000000000000000000000000-00f067aa0ba902b7-01", false),
            ("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", false),
            ("00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01", false), ("00", false), ("---", false),
            ("00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01", false),
        ])
    func trace(header: String, isKept: Bool) async throws {
        try await TestService.with { service in
            let answer = try await service.upload(
                [("a.pdf", "%PDF-1.7 trace")],
                headers: ["traceparent": header, "X-Request-Id": "my-request-1"])
            #expect(answer.status == 202, "\(answer.text)")
            let task = try #require(
                answer.json.arrayValue?.first?["task_id"]?.stringValue.flatMap { JobID($0) })
            let job = try await service.store.job(task, visibility: .everyone)
            #expect(job.traceparent == (isKept ? header : nil))
            #expect(job.request == answer.headers["x-request-id"] && job.request != nil)
        }
    }

    @Test("row 51: while 300 clients drip their requests, others are served")
    func slowClients() async throws {
        try await TestService.with { service in
            let starts = [
                "", "GET /health HT", "GET /health HTTP/1.1\r\nHost: x\r\nX-A: ",
                "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n{",
            ]
            let sockets = (0..<300).map { Self.connect(service.server.port, starts[$0 % starts.count]) }
            defer { for socket in sockets where socket >= 0 { close(socket) } }
            #expect(sockets.allSatisfy { $0 >= 0 })
            var times: [Duration] = []
            for _ in 0..<60 {
                let clock = ContinuousClock()
                let begun = clock.now
                let answer = try await service.ask("GET", "/health")
                #expect(answer.status == 200)
                times.append(begun.duration(to: clock.now))
            }
            times.sort()
            // The figure of the 99th of a hundred is taken on a quiet machine, by .ci/service/slow-clients.py.
            #expect(times[times.count / 2] < .milliseconds(500), "median \(times[times.count / 2])")
        }
    }

    /// A socket on which a beginning was sent; -1 when there could be none.
    private static func connect(_ port: UInt16, _ start: String) -> Int32 {
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else {
            close(client)
            return -1
        }
        if !start.isEmpty { _ = send(client, start, start.utf8.count, Int32(MSG_NOSIGNAL)) }
        return client
    }

    @Test("row 69: scraped under load, the figures stay well-formed, never sink, and are few")
    func scraping() async throws {
        try await TestService.with { service in
            let load = (0..<4).map { number in
                Task {
                    for round in 0..<40 where !Task.isCancelled {
                        _ = try await service.ask("GET", "/api/batches", as: "ann")
                        _ = try await service.ask("GET", "/made-up/\(number)/\(round)")
                        _ = try await service.ask("BREW", "/api/batches")
                    }
                }
            }
            var last: [String: Double] = [:]
            for _ in 0..<10 {
                let answer = try await service.ask("GET", "/metrics")
                #expect(answer.headers["content-type"]?.hasPrefix("text/plain") == true)
                let scrape = try Scrape(answer.text)
                #expect(scrape.problems.isEmpty, "\(scrape.problems.prefix(5))")
                #expect(scrape.samples.count <= 2000)
                for (series, value) in last where scrape.isCounter(series) {
                    #expect(
                        scrape.samples[series].map { $0 >= value } == true, "\(series) sank from \(value)")
                }
                last = scrape.samples
            }
            for task in load { try await task.value }
            let scrape = try Scrape(try await service.ask("GET", "/metrics").text)
            let answered = scrape.samples.filter { $0.key.hasPrefix("assay_http_requests_total") }
            // All that was asked is counted, whichever thread answered it.
            #expect((answered.values.reduce(0, +)) >= 480)
            let unknown = scrape.samples.filter {
                $0.key.contains("route=\"unknown\"") && $0.key.hasPrefix("assay_http_requests_total")
            }
            #expect(unknown.values.reduce(0, +) >= 160)
        }
    }
}

/// Prometheus' text format 0.0.4, read strictly: what promtool and the clients' parsers insist on.
struct Scrape {
    struct Malformed: Error { let line: String }

    /// By name and labels as they stand.
    private(set) var samples: [String: Double] = [:]
    /// What is well-formed and wrong all the same.
    private(set) var problems: [String] = []
    private var types: [String: String] = [:]

    init(_ text: String) throws {
        guard text.hasSuffix("\n") else { throw Malformed(line: "the last line has no end") }
        var helped: Set<String> = []
        for line in text.split(separator: "\n").map(String.init) {
            let words = line.split(separator: " ", maxSplits: 3).map(String.init)
            if line.hasPrefix("# HELP ") {
                guard words.count == 4, helped.insert(words[2]).inserted else { throw Malformed(line: line) }
            } else if line.hasPrefix("# TYPE ") {
                guard words.count == 4, types[words[2]] == nil, helped.contains(words[2]) else {
                    throw Malformed(line: line)
                }
                types[words[2]] = words[3]
            } else {
                try sample(line)
            }
        }
        for (name, type) in types { check(name, type) }
    }

    func isCounter(_ series: String) -> Bool {
        let name = String(series.prefix { $0 != "{" })
        return types[name] == "counter" || family(name).map { types[$0] == "histogram" } == true
    }

    private mutating func sample(_ line: String) throws {
        guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...])
        else {
            throw Malformed(line: line)
        }
        let series = String(line[..<space])
        let name = String(series.prefix { $0 != "{" })
        let form = /[a-z_][a-z0-9_]*(\{[a-z_]+="[^"\\\n]*"(,[a-z_]+="[^"\\\n]*")*\})?/
        guard series.wholeMatch(of: form) != nil, samples[series] == nil else { throw Malformed(line: line) }
        guard types[name] != nil || family(name) != nil else { throw Malformed(line: line) }
        samples[series] = value
    }

    /// The histogram that a name belongs to.
    private func family(_ name: String) -> String? {
        ["_bucket", "_sum", "_count"].compactMap { suffix in
            name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : nil
        }.first { types[$0] == "histogram" }
    }

    private mutating func check(_ name: String, _ type: String) {
        if !name.hasPrefix("assay_") { problems.append("\(name) lacks the prefix") }
        if type == "counter", !name.hasSuffix("_total") {
            problems.append("the counter \(name) lacks _total")
        }
        if ["_milliseconds", "_ms", "_kilobytes", "_minutes"].contains(where: name.contains) {
            problems.append("\(name) is in no base unit")
        }
        guard type == "histogram" else { return }
        var routes: [String: [(bound: Double, count: Double)]] = [:]
        for (series, value) in samples where series.hasPrefix(name + "_bucket{") {
            let parts = series.components(separatedBy: "le=\"")
            let bound = parts.last.map { $0.prefix { $0 != "\"" } } ?? ""
            routes[parts[0], default: []].append((bound == "+Inf" ? .infinity : Double(bound) ?? -1, value))
        }
        for (route, buckets) in routes {
            let sorted = buckets.sorted { $0.bound < $1.bound }
            if sorted.map(\.count) != sorted.map(\.count).sorted() {
                problems.append("\(route) is not summed up")
            }
            if sorted.last?.bound != .infinity { problems.append("\(route) lacks +Inf") }
            let labels = route.dropFirst((name + "_bucket{").count).dropLast(1)
            if samples["\(name)_count{\(labels)}"] != sorted.last?.count {
                problems.append("\(route) has another count")
            }
        }
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [String] {
        guard let found = firstRange(of: separator) else { return [self] }
        return [String(self[..<found.lowerBound])]
            + String(self[found.upperBound...]).components(separatedBy: separator)
    }
}
