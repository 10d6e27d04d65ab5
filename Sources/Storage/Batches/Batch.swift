package typealias BatchID = Identifier<Batch>

/// Invoices that belong together.
package struct Batch: Sendable, Hashable {
    package let id: BatchID
    /// "BATCH-2026-001": counts within the year.
    package let number: String
    package let owner: UserID
    package var name: String
    package var details: String?
    package var pipeline: String?
    /// How many invoices it is going to have; nil when that is not known.
    package var expected: Int?
    package var counts: BatchCounts
    package let createdAt: Timestamp
    package var updatedAt: Timestamp

    package init(
        id: BatchID, number: String, owner: UserID, name: String, details: String?, pipeline: String?,
        expected: Int?, counts: BatchCounts, createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.number = number
        self.owner = owner
        self.name = name
        self.details = details
        self.pipeline = pipeline
        self.expected = expected
        self.counts = counts
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    package var status: BatchStatus { counts.status(expected: expected) }
}

/// Where a batch stands.
package enum BatchStatus: String, Sendable, Hashable, CaseIterable {
    /// Nothing has come in yet.
    case open
    /// Some invoices wait, are being read, or are still expected.
    case processing
    /// All have been read.
    case completed
    /// All have been read or have failed, and some have failed.
    case completedWithErrors = "completed_with_errors"
}

/// How many invoices of a batch stand where.
package struct BatchCounts: Sendable, Hashable {
    package var byStatus: [InvoiceStatus: Int]

    package init(_ byStatus: [InvoiceStatus: Int] = [:]) { self.byStatus = byStatus }

    package var total: Int { byStatus.values.reduce(0, +) }
    /// Those the machine is done with.
    package var settled: Int { byStatus.reduce(0) { $0 + ($1.key.isSettled ? $1.value : 0) } }

    /// `expected`: How many there are going to be; nil when that is not known.
    package func status(expected: Int?) -> BatchStatus {
        if total == 0 { return .open }
        if settled < max(total, expected ?? 0) { return .processing }
        return byStatus[.failed, default: 0] > 0 ? .completedWithErrors : .completed
    }

    /// 0...100.
    package func progress(expected: Int?) -> Double {
        let whole = max(total, expected ?? 0)
        return whole == 0 ? 0 : Double(settled) * 100 / Double(whole)
    }
}

/// How fast a batch goes.
package struct BatchPace: Sendable, Hashable {
    /// Invoices a minute, over the last minutes in which it was worked on; 0 when nothing was done.
    package let perMinute: Double
    /// How long the rest takes at that pace; nil when nothing is left or the pace is not known.
    package let remaining: Duration?

    /// - Parameters:
    ///   - settled: How many were settled within `window`.
    ///   - window: How long that took.
    ///   - open: How many are left.
    package init(settled: Int, window: Duration, open: Int) {
        let minutes = Double(max(window.milliseconds, 1)) / 60_000
        perMinute = settled == 0 ? 0 : Double(settled) / minutes
        remaining =
            open == 0 || settled == 0
            ? nil : .milliseconds(Int64(Double(open) / perMinute * 60_000))
    }
}
