import AssayKit
import Synchronization

@testable import Engine

/// Answers calls in this process, as a table of components says, and remembers them.
final class FakeRunner: ComponentRunner {
    typealias Component = @Sendable (_ call: ComponentCall, _ step: Int) async throws -> StepReply

    private let components: [String: Component]
    private let log = Mutex<[ComponentCall]>([])

    init(_ components: [String: Component]) { self.components = components }

    /// All calls so far.
    var calls: [ComponentCall] { log.withLock(\.self) }
    /// The components of each call.
    var route: [[String]] { calls.map { $0.steps.map(\.component) } }

    func call(_ call: ComponentCall) async -> CallReply {
        log.withLock { $0.append(call) }
        var reply = CallReply([])
        for (index, step) in call.steps.enumerated() {
            guard let component = components[step.component] else {
                reply.failure = CallFailure(
                    .loading, code: "missing", "no \(step.component)", plugin: call.plugin)
                return reply
            }
            do {
                reply.replies.append(try await component(call, index))
            } catch {
                reply.failure =
                    error as? CallFailure
                    ?? CallFailure(.crashed, code: "crashed", "\(error)", plugin: call.plugin)
                return reply
            }
        }
        return reply
    }
}

/// Evaluates an expression by its place in a table.
struct FakeExpressions: ExpressionEvaluator {
    var values: [Int: @Sendable (ExpressionState) -> Bool] = [:]

    func evaluate(
        _ indexes: [Int], of plan: Plan, state: ExpressionState, timeout: Int
    ) async throws(CallFailure) -> [Int: Bool] {
        var results: [Int: Bool] = [:]
        for index in indexes {
            guard let value = values[index] else {
                throw CallFailure(
                    .reported(.configuration), code: "expression", "it does not compile", plugin: "jq")
            }
            results[index] = value(state)
        }
        return results
    }
}

/// Remembers what it is told.
final class FakeEvents: EventSink {
    private let log = Mutex<[EngineEvent]>([])
    var events: [EngineEvent] { log.withLock(\.self) }
    func send(_ event: EngineEvent) { log.withLock { $0.append(event) } }
}

/// A cache in memory that counts.
final class FakeCache: Cache {
    private let entries = Mutex<[String: [UInt8]]>([:])
    var count: Int { entries.withLock(\.count) }
    func read(_ key: String) -> [UInt8]? { entries.withLock { $0[key] } }
    func write(_ key: String, _ bytes: [UInt8]) { entries.withLock { $0[key] = bytes } }
}
