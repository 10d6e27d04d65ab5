internal import Crypto
internal import Dispatch
internal import Storage

/// Computes password hashes, two at a time at most: each takes 64 MiB and a core.
package actor HashingGate {
    private static let parallel = 2
    /// More than this in line are turned away.
    private static let longestLine = 64
    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    package init() {}

    /// - Throws: ``AccountError/throttled(seconds:)`` when too many wait already.
    package func make(_ password: String) async throws(AccountError) -> String {
        try await enter()
        defer { leave() }
        guard let hash = await Self.onQueue({ PasswordHash.make(password) }) else {
            throw .storage(
                .unusable("there is not enough memory to hash a password; free some and try again"))
        }
        return hash
    }

    /// - Throws: ``AccountError/throttled(seconds:)`` when too many wait already.
    package func verify(_ password: String, against hash: String) async throws(AccountError) -> Bool {
        try await enter()
        defer { leave() }
        return await Self.onQueue { PasswordHash.verify(password, against: hash) }
    }

    private func enter() async throws(AccountError) {
        if running < Self.parallel {
            running += 1
            return
        }
        guard waiting.count < Self.longestLine else { throw .throttled(seconds: 5) }
        // The one who leaves hands its place on, so `running` stays.
        await withCheckedContinuation { waiting.append($0) }
    }

    private func leave() {
        if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
    }

    /// Hashing blocks, and Swift's shared threads must not.
    private static func onQueue<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: work()) }
        }
    }
}
