internal import AssayKit
internal import CSystem
internal import Files
internal import Glibc
internal import Synchronization
internal import Threading
internal import Workers

/// Fetches documents from other machines, each in a sandboxed process of its own that knows nothing of ours.
package struct Fetcher: Sendable {
    /// Hosts, addresses and blocks that may be reached although they are not public.
    package var allowed: [String] = []
    package var allowsHTTP = false
    /// Layers of the sandbox that may be missing.
    package var dispensable: [String] = []
    /// Milliseconds for a whole document.
    package var timeout = 30_000
    /// Milliseconds that the process may be late with its own end.
    package var grace = 5000
    private let program: String
    /// Bytes, before quotation marks and the like are escaped.
    private static let largestMessage = 24 << 10

    /// Looks for `assay-fetch` beside the running program, unless `program` names it.
    package init(program: String? = nil) {
        let beside = FilePath.join(ExecutableLocation.folder, "assay-fetch")
        self.program =
            program
            ?? (FileSystem.isFile(beside)
                ? beside : FilePath.join(ExecutableLocation.folder, "../libexec/assay/assay-fetch"))
    }

    /// Fetches a document; a cancelled task ends it at once.
    ///
    /// - Parameters:
    ///   - url: Where it is.
    ///   - limit: Bytes that it may have.
    ///   - take: Gets the pieces in order; an error ends the fetching.
    ///   - progress: Hears how many bytes have come, and of how many where that is known.
    /// - Throws: ``FetchFailure``.
    package func fetch(
        _ url: String, limit: Int,
        take: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Void,
        progress: @escaping @Sendable (_ bytes: Int, _ total: Int?) -> Void
    ) async throws(FetchFailure) {
        try await run(order(url, limit), take: take, progress: progress)
    }

    /// Sends a message; a cancelled task ends it at once.
    ///
    /// - Parameters:
    ///   - message: What is sent, at most 24 KiB.
    ///   - url: Where to; it may not lead on.
    ///   - limit: Bytes that the answer may have.
    /// - Returns: The answer's body.
    /// - Throws: ``FetchFailure``, for an answer that is no 2xx, too.
    package func send(
        _ message: FetchOrder.Message, to url: String, limit: Int
    ) async throws(FetchFailure) -> [UInt8] {
        // It goes through a pipe that nobody reads yet.
        guard message.body.utf8.count <= Self.largestMessage else {
            throw FetchFailure(.refused, "the message is over \(Self.largestMessage) bytes long")
        }
        var order = order(url, limit)
        order.message = message
        let answer = Mutex([UInt8]())
        try await run(
            order, take: { piece in answer.withLock { $0.append(contentsOf: piece) } }, progress: { _, _ in })
        return answer.withLock(\.self)
    }

    private func order(_ url: String, _ limit: Int) -> FetchOrder {
        FetchOrder(
            url: url, allowed: allowed, allowsHTTP: allowsHTTP, limit: limit, timeout: timeout,
            readable: SandboxPaths.everyone + SandboxPaths.network, dispensable: dispensable, host: getpid())
    }

    private func run(
        _ order: FetchOrder, take: @escaping @Sendable (UnsafeRawBufferPointer) throws -> Void,
        progress: @escaping @Sendable (_ bytes: Int, _ total: Int?) -> Void
    ) async throws(FetchFailure) {
        let flag = CancelFlag()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // A thread of its own: the process that it starts lives no longer than it, and it waits.
                let isStarted = OwnThread.start("fetch") {
                    continuation.resume(
                        returning: FetchProcess(program: program, order: order, grace: grace, flag: flag)
                            .run(take: take, progress: progress))
                }
                if !isStarted {
                    continuation.resume(
                        returning: .failure(FetchFailure(.fault, "this machine has no thread left")))
                }
            }
        } onCancel: {
            flag.raise()
        }
        try result.get()
    }
}

/// Says that the caller has given up.
final class CancelFlag: Sendable {
    private let isUp = Mutex(false)
    func raise() { isUp.withLock { $0 = true } }
    var isRaised: Bool { isUp.withLock { $0 } }
}
