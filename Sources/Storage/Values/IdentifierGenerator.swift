internal import Synchronization

/// Makes ids that grow, also within one millisecond and when the clock goes back.
///
/// Source: RFC 9562, section 6.2, method 1: twelve bits of counter, seeded anew each millisecond.
package final class IdentifierGenerator: Sendable {
    private struct State {
        var millisecond: UInt64 = 0
        var counter: UInt64 = 0
    }

    private let time: any TimeSource
    private let state = Mutex(State())

    package init(time: any TimeSource) { self.time = time }

    /// A new id.
    package func next<Subject>(_: Subject.Type = Subject.self) -> Identifier<Subject> {
        let now = UInt64(clamping: time.now().milliseconds) & 0xffff_ffff_ffff
        let random = UInt64.random(in: .min ... .max)
        return state.withLock { state in
            if now > state.millisecond {
                state.millisecond = now
                state.counter = UInt64.random(in: 0..<0x800)
            } else {
                state.counter += 1
                if state.counter > 0xfff {
                    state.millisecond = (state.millisecond + 1) & 0xffff_ffff_ffff
                    state.counter = 0
                }
            }
            return Identifier(
                high: state.millisecond << 16 | 0x7000 | state.counter,
                low: random & 0x3fff_ffff_ffff_ffff | 0x8000_0000_0000_0000)
        }
    }
}
