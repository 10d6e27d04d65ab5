internal import Synchronization
internal import WorkerFrames

/// Which workers may take a call: those of the same bytes, grants and memory limit.
struct SlotKey: Hashable, Sendable {
    let plugin: String
    /// The sealed bytes that are loaded.
    let image: ObjectIdentifier
    let grants: [String]
    let memory: Int
}

/// A call that waits for a worker or is at one.
struct PendingCall: Sendable {
    /// What the caller wants.
    enum Work: Sendable {
        case call(WorkerCall)
        /// Only what the library says about itself.
        case introduction(PluginLibrary)
    }

    /// What a worker gave for it.
    enum Outcome: Sendable {
        case steps([RawStep])
        case introduction(ReadyMessage)
        case failed(WorkerFailure, completed: [RawStep])
    }

    let id: UInt64
    let key: SlotKey
    let work: Work
    let image: SealedBytes
    let token: CancelToken
    /// Called once, on the pool's thread.
    let finish: @Sendable (Outcome) -> Void

    var library: PluginLibrary {
        switch work {
        case .call(let call): call.library
        case .introduction(let library): library
        }
    }

    /// Whether it is more than an introduction.
    var isCall: Bool {
        if case .call = work { true } else { false }
    }

    /// Ends the call without an answer.
    func fail(_ kind: WorkerFailure.Kind, detail: String = "", lastLine: String? = nil) {
        finish(
            .failed(
                WorkerFailure(kind, plugin: library.id, lastLine: lastLine, detail: detail), completed: []))
    }
}

/// Whether a caller has given up; set from any thread, also before the pool knows of the call.
final class CancelToken: Sendable {
    private let flag = Mutex(false)
    var isSet: Bool { flag.withLock { $0 } }
    func set() { flag.withLock { $0 = true } }
}
