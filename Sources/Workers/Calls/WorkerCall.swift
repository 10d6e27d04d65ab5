package import AssayKit

/// Work for a plugin library: some of its components, one after the other, on the same input.
package struct WorkerCall: Sendable {
    /// One use of a component.
    package struct Step: Sendable, Hashable {
        /// The component's id.
        package var component: String
        /// A JSON object, checked against the manifest's schema.
        package var options: [UInt8]

        /// A step with these values.
        package init(component: String, options: [UInt8] = Array("{}".utf8)) {
            self.component = component
            self.options = options
        }
    }

    /// What is asked; `assay_request`.
    package enum Request: UInt32, Sendable {
        /// The component's work on document and record.
        case run = 1
        /// A reader: pages, sizes, damage and metadata.
        case inspect = 2
        /// A reader: the words of some pages.
        case words = 3
        /// A reader: pictures of some pages.
        case images = 4
        /// A notifier: one attempt.
        case notify = 5
    }

    /// Answers a plugin's question about earlier invoices; the error is a sentence for the plugin.
    package typealias History = @Sendable ([UInt8]) async -> Result<[UInt8], HistoryRefusal>

    /// Whose components.
    package var library: PluginLibrary
    /// At least one.
    package var steps: [Step]
    /// What is asked of each step.
    package var request: Request
    /// The words known so far.
    package var document: SealedBytes?
    /// The file's own bytes.
    package var source: SealedBytes?
    /// The record so far, or the event, as JSON.
    package var record: [UInt8]
    /// Page numbers, ascending, from 1.
    package var pages: [UInt32]
    /// How pictures are wanted.
    package var image: ImageRequest?
    /// Answers to the component's own requests, as a JSON array; empty in a first call.
    package var looks: [UInt8]
    /// What the call may use.
    package var limits: CallLimits
    /// The document's display name, for messages.
    package var name: String
    /// Hears how far a step has come: its position in `steps`, and 0...1.
    ///
    /// Called on the pool's thread: be quick.
    package var onProgress: (@Sendable (Int, Double) -> Void)?
    /// Hears what the plugin logs.
    ///
    /// Called on the pool's thread: be quick.
    package var onLog: (@Sendable (LogLine) -> Void)?
    /// Answers questions about earlier invoices.
    package var history: History?

    /// A call with these values.
    package init(
        library: PluginLibrary, steps: [Step], request: Request = .run, document: SealedBytes? = nil,
        source: SealedBytes? = nil, record: [UInt8] = [], pages: [UInt32] = [], image: ImageRequest? = nil,
        looks: [UInt8] = [], limits: CallLimits = CallLimits(), name: String = "",
        onProgress: (@Sendable (Int, Double) -> Void)? = nil, onLog: (@Sendable (LogLine) -> Void)? = nil,
        history: History? = nil
    ) {
        self.library = library
        self.steps = steps
        self.request = request
        self.document = document
        self.source = source
        self.record = record
        self.pages = pages
        self.image = image
        self.looks = looks
        self.limits = limits
        self.name = name
        self.onProgress = onProgress
        self.onLog = onLog
        self.history = history
    }
}

/// Why a question about earlier invoices got no answer.
package struct HistoryRefusal: Error, Sendable, Equatable {
    /// One sentence for the plugin's author.
    package let message: String

    /// A refusal with this sentence.
    package init(_ message: String) { self.message = message }
}

/// What a call may use at most.
package struct CallLimits: Sendable, Hashable {
    /// Wall-clock milliseconds, counted from when a worker takes the call.
    package var timeout: Int
    /// Milliseconds of processor time, over all threads.
    package var processor: Int
    /// Bytes of address space of the worker.
    ///
    /// Workers with different limits are not shared.
    package var memory: Int

    /// Limits with these values: by default 60 s, 60 s and 1 GiB.
    package init(timeout: Int = 60_000, processor: Int = 60_000, memory: Int = 1 << 30) {
        self.timeout = timeout
        self.processor = processor
        self.memory = memory
    }
}

/// A line that a plugin logged.
package struct LogLine: Sendable, Equatable {
    /// How much it matters.
    package let level: Context.LogLevel
    /// The position of the step in its call.
    package let step: Int
    /// The line.
    package let text: String
}
