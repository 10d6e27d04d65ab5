internal import CSystem
import Glibc

/// A thread of our own, for work that blocks: Swift's shared threads must not.
package enum OwnThread {
    /// Starts one, named as `ps` shows it (15 bytes); false when the machine has none left.
    package static func start(_ name: StaticString, _ body: @escaping @Sendable () -> Void) -> Bool {
        final class Box {
            let name: StaticString
            let body: @Sendable () -> Void
            init(_ name: StaticString, _ body: @escaping @Sendable () -> Void) {
                self.name = name
                self.body = body
            }
        }
        let box = Unmanaged.passRetained(Box(name, body))
        var thread = pthread_t()
        let result = withSignalsBlocked {
            pthread_create(
                &thread, nil,
                { raw in
                    guard let raw else { return nil }
                    let box = Unmanaged<Box>.fromOpaque(raw).takeRetainedValue()
                    csystem_name_thread(box.name.description)
                    box.body()
                    return nil
                }, box.toOpaque())
        }
        guard result == 0 else {
            box.release()
            return false
        }
        pthread_detach(thread)
        return true
    }

    /// Runs `body` so that threads it starts get no signals: those are for the program's own threads.
    package static func withSignalsBlocked<Result>(_ body: () -> Result) -> Result {
        var all = sigset_t()
        var before = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        return body()
    }
}
