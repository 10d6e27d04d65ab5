internal import CSystem
internal import WorkerFrames

/// A call that a worker is at: what has come so far, and when patience ends.
struct RunningCall {
    let pending: PendingCall
    let call: WorkerCall
    let began: Int64
    /// Processor time that the worker had used before, ms.
    let processorBefore: Int64
    var steps: [RawStep] = []
    /// The document that the present step emitted last.
    var document: SealedBytes?
    /// Memory that the worker is filling.
    var output: OutputMemory?
    /// Bytes of log lines; beyond a bound they are dropped.
    var logged = 0
    var lastProgress = 0.0
    var nextLook: Int64
    /// The number of the question that is being answered, and until when.
    var question: (number: UInt64, until: Int64)?
    /// Why the plugin was asked to stop, and when it is made to.
    var stopping: (kind: WorkerFailure.Kind, at: Int64)?

    /// How often a busy worker's progress and processor time are looked at, ms.
    private static let lookEvery: Int64 = 100

    init(pending: PendingCall, call: WorkerCall, now: Int64, processorBefore: Int64) {
        self.pending = pending
        self.call = call
        self.processorBefore = processorBefore
        began = now
        nextLook = now + Self.lookEvery
    }

    /// When the call's time is up; nil when it has no limit.
    var timeout: Int64? { call.limits.timeout > 0 ? began + Int64(call.limits.timeout) : nil }

    /// The component that is at work.
    var component: String? { steps.count < call.steps.count ? call.steps[steps.count].component : nil }

    /// The next moment at which something has to be done without the worker saying anything.
    var nextMoment: Int64 {
        var moment = nextLook
        if let stopping { return min(stopping.at, moment) }
        if let timeout { moment = min(moment, timeout) }
        if let question { moment = min(moment, question.until) }
        return moment
    }

    /// Notes that progress and processor time were looked at.
    mutating func looked(at now: Int64) { nextLook = now + Self.lookEvery }
}
