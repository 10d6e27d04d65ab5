internal import CSystem
import Glibc
internal import WorkerFrames

/// What the functions of the host's table work on; one a process.
final class HostSession: @unchecked Sendable {
    let channel: Channel
    let documents: DocumentOutput
    let grantsHistory: Bool
    /// The largest document that the host takes, bytes.
    let largestDocument: UInt64
    private let control: UnsafeMutableRawPointer

    // `lock` guards the three below.
    private let lock = Lock()
    private var step: StepState?
    private var lastTicket = 0
    private var logged = 0

    /// The session that the host's table reaches.
    ///
    /// Set once, before a plugin's function is called for the first time.
    nonisolated(unsafe) private(set) static var shared: HostSession?

    private init(channel: Channel, control: UnsafeMutableRawPointer, setup: SetupMessage) {
        self.channel = channel
        self.control = control
        grantsHistory = setup.history
        largestDocument = setup.fileSize
        documents = DocumentOutput(channel: channel)
    }

    /// Opens the session over the control page that the host left.
    static func open(channel: Channel, setup: SetupMessage) throws(Refusal) -> HostSession {
        guard let control = csystem_map(WorkerDescriptor.control, ControlPage.size, 1) else {
            throw Refusal(
                code: "sandbox", message: "the control page cannot be mapped; raise the memory limit")
        }
        close(WorkerDescriptor.control)
        let session = HostSession(channel: channel, control: control, setup: setup)
        shared = session
        return session
    }

    /// A new call begins: its log starts anew.
    func beginCall() { lock.withLock { logged = 0 } }

    /// A new step begins.
    func beginStep() -> StepState {
        csystem_store(control + ControlPage.progress, 0)
        return lock.withLock {
            lastTicket += 1
            let new = StepState(ticket: lastTicket)
            step = new
            return new
        }
    }

    /// The step is over: whoever still speaks for it is ignored.
    func endStep() {
        lock.withLock { step = nil }
        documents.reclaim()
    }

    /// The step that a plugin's `assay_call` stands for; nil when it is over.
    func step(_ ticket: Int) -> StepState? {
        lock.withLock { step?.ticket == ticket ? step : nil }
    }

    /// Whether the host has given up on the call.
    var isCancelled: Bool { csystem_load(control + ControlPage.cancelled) != 0 }

    /// Tells how far the step has come.
    func report(progress: Float) { csystem_store(control + ControlPage.progress, progress.bitPattern) }

    /// Passes a line on, within the bounds of the header.
    func log(level: Int32, _ line: UnsafeBufferPointer<UInt8>) {
        let kept = line.prefix(StepState.longestLine)
        let fits = lock.withLock {
            guard logged + kept.count <= StepState.longestLog else { return false }
            // A line costs something even when it is empty.
            logged += kept.count + 16
            return true
        }
        guard fits else { return }
        channel.send(.log, LogMessage(level: level, text: String(decoding: kept, as: UTF8.self)).bytes)
    }
}
