package import Crypto
internal import Dispatch
internal import Storage

/// Computes password hashes, two at a time at most: each takes 64 MiB and a core.
package actor HashingGate {
    private static let parallel = 2
    /// More than this in line are turned away: the last of them waits for a second already.
    private static let longestLine = 16
    /// What new hashes cost.
    package nonisolated let cost: PasswordHash.Cost
    private let decoy: String
    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    package init(cost: PasswordHash.Cost = .interactive) {
        self.cost = cost
        decoy = PasswordHash.decoy(cost: cost)
    }

    /// - Throws: ``AccountError/overloaded(seconds:)`` when too many wait already.
    package func make(_ password: String) async throws(AccountError) -> String {
        try await enter()
        defer { leave() }
        guard let hash = await Self.onQueue({ [cost] in PasswordHash.make(password, cost: cost) }) else {
            throw .storage(
                .unusable("there is not enough memory to hash a password; free some and try again"))
        }
        return hash
    }

    /// Whether a password is that of the hash; without a hash it takes as long, and is false.
    ///
    /// - Throws: ``AccountError/overloaded(seconds:)`` when too many wait already.
    package func verify(_ password: String, against hash: String?) async throws(AccountError) -> Bool {
        try await enter()
        defer { leave() }
        return await Self.onQueue { [hash = hash ?? decoy] in
            PasswordHash.verify(password, against: hash)
        }
    }

    private func enter() async throws(AccountError) {
        if running < Self.parallel {
            running += 1
            return
        }
        guard waiting.count < Self.longestLine else { throw .overloaded(seconds: 5) }
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
