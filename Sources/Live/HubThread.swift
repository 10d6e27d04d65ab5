internal import CSystem
import Glibc

/// The thread that hands events to readers: Swift's shared threads have documents to read.
enum HubThread {
    /// How often it looks at the time, in ms.
    private static let pause: Int64 = 200

    static func start(_ core: HubCore) {
        let box = Unmanaged.passRetained(core)
        var thread = pthread_t()
        var (all, before) = (sigset_t(), sigset_t())
        // Signals are for the program's own threads.
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, &before)
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                csystem_name_thread("live-hub")
                HubThread.run(Unmanaged<HubCore>.fromOpaque(argument).takeRetainedValue())
                return nil
            }, box.toOpaque())
        pthread_sigmask(SIG_SETMASK, &before, nil)
        guard code == 0 else {
            // Without a thread nobody is told anything; sessions still get their snapshots.
            return box.release()
        }
        pthread_detach(thread)
    }

    private static func run(_ core: HubCore) {
        var nextTick = csystem_now_ns()
        while let events = core.line.take(milliseconds: pause) {
            for event in events { core.publish(event) }
            let now = csystem_now_ns()
            guard now >= nextTick else { continue }
            nextTick = now &+ UInt64(pause) * 1_000_000
            core.tick()
        }
    }
}
