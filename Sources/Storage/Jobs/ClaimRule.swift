/// The oldest job that one owner has waiting at one priority.
package struct QueueHead: Sendable, Hashable {
    package let job: JobID
    package let owner: UserID?
    package let priority: JobPriority
    /// Since when it may run (steady time).
    package let readyAt: Timestamp
    /// When its owner was last served, as a growing number; 0 for never.
    package let lastTurn: Int64

    package init(job: JobID, owner: UserID?, priority: JobPriority, readyAt: Timestamp, lastTurn: Int64) {
        self.job = job
        self.owner = owner
        self.priority = priority
        self.readyAt = readyAt
        self.lastTurn = lastTurn
    }
}

/// Which job comes next: by level, then owners in turn, then the oldest.
package enum ClaimRule {
    /// How long a job waits until it counts as one level more urgent.
    package static let aging: Duration = .seconds(600)

    /// The level that a job has reached by waiting; 0 is the most urgent.
    package static func level(_ priority: JobPriority, waiting: Duration) -> Int {
        let gained = max(0, waiting.milliseconds) / aging.milliseconds
        return max(0, priority.rawValue - Int(clamping: gained))
    }

    /// The head that comes next; nil when none may run yet.
    package static func choose(_ heads: some Sequence<QueueHead>, steady: Timestamp) -> QueueHead? {
        var best: (head: QueueHead, level: Int)?
        for head in heads where head.readyAt <= steady {
            let level = level(head.priority, waiting: steady.since(head.readyAt))
            guard let current = best else {
                best = (head, level)
                continue
            }
            let isBefore =
                (level, head.lastTurn, head.readyAt.milliseconds, head.job.high, head.job.low)
                < (
                    current.level, current.head.lastTurn, current.head.readyAt.milliseconds,
                    current.head.job.high, current.head.job.low
                )
            if isBefore { best = (head, level) }
        }
        return best?.head
    }
}
