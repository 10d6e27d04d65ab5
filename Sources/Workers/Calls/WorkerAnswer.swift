package import AssayKit

/// How a call ended: one result a step, up to the first that is not OK.
package struct WorkerAnswer: Sendable {
    /// At least one, in the order of the call's steps.
    package let results: [StepResult]

    /// The last result, which is the call's own.
    package var last: StepResult? { results.last }
}

/// How one step ended.
package struct StepResult: Sendable {
    /// How it went.
    package enum Status: Sendable, Hashable {
        /// Done.
        case ok
        /// The component said why it could not.
        case failed(PluginError)
        /// It saw that the call was no longer wanted.
        case cancelled
        /// It does not answer such requests.
        case unsupported
    }

    /// The component's id.
    package let component: String
    /// How it went.
    package let status: Status
    /// The bytes of the JSON object that it emitted; empty when there is none.
    package let json: [UInt8]
    /// The same, parsed.
    package let value: JSONValue?
    /// The document that it emitted, checked.
    package let document: SealedBytes?
    /// How a notifier's attempt ended.
    package let verdict: Verdict?
    /// How long it took, as the worker measured it.
    package let duration: Duration

    /// Whether all went well.
    package var isOK: Bool { status == .ok }

    /// What the component said about its failure.
    package var failure: PluginError? {
        if case .failed(let error) = status { error } else { nil }
    }
}
