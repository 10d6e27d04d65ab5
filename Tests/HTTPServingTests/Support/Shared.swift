import Synchronization

/// A value that any thread may change.
final class Shared<Value: Sendable>: Sendable {
    private let content: Mutex<Value>
    init(_ value: Value) { content = Mutex(value) }
    var value: Value { content.withLock { $0 } }
    func change(_ change: @Sendable (inout Value) -> Void) { content.withLock { change(&$0) } }
}
