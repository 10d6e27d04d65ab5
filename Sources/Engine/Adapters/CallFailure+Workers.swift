internal import AssayKit
internal import Workers

extension CallFailure {
    /// What a component reported.
    init(_ error: PluginError, plugin: String) {
        self.init(
            .reported(error.kind), code: error.code, error.message, mend: error.mend, page: error.page,
            plugin: plugin)
    }

    /// A worker that broke, was stopped or could not be started.
    init(_ failure: WorkerFailure) {
        let at = failure.component.map { "the component \($0) of the plugin \(failure.plugin)" }
        let who = at ?? "the plugin \(failure.plugin)"
        let more = failure.detail.isEmpty ? "" : ", \(failure.detail)"
        var signal: String?
        let (kind, code, message): (Kind, String, String)
        switch failure.kind {
        case .crashed(let name):
            signal = name
            (kind, code, message) = (.crashed, "crashed", "\(who) crashed (\(name))\(more)")
        case .exited(let status):
            (kind, code, message) =
                (.crashed, "exited", "\(who) ended its process with status \(status) in the middle of a call")
        case .timedOut(let limit):
            (kind, code, message) = (
                .timedOut, "timeout", "\(who) did not finish within \(Self.seconds(limit))"
            )
        case .processorExceeded(let limit):
            (kind, code, message) =
                (.timedOut, "timeout", "\(who) used more than \(Self.seconds(limit)) of processor time")
        case .loadFailed(let reason):
            (kind, code, message) = (.loading, "load_\(reason)", failure.detail)
        case .protocolBroken:
            (kind, code, message) =
                (.malformed, "protocol", "\(who) wrote rubbish to its worker's connection\(more)")
        case .cancelled: (kind, code, message) = (.cancelled, "cancelled", "the run was interrupted")
        case .spawnFailed:
            (kind, code, message) = (.loading, "no_worker", "no worker could be started for \(who)\(more)")
        }
        self.init(
            kind, code: code, message, mend: failure.mend, plugin: failure.plugin, signal: signal,
            lastLine: failure.lastLine)
    }

    private static func seconds(_ milliseconds: Int) -> String {
        milliseconds.isMultiple(of: 1000) ? "\(milliseconds / 1000) s" : "\(milliseconds) ms"
    }
}
