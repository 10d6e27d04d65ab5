internal import CSystem
internal import Glibc

/// Gives memory that the C library keeps after a load back to the machine, once there is quiet.
///
/// Its heaps, one for some threads each, stay as large as the load made them: 82 MB after 400 uploads, of which 55 MB
/// are free. A look costs one system call; memory is given back once a quiet spell, so that a busy service pays nothing.
package struct IdleMemory: Sendable {
    private let processorMilliseconds: @Sendable () -> Int64
    private let release: @Sendable () -> Void
    /// How often it looks.
    static let look: Duration = .seconds(5)
    /// With less processor time than that between two looks, in ms, the process is quiet.
    static let quiet: Int64 = 100
    /// With less processor time than that since the last time, in ms, there is nothing to give back.
    static let worthwhile: Int64 = 500

    /// What this process uses, unless a test says otherwise.
    package init(
        processorMilliseconds: @escaping @Sendable () -> Int64 = { csystem_processor_ms(getpid()) },
        release: @escaping @Sendable () -> Void = { csystem_release_memory() }
    ) {
        self.processorMilliseconds = processorMilliseconds
        self.release = release
    }

    /// Looks every few seconds, until the task is cancelled.
    package func run() async {
        var spells = Spells(now: processorMilliseconds())
        while !Task.isCancelled {
            await Runner.rest(Self.look)
            if spells.isWorthwhile(now: processorMilliseconds()) { release() }
        }
    }

    /// Tells quiet after work from everything else.
    struct Spells {
        private var last: Int64
        private var released: Int64

        init(now: Int64) {
            last = now
            released = now
        }

        /// Whether memory is to be given back at this look; `now` is the processor time used so far, in ms.
        mutating func isWorthwhile(now: Int64) -> Bool {
            defer { last = now }
            guard now >= last, now - last < IdleMemory.quiet, now - released >= IdleMemory.worthwhile else {
                return false
            }
            released = now
            return true
        }
    }
}
