/// A call that got no answer: the worker broke, was stopped, or could not be started.
///
/// What a component itself reports is no such failure; it stands in its `StepResult`.
package struct WorkerFailure: Error, Sendable, CustomStringConvertible {
    /// What happened.
    package enum Kind: Sendable, Hashable {
        /// It died of a signal: "SIGSEGV".
        case crashed(signal: String)
        /// It ended itself in the middle of the call.
        case exited(status: Int)
        /// It used up the call's time.
        case timedOut(milliseconds: Int)
        /// It used up the call's processor time.
        case processorExceeded(milliseconds: Int)
        /// The library cannot be used; the code is `missing`, `load`, `abi`, `entry`, `crash` or `sandbox`.
        case loadFailed(code: String)
        /// What it sent was not what a worker sends.
        case protocolBroken
        /// The caller gave up.
        case cancelled
        /// No process could be started.
        case spawnFailed
    }

    /// What happened.
    package let kind: Kind
    /// The plugin's id.
    package let plugin: String
    /// The component that was at work; nil when none was.
    package let component: String?
    /// The last line that the worker wrote on standard error.
    package let lastLine: String?
    /// What went wrong beyond its kind, without a full stop; may be empty.
    package let detail: String
    /// The results of the call's steps before the one that failed.
    package let completed: [StepResult]

    /// A failure with these values.
    init(
        _ kind: Kind, plugin: String, component: String? = nil, lastLine: String? = nil, detail: String = "",
        completed: [StepResult] = []
    ) {
        self.kind = kind
        self.plugin = plugin
        self.component = component
        self.lastLine = lastLine
        self.detail = detail
        self.completed = completed
    }

    /// The same failure with the results that came before it.
    func completing(_ completed: [StepResult]) -> WorkerFailure {
        WorkerFailure(
            kind, plugin: plugin, component: component, lastLine: lastLine, detail: detail,
            completed: completed)
    }

    /// One sentence: which plugin, what happened, its last words, and the mend.
    package var description: String {
        let place = component.map { "plugin \(plugin), component \($0)" } ?? "plugin \(plugin)"
        let words = lastLine.map { "; its last words were: \($0)" } ?? ""
        return "\(place): \(what)\(words); \(mend)"
    }

    /// What a person can do about it.
    package var mend: String {
        switch kind {
        case .crashed, .exited, .protocolBroken: "report this to the plugin's author"
        case .timedOut: "raise the step's timeout, or send fewer pages"
        case .processorExceeded: "raise the step's limit on processor time, or send fewer pages"
        case .loadFailed: "mend or remove the plugin"
        case .cancelled: "run it again if the answer is still wanted"
        case .spawnFailed: "check the machine's memory, processes and open files"
        }
    }

    private var what: String {
        switch kind {
        case .crashed(let signal): "it crashed (\(signal))" + (detail.isEmpty ? "" : ", \(detail)")
        case .exited(let status): "it ended itself with status \(status) in the middle of a call"
        case .timedOut(let limit): "it did not finish within \(Self.seconds(limit))"
        case .processorExceeded(let limit): "it used more than \(Self.seconds(limit)) of processor time"
        case .loadFailed: detail
        case .protocolBroken: "it broke the worker's protocol: \(detail)"
        case .cancelled: "the call was cancelled"
        case .spawnFailed: "no worker could be started: \(detail)"
        }
    }

    /// "5 s", or "500 ms" for what are no whole seconds.
    static func seconds(_ milliseconds: Int) -> String {
        milliseconds.isMultiple(of: 1000) ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }
}
