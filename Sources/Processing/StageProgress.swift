internal import Engine
internal import Storage
internal import Synchronization

/// Turns the engine's events of one document into percent: steps run from 20 to 90, saving to 95, the end is 100.
final class StageProgress: EventSink {
    private let job: Job
    private let sink: any ProgressSink
    private let place = Mutex((index: 0, count: 1))

    init(_ job: Job, sink: any ProgressSink) {
        self.job = job
        self.sink = sink
    }

    func send(_ event: EngineEvent) {
        switch event {
        case .stageStart(_, let step, let index, let count):
            place.withLock { $0 = (index, max(count, 1)) }
            tell(step, fraction: 0)
        case .progress(_, let step, let fraction): tell(step, fraction: fraction)
        case .stageComplete(_, let step, _, _): tell(step, fraction: 1)
        }
    }

    /// A stage of our own.
    func tell(_ stage: String, percent: Double) {
        sink.send(
            JobProgress(
                job: job.id, invoice: job.invoice, batch: job.batch, owner: job.owner, stage: stage,
                percent: percent))
    }

    private func tell(_ step: String, fraction: Double) {
        let (index, count) = place.withLock { $0 }
        tell(step, percent: 20 + 70 * (Double(index) + min(max(fraction, 0), 1)) / Double(count))
    }
}
