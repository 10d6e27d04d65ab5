/// Works on many pages in windows, several at a time; a window that fails is tried again page by page.
struct PageWindows {
    /// Pages of a window.
    var size: Int
    /// Windows at a time.
    var parallel: Int

    /// What came of it.
    struct Outcome<Value: Sendable>: Sendable {
        /// The parts that succeeded, by ascending pages.
        var parts: [(pages: [Int], value: Value)] = []
        /// The pages that failed twice, ascending.
        var failed: [(page: Int, failure: CallFailure)] = []
        /// A failure that concerns the whole document and ended the work.
        var fatal: CallFailure?
    }

    /// The work on one window; `isSecond` when its only page failed before.
    typealias Work<Value> = @Sendable (_ pages: [Int], _ isSecond: Bool) async -> Result<Value, CallFailure>

    /// Runs the work over all pages.
    ///
    /// - Parameters:
    ///   - pages: Page numbers, ascending.
    ///   - suspects: Pages that failed once already: each is tried by itself, and not again.
    ///   - finished: Told how many pages are done, from one task at a time.
    ///   - work: The work on one window.
    /// - Returns: The parts that succeeded and the pages that did not.
    func run<Value: Sendable>(
        _ pages: [Int], suspects: [Int] = [], finished: (Int) -> Void = { _ in },
        _ work: @escaping Work<Value>
    ) async -> Outcome<Value> {
        var waiting = suspects.map { Attempt(pages: [$0], isSecond: true) }
        for start in stride(from: 0, to: pages.count, by: max(1, size)) {
            waiting.append(
                Attempt(pages: Array(pages[start..<min(start + max(1, size), pages.count)]), isSecond: false))
        }
        waiting.reverse()
        var outcome = Outcome<Value>()
        var done = 0
        await withTaskGroup(of: (Attempt, Result<Value, CallFailure>).self) { group in
            var running = 0
            // A failed window brings many attempts, so every place that idles is filled each time.
            func fill() {
                while running < max(1, parallel), outcome.fatal == nil, let next = waiting.popLast() {
                    running += 1
                    group.addTask { (next, await work(next.pages, next.isSecond)) }
                }
            }
            fill()
            while let (attempt, result) = await group.next() {
                running -= 1
                switch result {
                case .success(let value):
                    outcome.parts.append((attempt.pages, value))
                    done += attempt.pages.count
                    finished(done)
                case .failure(let failure) where failure.concernsWholeDocument:
                    outcome.fatal = outcome.fatal ?? failure
                case .failure(let failure) where attempt.isFinal(failure):
                    outcome.failed += attempt.pages.map { ($0, failure) }
                    done += attempt.pages.count
                    finished(done)
                case .failure:
                    waiting += attempt.pages.reversed().map { Attempt(pages: [$0], isSecond: true) }
                }
                fill()
            }
        }
        outcome.parts.sort { ($0.pages.first ?? 0) < ($1.pages.first ?? 0) }
        outcome.failed.sort { $0.page < $1.page }
        return outcome
    }

    private struct Attempt: Sendable {
        let pages: [Int]
        let isSecond: Bool

        /// A page that took too long by itself takes too long again.
        func isFinal(_ failure: CallFailure) -> Bool {
            isSecond || (pages.count == 1 && failure.kind == .timedOut)
        }
    }
}
