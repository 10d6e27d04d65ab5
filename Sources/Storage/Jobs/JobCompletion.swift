package import AssayKit

/// What a finished job leaves behind.
package struct JobCompletion: Sendable {
    /// The invoices that the document holds, in order; the first is the job's own.
    package var invoices: [InvoiceOutcome]
    /// What is kept on the job itself.
    package var result: JSONValue?
    /// What happened on the way, such as stages: before the events that the store writes for each invoice and batch.
    package var events: [EventDraft]
    /// What is to be delivered.
    package var outbox: [OutboxDraft]
    /// Documents that it has found: taken in with it.
    package var submissions: [Submission] = []
    /// What it found in a message of an incoming webhook.
    package var finding: HookFinding?
    /// What the history says of invoices that were compared once more.
    package var settlements: [Settlement] = []

    package init(
        invoices: [InvoiceOutcome] = [], result: JSONValue? = nil, events: [EventDraft] = [],
        outbox: [OutboxDraft] = []
    ) {
        self.invoices = invoices
        self.result = result
        self.events = events
        self.outbox = outbox
    }
}

/// What a completion has stored.
package struct CompletionReceipt: Sendable, Hashable {
    package let job: Job
    /// The ids of the invoices, in the order of the completion.
    package let invoices: [InvoiceID]

    package init(job: Job, invoices: [InvoiceID]) {
        self.job = job
        self.invoices = invoices
    }
}
