internal import Commands
internal import Engine
internal import Glibc
internal import Synchronization

/// A bar on standard error that says how far a run has come; silent where standard error is no terminal.
final class ProgressBar: EventSink {
    private struct State {
        var total = 0
        var done = 0
        var current = ""
        var parts: [String: Double] = [:]
        var isShown = false
        var lastDrawn = ContinuousClock.now - .seconds(1)
    }

    private let isOn: Bool
    private let state = Mutex(State())

    init(isOn: Bool) { self.isOn = isOn }

    /// So many documents are to come.
    func expect(_ total: Int) { state.withLock { $0.total = total } }

    func send(_ event: EngineEvent) {
        guard isOn else { return }
        state.withLock { state in
            switch event {
            case .stageStart(let document, let step, let index, let count, _):
                state.current = "\(document): \(step)"
                state.parts[document] = Double(index) / Double(max(1, count))
            case .progress(let document, let step, let fraction):
                state.current = "\(document): \(step) \(Int(fraction * 100)) %"
            case .stageComplete: break
            }
            draw(&state)
        }
    }

    /// A document is done.
    func finish(_ document: String) {
        guard isOn else { return }
        state.withLock { state in
            state.done += 1
            state.parts[document] = nil
            draw(&state)
        }
    }

    /// Takes the bar away, so that something else can be written.
    func clear() {
        guard isOn else { return }
        state.withLock { state in
            if state.isShown { Terminal.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
            state.isShown = false
        }
    }

    private func draw(_ state: inout State) {
        let now = ContinuousClock.now
        guard state.lastDrawn.duration(to: now) > .milliseconds(80) else { return }
        state.lastDrawn = now
        state.isShown = true
        let fraction = min(
            1, (Double(state.done) + state.parts.values.reduce(0, +)) / Double(max(1, state.total)))
        let filled = Int(fraction * 24)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
        let line = "\(bar) \(state.done)/\(state.total)  \(state.current.printable)"
        let width = Terminal.width(STDERR_FILENO) - 1
        Terminal.write(Array(("\r\u{1B}[K" + line.cut(to: width)).utf8), to: STDERR_FILENO)
    }
}
