/// Runs components somewhere else: in the real engine, in sandboxed worker processes.
package protocol ComponentRunner: Sendable {
    /// Makes one call and waits for its end. A cancelled task ends the call soon.
    func call(_ call: ComponentCall) async -> CallReply
    /// Gets ready for calls to a plugin with that limit of memory, bytes; does not wait.
    func prepare(plugin: String, memory: Int)
}

extension ComponentRunner {
    package func prepare(plugin: String, memory: Int) {}
}
