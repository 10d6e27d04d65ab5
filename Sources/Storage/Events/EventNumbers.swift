internal import Synchronization

/// Gives out event numbers from a block that the database has set aside, so that they only grow, also over restarts.
///
/// Durable events get their numbers inside a transaction that is committed later, and progress events go out in
/// between. A client that has seen a progress event asks for what came after it; so while durable numbers are on
/// their way, progress takes smaller ones, from a gap left free for that.
package final class EventNumbers: Sendable {
    /// How many numbers the database sets aside at a time.
    package static let block: Int64 = 1_000_000
    private static let gap: Int64 = 1024

    private struct State {
        /// The last number given to anyone.
        var last: Int64
        /// The last number that progress may take while durable ones are on their way; nil when none are.
        var gapEnd: Int64?
        var progress: Int64
        /// How many transactions have taken numbers and have not ended.
        var pending = 0
        /// The end of the block that is set aside on disk for certain.
        var ceiling: Int64
    }

    private let state: Mutex<State>

    /// - Parameters:
    ///   - last: Where the block ends that the process before had; numbering goes on after it.
    ///   - ceiling: Where the block ends that has been set aside for this process.
    package init(after last: Int64, ceiling: Int64) {
        state = Mutex(State(last: last, progress: last, ceiling: ceiling))
    }

    /// Numbers for durable events, inside a transaction.
    ///
    /// - Returns: The first number, and the new end of the block when that must be stored in the same transaction.
    package func take(_ count: Int) -> (first: Int64, newCeiling: Int64?) {
        state.withLock { state in
            if state.gapEnd == nil {
                state.progress = state.last
                state.gapEnd = state.last + Self.gap
                state.last += Self.gap
            }
            state.pending += 1
            let first = state.last + 1
            state.last += Int64(count)
            // Room for progress is set aside early, since progress cannot write.
            return (first, state.last + Self.block / 2 > state.ceiling ? state.last + Self.block : nil)
        }
    }

    /// The transaction, or the part of it that took numbers, has ended; once for each ``take(_:)``.
    package func settle(committed: Bool, newCeiling: Int64?) {
        state.withLock { state in
            state.pending = max(0, state.pending - 1)
            if state.pending == 0 { state.gapEnd = nil }
            if committed, let newCeiling { state.ceiling = max(state.ceiling, newCeiling) }
        }
    }

    /// A number for an event that is kept in memory only; the same once more when the room is used up.
    package func progress() -> Int64 {
        state.withLock { state in
            if let gapEnd = state.gapEnd {
                state.progress = min(state.progress + 1, gapEnd)
                return state.progress
            }
            state.last = min(state.last + 1, max(state.ceiling, state.last))
            return state.last
        }
    }
}
