internal import Synchronization

/// A queue between tasks that makes its writers wait when it is full.
///
/// One reader only.
final class BoundedQueue<Element: Sendable>: Sendable {
    private struct State {
        var elements: [(element: Element, cost: Int)] = []
        var cost = 0
        var isFinished = false
        var reader: CheckedContinuation<Void, Never>?
        var writers: [CheckedContinuation<Void, Never>] = []
    }

    private enum Pushed { case done, finished, wait }
    private enum Taken { case element(Element), finished, wait }

    private let state = Mutex(State())
    private let limit: Int
    private let costLimit: Int

    init(limit: Int, costLimit: Int) {
        self.limit = limit
        self.costLimit = costLimit
    }

    /// Appends when there is room; false when the queue is finished.
    func push(_ element: Element, cost: Int) async -> Bool {
        while true {
            let (step, reader): (Pushed, CheckedContinuation<Void, Never>?) = state.withLock { state in
                if state.isFinished { return (.finished, nil) }
                guard hasRoom(state, for: cost) else { return (.wait, nil) }
                state.elements.append((element, cost))
                state.cost += cost
                defer { state.reader = nil }
                return (.done, state.reader)
            }
            reader?.resume()
            switch step {
            case .done: return true
            case .finished: return false
            case .wait: await waitForRoom(cost)
            }
        }
    }

    /// The next element; nil when the queue is finished.
    func next() async -> Element? {
        while true {
            let (step, writers): (Taken, [CheckedContinuation<Void, Never>]) = state.withLock { state in
                if state.isFinished { return (.finished, []) }
                guard !state.elements.isEmpty else { return (.wait, []) }
                let first = state.elements.removeFirst()
                state.cost -= first.cost
                defer { state.writers = [] }
                return (.element(first.element), state.writers)
            }
            writers.forEach { $0.resume() }
            switch step {
            case .element(let element): return element
            case .finished: return nil
            case .wait: await waitForElement()
            }
        }
    }

    /// Ends it: what waits is dropped.
    func finish() {
        let waiting = state.withLock { state in
            let waiting = state.writers + (state.reader.map { [$0] } ?? [])
            state = State(isFinished: true)
            return waiting
        }
        waiting.forEach { $0.resume() }
    }

    private func hasRoom(_ state: State, for cost: Int) -> Bool {
        state.elements.isEmpty || (state.elements.count < limit && state.cost + cost <= costLimit)
    }

    private func waitForRoom(_ cost: Int) async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if state.isFinished || hasRoom(state, for: cost) { return true }
                state.writers.append(continuation)
                return false
            }
            if isReady { continuation.resume() }
        }
    }

    private func waitForElement() async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if state.isFinished || !state.elements.isEmpty { return true }
                state.reader = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
    }
}
