/// Runs components somewhere else: in the real engine, in sandboxed worker processes.
package protocol ComponentRunner: Sendable {
    /// Makes one call and waits for its end. A cancelled task ends the call soon.
    func call(_ call: ComponentCall) async -> CallReply
    /// Gets ready for calls to these plugins, without waiting.
    func prepare(plugins: [String])
}

extension ComponentRunner {
    package func prepare(plugins: [String]) {}
}
