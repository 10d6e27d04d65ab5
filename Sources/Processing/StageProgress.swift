internal import Engine
internal import Storage
internal import Synchronization

/// Turns the engine's events of one document into percent: extraction runs from 20 to 80, validation to 90, saving to 95,
/// the end is 100.
///
/// Where a stage begins or ends is to be stored as well; it is kept here until someone takes it to the store.
final class StageProgress: EventSink {
    fileprivate struct State {
        var index = 0
        var count = 1
        /// How many of the last steps are validators.
        var checks = 0
        var stage = EventDraft.firstStage
        /// What is not stored yet, in order.
        var unstored: [EventDraft] = []
    }

    private let job: Job
    private let sink: any ProgressSink
    private let state = Mutex(State())

    init(_ job: Job, sink: any ProgressSink) {
        self.job = job
        self.sink = sink
    }

    func send(_ event: EngineEvent) {
        switch event {
        case .stageStart(_, let step, let index, let count, let checks):
            let percent: Double = state.withLock { state in
                (state.index, state.count, state.checks) = (index, max(count, 1), checks)
                return state.percent(0)
            }
            begin(step, "Step \(index + 1) of \(count): \(step)", percent: percent)
        case .progress(_, let step, let fraction):
            let percent = state.withLock { $0.percent(fraction) }
            tell(step, percent: percent, message: "\(step): \(Int(min(max(fraction, 0), 1) * 100)) %")
        case .stageComplete(_, let step, let status, let milliseconds):
            let percent = state.withLock { $0.percent(1) }
            end(step, outcome: status.rawValue, milliseconds: milliseconds, percent: percent)
        }
    }

    /// A stage begins.
    func begin(_ stage: String, _ description: String, percent: Double) {
        state.withLock { state in
            state.stage = stage
            state.unstored.append(
                .stageStart(stage, of: job, description: description, progress: percent))
        }
        tell(stage, percent: percent, message: description)
    }

    /// A stage is over.
    func end(_ stage: String, outcome: String = "done", milliseconds: Double, percent: Double) {
        state.withLock { state in
            state.unstored.append(
                .stageComplete(
                    stage, of: job, outcome: outcome, milliseconds: milliseconds, progress: percent))
        }
        tell(stage, percent: percent, message: "\(stage): \(outcome)")
    }

    /// The job is somewhere.
    func tell(_ stage: String, percent: Double, message: String) {
        sink.send(
            JobProgress(
                job: job.id, invoice: job.invoice, batch: job.batch, owner: job.owner, stage: stage,
                percent: percent, message: message))
    }

    /// What is to be stored, and the stage that it has led to; whoever takes it stores it or gives it back.
    func take() -> (stage: String, events: [EventDraft]) {
        state.withLock { state in
            defer { state.unstored = [] }
            return (state.stage, state.unstored)
        }
    }

    /// What could not be stored yet.
    func giveBack(_ events: [EventDraft]) { state.withLock { $0.unstored.insert(contentsOf: events, at: 0) } }
}

extension StageProgress.State {
    fileprivate func percent(_ fraction: Double) -> Double {
        let place = Double(index) + min(max(fraction, 0), 1)
        let readings = Double(max(count - checks, 1))
        // A reader that stands in no pipeline is a step more than were announced.
        if place <= readings || checks == 0 { return 20 + 60 * min(place / readings, 1) }
        return 80 + 10 * min((place - readings) / Double(checks), 1)
    }
}
