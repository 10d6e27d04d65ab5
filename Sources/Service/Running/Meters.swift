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
        var buckets = [Int](repeating: 0, count: Meters.bounds.count)
        var count = 0
        var sum = 0.0
    }

    private struct State {
        var counts: [Key: Int] = [:]
        var times: [String: Histogram] = [:]
    }

    /// Seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    private let state = Mutex(State())

    /// Notes an answer; unknown paths share one name, so that nobody can make the list grow.
    func note(_ answer: AnswerSummary) {
        let route = answer.request.route?.name ?? "unknown"
        let key = Key(route: route, method: Self.method(answer.request.method), status: answer.status)
        let seconds = answer.milliseconds / 1000
        state.withLock { state in
            state.counts[key, default: 0] += 1
            var histogram = state.times[route] ?? Histogram()
            for (index, bound) in Self.bounds.enumerated() where seconds <= bound {
                histogram.buckets[index] += 1
            }
            histogram.count += 1
            histogram.sum += seconds
            state.times[route] = histogram
        }
    }

    private static func method(_ method: HTTPMethod) -> String {
        let known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
        return known.contains(method.rawValue) ? method.rawValue : "other"
    }

    /// The request figures, and gauges that the caller gives.
    func text(gauges: [(name: String, help: String, samples: [(labels: String, value: Double)])]) -> String {
        var lines: [String] = []
        let (counts, times) = state.withLock { ($0.counts, $0.times) }
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
            for (bound, count) in zip(Self.bounds, histogram.buckets) {
                lines.append("\(name)_bucket{route=\"\(route)\",le=\"\(bound)\"} \(count)")
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
