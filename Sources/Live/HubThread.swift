internal import CSystem
internal import Threading

/// The thread that hands events to readers: Swift's shared threads have documents to read.
enum HubThread {
    /// How often it looks at the time, in ms.
    private static let pause: Int64 = 200

    /// Starts it; it ends when the hub's line is closed.
    ///
    /// On a machine without threads nobody is told anything; sessions still get their snapshots.
    static func start(_ core: HubCore) {
        _ = OwnThread.start("live-hub") { run(core) }
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
