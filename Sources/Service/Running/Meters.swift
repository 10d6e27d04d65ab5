internal import Glibc
internal import HTTPServing
internal import Synchronization

/// Counts requests by route and status, and how long they took; Prometheus' text format.
final class Meters: Sendable {
    private struct Key: Hashable {
        let route: String
        let method: String
        let status: Int
    }

    private struct Histogram {
        /// One for each bound, and one for what is longer; not summed up.
        var buckets = [Int](repeating: 0, count: Meters.bounds.count + 1)
        var sum = 0.0

        var count: Int { buckets.reduce(0, +) }

        mutating func add(_ other: Histogram) {
            for index in buckets.indices { buckets[index] += other.buckets[index] }
            sum += other.sum
        }
    }

    private struct State {
        var counts: [Key: Int] = [:]
        var times: [String: Histogram] = [:]
    }

    /// A part of the figures: each thread has one that few others use, so that they do not wait for each other.
    private final class Shard: Sendable {
        let state = Mutex(State())
    }

    /// Seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    private let shards = (0..<8).map { _ in Shard() }

    /// Notes an answer; unknown paths share one name, so that nobody can make the list grow.
    func note(_ answer: AnswerSummary) {
        let route = answer.request.route?.name ?? "unknown"
        let key = Key(route: route, method: Self.method(answer.request.method), status: answer.status)
        let seconds = answer.milliseconds / 1000
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        // A thread's descriptor is far from the next one's; its low bits are all the same.
        let shard = shards[Int(truncatingIfNeeded: UInt(pthread_self()) >> 12) & 7]
        shard.state.withLock { state in
            state.counts[key, default: 0] += 1
            state.times[route, default: Histogram()].buckets[bucket] += 1
            state.times[route]?.sum += seconds
        }
    }

    private func total() -> State {
        var total = State()
        for shard in shards {
            let part = shard.state.withLock { $0 }
            total.counts.merge(part.counts, uniquingKeysWith: +)
            for (route, times) in part.times { total.times[route, default: Histogram()].add(times) }
        }
        return total
    }

    private static func method(_ method: HTTPMethod) -> String {
        let known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
        return known.contains(method.rawValue) ? method.rawValue : "other"
    }

    /// The request figures, and gauges that the caller gives.
    func text(gauges: [(name: String, help: String, samples: [(labels: String, value: Double)])]) -> String {
        var lines: [String] = []
        let total = total()
        let (counts, times) = (total.counts, total.times)
        lines.append("# HELP assay_http_requests_total Requests that were answered.")
        lines.append("# TYPE assay_http_requests_total counter")
        for (key, count) in counts.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            lines.append(
                "assay_http_requests_total{route=\"\(key.route)\",method=\"\(key.method)\",status=\"\(key.status)\"} \(count)"
            )
        }
        lines.append(
            "# HELP assay_http_request_duration_seconds Time from a request's first line to its answer's head."
        )
        lines.append("# TYPE assay_http_request_duration_seconds histogram")
        for (route, histogram) in times.sorted(by: { $0.key < $1.key }) {
            let name = "assay_http_request_duration_seconds"
            var sofar = 0
            for (bound, count) in zip(Self.bounds, histogram.buckets) {
                sofar += count
                lines.append("\(name)_bucket{route=\"\(route)\",le=\"\(bound)\"} \(sofar)")
            }
            lines.append("\(name)_bucket{route=\"\(route)\",le=\"+Inf\"} \(histogram.count)")
            lines.append("\(name)_sum{route=\"\(route)\"} \(histogram.sum)")
            lines.append("\(name)_count{route=\"\(route)\"} \(histogram.count)")
        }
        for gauge in gauges {
            lines.append("# HELP \(gauge.name) \(gauge.help)")
            lines.append("# TYPE \(gauge.name) gauge")
            for sample in gauge.samples { lines.append("\(gauge.name)\(sample.labels) \(sample.value)") }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
