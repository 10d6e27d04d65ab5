internal import CSystem
import Glibc
internal import WorkerFrames

/// What the step that is under way has said so far.
///
/// Any thread of the plugin may speak, so `lock` guards every member.
final class StepState: @unchecked Sendable {
    /// The longest result.
    static let longestResult: UInt64 = 64 << 20
    /// The longest line of a log, and all lines of a call together.
    static let longestLine = 64 << 10, longestLog = 1 << 20

    /// What the plugin holds as its `assay_call`: a number that is never used again, so that a thread that outlived
    /// its call is recognised and ignored.
    let ticket: Int

    private let lock = Lock()
    private var json: [UInt8]?
    private var failure: StepMessage.Failure?
    private var verdict: StepMessage.Verdict?
    private var violation: StepMessage.Failure?
    private var answer: UnsafeMutableBufferPointer<UInt8>?

    init(ticket: Int) { self.ticket = ticket }

    deinit { answer?.deallocate() }

    /// Keeps a result; the last one counts.
    func emit(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count <= Int(Self.longestResult) else {
            violate("a result of \(bytes.count) bytes", limit: Self.longestResult)
            return
        }
        let copy = Array(bytes)
        lock.withLock { json = copy }
    }

    /// Keeps why the step fails; the last one counts.
    func fail(_ why: StepMessage.Failure) { lock.withLock { failure = why } }

    /// Keeps how a notifier's attempt ended; the last one counts.
    func deliver(_ how: StepMessage.Verdict) { lock.withLock { verdict = how } }

    /// Notes that the plugin overstepped a limit: the step fails even if it says that all is well.
    func violate(_ what: String, limit: UInt64) {
        let failure = StepMessage.Failure(
            kind: 5, code: "too_large", message: "the plugin emitted \(what); at most \(limit) are accepted",
            mend: "emit less, for example fewer pages in one call")
        lock.withLock { violation = failure }
    }

    /// Keeps an answer for as long as the plugin may look at it.
    func keep(answer bytes: [UInt8]) -> UnsafeBufferPointer<UInt8> {
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
        _ = copy.update(fromContentsOf: bytes)
        lock.withLock {
            answer?.deallocate()
            answer = copy
        }
        return UnsafeBufferPointer(start: copy.baseAddress, count: bytes.count)
    }

    /// The step as the host is told of it.
    func message(index: Int, status: Int32, duration: UInt64) -> StepMessage {
        lock.withLock {
            let status = violation != nil && status == 0 ? 1 : status
            var failure = violation ?? failure
            if status == 1, failure == nil {
                failure = StepMessage.Failure(
                    kind: 0, code: "unexplained", message: "the component failed without saying why",
                    mend: "ask the plugin's author to call fail() before returning ASSAY_FAILED")
            }
            return StepMessage(
                index: UInt32(clamping: index), status: status, duration: duration, json: json,
                failure: failure, verdict: verdict)
        }
    }
}
