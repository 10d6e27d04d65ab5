package import AssayKit

/// Why a call to a component came to nothing.
package struct CallFailure: Error, Sendable, Hashable {
    /// What sort of end it was.
    package enum Kind: Sendable, Hashable {
        /// The component itself said why.
        case reported(PluginError.Kind)
        /// Its process ended, by a signal or by leaving.
        case crashed
        /// It did not answer in time and was killed.
        case timedOut
        /// It asked for more memory than it may have and was killed or refused.
        case memory
        /// Its library could not be loaded.
        case loading
        /// What it answered can't be understood.
        case malformed
        /// The caller gave up.
        case cancelled
    }

    /// What sort of end it was.
    package let kind: Kind
    /// A stable word: "crashed", "timeout", "encrypted".
    package let code: String
    /// One sentence without the document's name.
    package let message: String
    /// What to do; empty when there is nothing to do.
    package let mend: String
    /// The page that it happened on, from 1; nil: the whole call.
    package let page: Int?
    /// The plugin's id.
    package let plugin: String
    /// The signal that ended the process: "SIGSEGV".
    package let signal: String?
    /// The last line that the process wrote on stderr.
    package let lastLine: String?

    package init(
        _ kind: Kind, code: String, _ message: String, mend: String = "", page: Int? = nil, plugin: String,
        signal: String? = nil, lastLine: String? = nil
    ) {
        self.kind = kind
        self.code = code
        self.message = message
        self.mend = mend
        self.page = page
        self.plugin = plugin
        self.signal = signal
        self.lastLine = lastLine
    }

    /// Whether smaller pieces of the same work would fail alike, so that trying them is a waste.
    package var concernsWholeDocument: Bool {
        switch kind {
        case .reported(.configuration), .reported(.missing), .reported(.unsupported), .reported(.refused),
            .loading, .cancelled:
            true
        case .reported(.input): page == nil
        default: false
        }
    }
}

extension CallFailure {
    /// The caller gave up.
    static func cancelled(plugin: String) -> CallFailure {
        CallFailure(.cancelled, code: "cancelled", "the run was interrupted", plugin: plugin)
    }

    /// An answer that can't be understood.
    static func malformed(_ what: String, plugin: String) -> CallFailure {
        CallFailure(
            .malformed, code: "malformed_result", what,
            mend: "This is a defect of the plugin: report it to its authors.", plugin: plugin)
    }
}
