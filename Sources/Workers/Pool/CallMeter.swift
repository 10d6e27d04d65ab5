internal import Synchronization

/// How the calls of one plugin went in this process.
package struct CallFigures: Sendable, Hashable {
    package init() { self.init(calls: 0) }

    private init(
        calls: Int, errors: Int = 0, crashes: Int = 0, timeouts: Int = 0, failedStarts: Int = 0,
        running: Int = 0,
        latencies: [Double] = [], trouble: String? = nil
    ) {
        self.calls = calls
        self.errors = errors
        self.crashes = crashes
        self.timeouts = timeouts
        self.failedStarts = failedStarts
        self.running = running
        self.latencies = latencies
        self.trouble = trouble
    }

    /// Calls that have ended.
    package var calls = 0
    /// Of them: a component said why it could not.
    package var errors = 0
    /// Of them: the worker died, or broke its protocol.
    package var crashes = 0
    /// Of them: time was up.
    package var timeouts = 0
    /// Of them: the library could not be loaded, or no worker started.
    package var failedStarts = 0
    /// Calls that are under way.
    package var running = 0
    /// Milliseconds of the last calls, the oldest first; 256 at most.
    package var latencies: [Double] = []
    /// Why the last call that broke did so; nil once one has gone well.
    package var trouble: String?

    /// Both together.
    package static func + (a: CallFigures, b: CallFigures) -> CallFigures {
        CallFigures(
            calls: a.calls + b.calls, errors: a.errors + b.errors, crashes: a.crashes + b.crashes,
            timeouts: a.timeouts + b.timeouts, failedStarts: a.failedStarts + b.failedStarts,
            running: a.running + b.running, latencies: a.latencies + b.latencies,
            trouble: a.trouble ?? b.trouble)
    }

    /// A percentile of the last calls, ms, 0...1; nil before the first.
    package func latency(_ share: Double) -> Double? {
        guard !latencies.isEmpty else { return nil }
        let sorted = latencies.sorted()
        let place = Int((share * Double(sorted.count - 1)).rounded())
        return sorted[min(max(0, place), sorted.count - 1)]
    }
}

/// Counts the calls of each plugin.
final class CallMeter: Sendable {
    private static let kept = 256
    private let figures = Mutex<[String: CallFigures]>([:])

    subscript(plugin: String) -> CallFigures { figures.withLock { $0[plugin] } ?? CallFigures() }

    func begin(_ plugin: String) { figures.withLock { $0[plugin, default: CallFigures()].running += 1 } }

    /// Notes how a call ended.
    ///
    /// - Parameters:
    ///   - plugin: Whose.
    ///   - began: When.
    ///   - failure: Why it broke; nil: it was answered.
    ///   - hasError: Whether a component's answer was an error.
    func end(_ plugin: String, began: ContinuousClock.Instant, failure: WorkerFailure?, hasError: Bool) {
        let duration = ContinuousClock.now - began
        let milliseconds =
            Double(duration.components.seconds) * 1000
            + Double(duration.components.attoseconds) / 1e15
        figures.withLock { all in
            var own = all[plugin] ?? CallFigures()
            own.running = max(0, own.running - 1)
            // A caller that gave up says nothing of the plugin.
            if failure?.kind != .cancelled { Self.count(&own, milliseconds, failure, hasError) }
            all[plugin] = own
        }
    }

    private static func count(
        _ own: inout CallFigures, _ milliseconds: Double, _ failure: WorkerFailure?, _ hasError: Bool
    ) {
        own.calls += 1
        if hasError { own.errors += 1 }
        switch failure?.kind {
        case .crashed, .exited, .protocolBroken: own.crashes += 1
        case .timedOut, .processorExceeded: own.timeouts += 1
        case .loadFailed, .spawnFailed: own.failedStarts += 1
        case .cancelled, nil: break
        }
        own.trouble = failure.map(\.description)
        own.latencies.append(milliseconds)
        if own.latencies.count > kept { own.latencies.removeFirst(own.latencies.count - kept) }
    }
}
