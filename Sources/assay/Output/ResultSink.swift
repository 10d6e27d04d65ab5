internal import Commands
internal import Engine
internal import Files
internal import Synchronization

/// Where results go: standard output as they come, or a file that appears whole at the end.
final class ResultSink: Sendable {
    private struct State {
        var printer: ResultPrinter
        var text: [UInt8] = []
        var hasFailures = false
    }

    private let state: Mutex<State>
    private let file: String?
    private let bar: ProgressBar

    init(printer: ResultPrinter, file: String?, bar: ProgressBar) {
        state = Mutex(State(printer: printer))
        self.file = file
        self.bar = bar
    }

    /// Whether some document failed.
    var hasFailures: Bool { state.withLock { $0.hasFailures } }

    func begin() { state.withLock { put($0.printer.head(), &$0) } }

    /// One document's results.
    func take(_ results: [InvoiceResult]) {
        bar.clear()
        state.withLock { state in
            if results.contains(where: { $0.status == .failed }) { state.hasFailures = true }
            put(state.printer.text(results), &state)
            for result in results {
                if let complaint = state.printer.complaint(about: result) { Terminal.error(complaint) }
            }
        }
    }

    /// The end of all results.
    ///
    /// - Throws: When the file can't be written.
    func end() throws {
        bar.clear()
        let text = state.withLock { state in
            put(state.printer.foot(), &state)
            return state.text
        }
        if let file { try FileSystem.write(text, to: file) }
    }

    private func put(_ text: String, _ state: inout State) {
        if file == nil { Terminal.out(text) } else { state.text += Array(text.utf8) }
    }
}
