internal import Engine
package import Storage
internal import Synchronization

/// Takes jobs from the line, has their documents read, and stores what came of them.
///
/// A job that is called off is stopped at its next beat; a lease that was lost ends the work without a trace; what is
/// unfinished at a shutdown is given back without an attempt spent.
package final class Runner: Sendable {
    package typealias Store = JobLine

    let store: any Store
    let blobs: any BlobStore
    let reading: any DocumentReading
    let progress: any ProgressSink
    let fetching: (any DocumentFetching)?
    let works: [String: any JobWork]
    let time: any TimeSource
    private let note: @Sendable (JobNote) -> Void
    private let queue: String
    private let name: String
    private let parallel: Int
    private let state = Mutex(State())

    private struct State {
        var running: [JobID: Task<Void, Never>] = [:]
        var looks = 0
        var isDraining = false
        var isWoken = false
        var sleeper: CheckedContinuation<Void, Never>?
    }

    /// How long the line is left alone when nobody wakes the runner.
    private static let pause: Duration = .seconds(1)

    /// A runner.
    ///
    /// - Parameters:
    ///   - store: The line of jobs.
    ///   - blobs: The documents.
    ///   - reading: Reads them.
    ///   - progress: Hears how far they are.
    ///   - fetching: Fetches those that lie elsewhere; nil: there are none in this line.
    ///   - works: Work of other kinds, by the jobs' kind.
    ///   - queue: The line's name.
    ///   - name: Stands in leases, for people.
    ///   - parallel: Documents at a time.
    ///   - time: The clocks.
    ///   - note: Hears what happens to jobs, for the log.
    package init(
        store: any Store, blobs: any BlobStore, reading: any DocumentReading,
        progress: any ProgressSink = NoProgress(), fetching: (any DocumentFetching)? = nil,
        works: [String: any JobWork] = [:], queue: String = "default", name: String, parallel: Int,
        time: any TimeSource = SystemTime(), note: @escaping @Sendable (JobNote) -> Void = { _ in }
    ) {
        self.store = store
        self.blobs = blobs
        self.reading = reading
        self.progress = progress
        self.fetching = fetching
        self.works = works
        self.queue = queue
        self.name = name
        self.parallel = max(1, parallel)
        self.time = time
        self.note = note
    }

    /// How many documents are being read now.
    package var running: Int { state.withLock { $0.running.count } }

    /// How often it has looked for jobs.
    package var looks: Int { state.withLock { $0.looks } }

    /// Tells it that there may be a job.
    package func wake() {
        let sleeper = state.withLock { state in
            state.isWoken = true
            defer { state.sleeper = nil }
            return state.sleeper
        }
        sleeper?.resume()
    }

    /// Works until ``drain(patience:)``.
    ///
    /// - Parameter onError: Hears what keeps the line from being read; the runner tries again.
    package func run(onError: @Sendable (StorageError) -> Void = { _ in }) async {
        while !state.withLock({ $0.isDraining }) {
            let free = parallel - running
            var claimed = 0
            if free > 0 {
                state.withLock { $0.looks += 1 }
                do throws(StorageError) {
                    for job in try await store.claim(queue: queue, worker: name, limit: free) {
                        claimed += 1
                        begin(job)
                    }
                } catch {
                    if error == .closed { return }
                    onError(error)
                }
            }
            if free <= 0 || claimed < free { await sleep() }
        }
    }

    /// Ends the work: nothing new is begun; what is not done after `patience` is given back.
    package func drain(patience: Duration) async {
        state.withLock { $0.isDraining = true }
        wake()
        let end = time.steady() + patience
        while running > 0, time.steady() < end { await Self.rest(.milliseconds(20)) }
        for task in state.withLock({ Array($0.running.values) }) { task.cancel() }
        let last = time.steady() + .seconds(5)
        while running > 0, time.steady() < last { await Self.rest(.milliseconds(10)) }
    }

    /// What the pipelines' `notify:` tells of jobs that were given up without a runner.
    package func notices(ofDead jobs: [Job]) async -> [OutboxDraft] {
        var notices: [OutboxDraft] = []
        for job in jobs { notices += await Notices.drafts(ofDeath: job, reading: reading) }
        return notices
    }

    private func begin(_ job: Job) {
        // The state is locked until the task is in it, so that its end finds it there.
        state.withLock { state in
            state.running[job.id] = Task { [self] in
                note(JobNote(kind: .started, job: job, milliseconds: nil, failure: nil))
                let begun = time.steady()
                let (kind, failure) = await JobRun(job, of: self).run()
                note(
                    JobNote(
                        kind: kind, job: job, milliseconds: time.steady().since(begun).milliseconds,
                        failure: failure))
                self.state.withLock { $0.running[job.id] = nil }
                wake()
            }
        }
    }

    private func sleep() async {
        let timer = Task { [weak self] in
            // A cancelled timer must wake nobody: its runner would never sleep again.
            guard (try? await Task.sleep(for: Self.pause)) != nil else { return }
            self?.wake()
        }
        await withCheckedContinuation { continuation in
            let isAwake = state.withLock { state in
                defer { state.isWoken = false }
                if state.isWoken || state.isDraining && state.running.isEmpty { return true }
                state.sleeper = continuation
                return false
            }
            if isAwake { continuation.resume() }
        }
        state.withLock { $0.isWoken = false }
        timer.cancel()
    }

    /// A pause that a cancelled task cuts short.
    static func rest(_ duration: Duration) async { try? await Task.sleep(for: duration) }
}
