internal import CSystem
import Glibc
internal import Synchronization

/// The one long-lived thread that starts and drives all workers of a pool.
///
/// A worker dies with the thread that started it (PDEATHSIG follows threads, not processes), so that thread must not
/// end before the pool does. Nothing blocks on Swift's own threads: they only leave a note in the inbox.
final class PoolThread: Sendable {
    private struct Inbox {
        var notes: [@Sendable (PoolCore) -> Void] = []
        var isClosed = false
    }

    private let inbox = Mutex(Inbox())
    private let wakeEnd: Int32
    let sleepEnd: Int32

    /// Starts the thread; nil with `errno` when the machine has none left.
    init?(settings: PoolSettings) {
        var ends: [Int32] = [-1, -1]
        guard csystem_pipe(&ends) == 0 else { return nil }
        sleepEnd = ends[0]
        wakeEnd = ends[1]
        let started = Self.start { [self] in
            let core = PoolCore(settings: settings, thread: self)
            core.run()
        }
        guard started else { return nil }
    }

    deinit {
        Glibc.close(wakeEnd)
        Glibc.close(sleepEnd)
    }

    /// Leaves a note; false when the pool has ended and nobody will read it.
    @discardableResult
    func post(_ note: @escaping @Sendable (PoolCore) -> Void) -> Bool {
        let isFirst: Bool? = inbox.withLock { inbox in
            guard !inbox.isClosed else { return nil }
            inbox.notes.append(note)
            return inbox.notes.count == 1
        }
        guard let isFirst else { return false }
        if isFirst {
            var byte: UInt8 = 0
            // The pipe cannot be full: a byte is only written when the inbox was empty.
            _ = write(wakeEnd, &byte, 1)
        }
        return true
    }

    /// The notes so far, in order; on the pool's thread.
    func take() -> [@Sendable (PoolCore) -> Void] {
        var bytes = [UInt8](repeating: 0, count: 64)
        _ = read(sleepEnd, &bytes, bytes.count)
        return inbox.withLock { inbox in
            defer { inbox.notes = [] }
            return inbox.notes
        }
    }

    /// Turns later notes away.
    ///
    /// - Returns: The notes that nobody has read yet.
    func close() -> [@Sendable (PoolCore) -> Void] {
        inbox.withLock { inbox in
            inbox.isClosed = true
            defer { inbox.notes = [] }
            return inbox.notes
        }
    }

    private static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        final class Box {
            let body: @Sendable () -> Void
            init(_ body: @escaping @Sendable () -> Void) { self.body = body }
        }
        let box = Unmanaged.passRetained(Box(body))
        var thread = pthread_t()
        let result = pthread_create(
            &thread, nil,
            { raw in
                csystem_name_thread("assay-workers")
                // Signals are for the program's own threads.
                var all = sigset_t()
                sigfillset(&all)
                pthread_sigmask(SIG_SETMASK, &all, nil)
                if let raw { Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().body() }
                return nil
            }, box.toOpaque())
        guard result == 0 else {
            box.release()
            return false
        }
        pthread_detach(thread)
        return true
    }
}
