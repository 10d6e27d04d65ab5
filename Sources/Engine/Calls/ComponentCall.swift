package import AssayKit
package import InvoiceHistory

/// One call to the components of one plugin.
package struct ComponentCall: Sendable {
    /// What is asked.
    package enum Request: Sendable, Hashable {
        /// Do the components' work on document and records.
        case run
        /// A reader's pages and metadata.
        case inspect
        /// A reader's words of these pages, from 1.
        case words(pages: [Int])
        /// A reader's pictures of these pages, from 1.
        case images(pages: [Int], ImageRequest)
        /// One attempt of a notifier; ``record`` is the event.
        case notify
    }

    /// One component with its options.
    package struct Step: Sendable, Hashable {
        /// The component's id.
        package let component: String
        /// Its options: a JSON object, defaults filled in.
        package let options: [UInt8]

        package init(component: String, options: [UInt8]) {
            self.component = component
            self.options = options
        }
    }

    /// The plugin's id.
    package let plugin: String
    package let request: Request
    /// At least one; each sees what the ones before it found.
    package let steps: [Step]
    /// The words known so far.
    package var document: (any Payload)?
    /// The file's own bytes.
    package var source: (any Payload)?
    /// The records so far, or the event, as JSON.
    package var record: [UInt8] = []
    /// The answers to a second look, as JSON; empty in the first call.
    package var looks: [UInt8] = []
    /// What questions about earlier invoices are about; nil: there is no history.
    package var subject: HistorySubject?
    /// The document's display name.
    package var name: String
    /// The call is ended after this many milliseconds.
    package var timeout: Int
    /// Bytes that the worker may have.
    package var memory: Int
    /// Told how far the call has come, 0...1, from any thread.
    package var progress: (@Sendable (Double) -> Void)?

    package init(
        plugin: String, _ request: Request, steps: [Step], name: String, timeout: Int, memory: Int
    ) {
        self.plugin = plugin
        self.request = request
        self.steps = steps
        self.name = name
        self.timeout = timeout
        self.memory = memory
    }
}

/// What one component of a call answered.
package struct StepReply: Sendable {
    /// Its result as JSON; nil when it gave none.
    package var json: [UInt8]?
    /// Pages that it emitted; checked by whoever reads them.
    package var document: (any Payload)?
    /// How a notifier's attempt ended.
    package var verdict: Verdict?
    /// How long it took inside the worker.
    package var milliseconds: Double

    package init(
        json: [UInt8]? = nil, document: (any Payload)? = nil, verdict: Verdict? = nil,
        milliseconds: Double = 0
    ) {
        self.json = json
        self.document = document
        self.verdict = verdict
        self.milliseconds = milliseconds
    }
}

/// What came of a call: the replies of the steps that finished, then why the next one failed.
package struct CallReply: Sendable {
    /// In the order of the steps; fewer than steps when one failed.
    package var replies: [StepReply]
    /// Why the step after the last reply failed; nil: all went well.
    package var failure: CallFailure?

    package init(_ replies: [StepReply], failure: CallFailure? = nil) {
        self.replies = replies
        self.failure = failure
    }
}
