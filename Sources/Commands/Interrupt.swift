internal import Glibc
internal import Synchronization

/// Ctrl-C and SIGTERM: the first asks the run to end with what is finished, the second ends the program.
package enum Interrupt {
    private static let handler = Mutex<(@Sendable () -> Void)?>(nil)
    private static let wasRaised = Mutex(false)

    /// Whether the user has asked for the end.
    package static var isRaised: Bool { wasRaised.withLock { $0 } }

    /// Takes the signals over; called once, before other threads are made.
    package static func listen() {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGINT)
        sigaddset(&set, SIGTERM)
        pthread_sigmask(SIG_BLOCK, &set, nil)
        // A reader that goes away is noticed by the write that fails.
        signal(SIGPIPE, SIG_IGN)
        var thread = pthread_t()
        pthread_create(&thread, nil, { _ in Interrupt.wait() }, nil)
        pthread_detach(thread)
    }

    /// Calls `action` at the first signal.
    package static func onRaise(_ action: @escaping @Sendable () -> Void) {
        handler.withLock { $0 = action }
        if isRaised { action() }
    }

    private static func wait() -> UnsafeMutableRawPointer? {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGINT)
        sigaddset(&set, SIGTERM)
        var number: Int32 = 0
        while sigwait(&set, &number) == 0 {
            let isSecond = wasRaised.withLock { raised in
                defer { raised = true }
                return raised
            }
            if isSecond { _exit(ExitStatus.interrupted.rawValue) }
            handler.withLock(\.self)?()
        }
        return nil
    }
}
