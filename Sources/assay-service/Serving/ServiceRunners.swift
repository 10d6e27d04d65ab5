internal import Commands
internal import Configuration
internal import Engine
internal import Fetching
internal import Processing
internal import Service
internal import Storage

/// Who works on the service's three lines: documents, those that lie elsewhere, and messages from outside.
struct ServiceRunners: Sendable {
    let documents: Runner
    let fetched: Runner
    let hooks: Runner

    /// Tells all of them that there is work.
    func wake() {
        documents.wake()
        fetched.wake()
        hooks.wake()
    }

    /// The work of those that read documents here, and of the one for messages, each until it is cancelled.
    ///
    /// - Parameters:
    ///   - readsDocuments: Without it `assay worker` does all documents.
    ///   - log: Hears each error in a sentence.
    /// - Returns: A task a runner.
    func run(readsDocuments: Bool, log: @escaping @Sendable (String) -> Void) -> [Task<Void, Never>] {
        (readsDocuments ? [hooks, documents, fetched] : [hooks]).map { runner in
            Task { await runner.run { log("the queue: \($0)") } }
        }
    }

    /// Lets what is running end, at most for `patience`; the rest goes back into its line.
    func drain(patience: Duration) async {
        async let read: Void = documents.drain(patience: patience)
        async let fetched: Void = fetched.drain(patience: patience)
        async let understood: Void = hooks.drain(patience: patience)
        _ = await (read, fetched, understood)
    }
}
