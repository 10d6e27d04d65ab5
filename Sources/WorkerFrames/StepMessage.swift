/// How one step ended.
package struct StepMessage: Sendable, Equatable {
    /// Why it failed; the members of `assay_failure`.
    package struct Failure: Sendable, Equatable {
        /// `assay_failure_kind`.
        package var kind: UInt32
        /// `assay_retry`.
        package var retry: UInt32
        /// Where; 0 is the whole document.
        package var page: UInt32
        /// Milliseconds; 0 leaves it to the host.
        package var retryAfter: UInt64
        /// A stable word.
        package var code: String
        /// What is wrong, one sentence.
        package var message: String
        /// What to do about it; may be empty.
        package var mend: String

        /// A failure with these values.
        package init(
            kind: UInt32, retry: UInt32 = 0, page: UInt32 = 0, retryAfter: UInt64 = 0, code: String,
            message: String, mend: String = ""
        ) {
            self.kind = kind
            self.retry = retry
            self.page = page
            self.retryAfter = retryAfter
            self.code = code
            self.message = message
            self.mend = mend
        }
    }

    /// How a notifier's attempt ended.
    package struct Verdict: Sendable, Equatable {
        /// `assay_verdict`.
        package var verdict: UInt32
        /// Milliseconds to wait before the next attempt; 0 leaves it to the host.
        package var after: UInt64
        /// One sentence for the delivery log.
        package var detail: String

        /// A verdict with these values.
        package init(verdict: UInt32, after: UInt64, detail: String) {
            self.verdict = verdict
            self.after = after
            self.detail = detail
        }
    }

    /// Position in the call's steps.
    package var index: UInt32
    /// `assay_status`.
    package var status: Int32
    /// Microseconds from entering the step until it ended.
    package var duration: UInt64
    /// The result that it emitted, if any.
    package var json: [UInt8]?
    /// What it said through `fail()`, if anything.
    package var failure: Failure?
    /// What it said through `deliver()`, if anything.
    package var verdict: Verdict?

    /// A message with these values.
    package init(
        index: UInt32, status: Int32, duration: UInt64, json: [UInt8]?, failure: Failure?, verdict: Verdict?
    ) {
        self.index = index
        self.status = status
        self.duration = duration
        self.json = json
        self.failure = failure
        self.verdict = verdict
    }

    /// The message in these bytes.
    package init(_ bytes: [UInt8]) throws(FrameError) {
        var reader = ByteReader(bytes)
        index = try reader.number()
        status = try reader.number()
        duration = try reader.number()
        json = try reader.optional { reader throws(FrameError) in try reader.run() }
        failure = try reader.optional { reader throws(FrameError) in
            Failure(
                kind: try reader.number(), retry: try reader.number(), page: try reader.number(),
                retryAfter: try reader.number(), code: try reader.text(), message: try reader.text(),
                mend: try reader.text())
        }
        verdict = try reader.optional { reader throws(FrameError) in
            Verdict(verdict: try reader.number(), after: try reader.number(), detail: try reader.text())
        }
    }

    /// The message's bytes.
    package var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.reserve(64 + (json?.count ?? 0))
        writer.number(index)
        writer.number(status)
        writer.number(duration)
        writer.optional(json) { $0.run($1) }
        writer.optional(failure) { writer, failure in
            writer.number(failure.kind)
            writer.number(failure.retry)
            writer.number(failure.page)
            writer.number(failure.retryAfter)
            writer.text(failure.code)
            writer.text(failure.message)
            writer.text(failure.mend)
        }
        writer.optional(verdict) { writer, verdict in
            writer.number(verdict.verdict)
            writer.number(verdict.after)
            writer.text(verdict.detail)
        }
        return writer.bytes
    }
}
