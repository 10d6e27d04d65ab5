internal import CSystem
import Glibc
internal import Storage

/// The events in the order in which readers get them: what was committed, and between that what is in memory only.
///
/// Whoever has seen a number has missed nothing below it. So an event in memory gets its number while it is put
/// into the line; one that would stand behind a larger number waits until the numbers have passed it, some
/// microseconds later.
final class HubLine: @unchecked Sendable {  // guarded by its mutex
    private struct Waiting {
        let draft: EventDraft
        let at: Timestamp
        let key: String?
    }

    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let arrival = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let log: any EventLog
    private var items: [LiveEvent] = []
    private var waiting: [Waiting] = []
    private var lastStored: Int64 = 0
    private var isClosed = false

    /// More than these in memory only, and the oldest are dropped: they say how far work is, no more.
    private static let mostWaiting = 10_000

    init(log: any EventLog) {
        self.log = log
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(arrival, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(arrival)
        pthread_mutex_destroy(mutex)
        arrival.deallocate()
        mutex.deallocate()
    }

    /// Takes events that are on disk; to be called in the order of their numbers.
    func put(_ events: [Event]) {
        locked {
            guard !isClosed else { return }
            for event in events {
                items.append(LiveEvent(event))
                lastStored = max(lastStored, event.sequence)
            }
            pthread_cond_signal(arrival)
        }
    }

    /// Takes an event that stays in memory; a waiting one of its key gives way.
    func put(_ draft: EventDraft, key: String?, at: Timestamp) {
        locked {
            guard !isClosed else { return }
            if let key { waiting.removeAll { $0.key == key } }
            if waiting.count >= Self.mostWaiting { waiting.removeFirst() }
            waiting.append(Waiting(draft: draft, at: at, key: key))
            number()
            pthread_cond_signal(arrival)
        }
    }

    /// A number: all that is on disk up to it can be read by now, and nobody has got a larger one through the line.
    ///
    /// The log's own number alone can be below that of an event that was told a moment ago.
    var present: Int64 { locked { max(log.progressSequence(), lastStored) } }

    /// Waits for events.
    ///
    /// - Returns: Those that came, none when `milliseconds` have passed; nil when the line is closed.
    func take(milliseconds: Int64) -> [LiveEvent]? {
        locked {
            let end = csystem_now_ns() &+ UInt64(max(milliseconds, 0)) * 1_000_000
            while items.isEmpty, !isClosed {
                number()
                if !items.isEmpty { break }
                let now = csystem_now_ns()
                guard now < end else { break }
                let until = waiting.isEmpty ? end : min(end, now + 1_000_000)
                var time = timespec(
                    tv_sec: Int(until / 1_000_000_000), tv_nsec: Int(until % 1_000_000_000))
                pthread_cond_timedwait(arrival, mutex, &time)
            }
            if isClosed { return nil }
            defer { items = [] }
            return items
        }
    }

    /// Ends it.
    func close() {
        locked {
            isClosed = true
            pthread_cond_broadcast(arrival)
        }
    }

    /// Gives numbers to those that wait, as far as they come after everything in the line.
    private func number() {
        while let first = waiting.first {
            let sequence = log.progressSequence()
            guard sequence > lastStored else { return }
            items.append(
                LiveEvent(
                    Event(sequence: sequence, at: first.at, draft: first.draft),
                    transient: .init(replaceKey: first.key)))
            waiting.removeFirst()
        }
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body()
    }
}
