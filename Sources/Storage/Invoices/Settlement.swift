package import AssayKit

/// What the history says of an invoice once more of its neighbours are known.
package struct Settlement: Sendable, Hashable {
    package let invoice: InvoiceID
    /// The version that was looked at; an invoice that has changed since is looked at again.
    package let version: Int
    /// ``UnsettledInvoice/mark`` when it was looked at; an invoice that was marked since is looked at again.
    package let mark: Int
    /// The step under whose name these flags stand.
    package let step: String
    /// What the history finds; it takes the place of what was found before.
    ///
    /// nil: its pipeline compares with nothing.
    package let flags: [Flag]?

    package init(of unsettled: UnsettledInvoice, step: String, flags: [Flag]?) {
        self.invoice = unsettled.invoice.id
        self.version = unsettled.invoice.summary.version
        self.mark = unsettled.mark
        self.step = step
        self.flags = flags
    }

    /// The status of an invoice whose flags have become these.
    ///
    /// What a person has decided stands; so does what was found otherwise than by comparing.
    package static func status(of invoice: Invoice, with flags: [Flag]) -> InvoiceStatus {
        let isGrave = flags.contains { $0.severity >= .medium }
        switch invoice.summary.status {
        case .processed, .needsReview: return isGrave ? .flagged : invoice.summary.status
        case .approved where invoice.review == nil: return isGrave ? .flagged : .approved
        // Why it was flagged is gone; that somebody looks costs less than that nobody does.
        case .flagged: return isGrave ? .flagged : .needsReview
        case .approved, .rejected, .failed, .queued, .processing: return invoice.summary.status
        }
    }
}

/// An invoice that is to be compared once more, since others came after it.
package struct UnsettledInvoice: Sendable, Hashable {
    package let invoice: Invoice
    /// The version of its pipeline through which it went; nil when that is not known any more.
    package let version: PipelineReference?
    /// How often it was marked: neighbours may come while it is being compared with those that are there.
    package let mark: Int

    package init(invoice: Invoice, version: PipelineReference?, mark: Int) {
        self.invoice = invoice
        self.version = version
        self.mark = mark
    }
}

/// The job that compares invoices once more.
package enum SettleTask {
    /// The jobs' kind, and their key: there is one at a time.
    package static let kind = "settle"
    /// The line of the service's own work.
    package static let queue = HookTask.queue
    /// What comes in shortly after is looked at together.
    package static let delay: Duration = .seconds(2)
    /// Invoices that one job looks at.
    package static let portion = 200

    package static var draft: JobDraft {
        JobDraft(kind: kind, queue: queue, priority: .low, uniqueKey: kind, delay: delay)
    }
}
