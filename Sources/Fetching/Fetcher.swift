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
    private let program: String

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
        let order = FetchOrder(
            url: url, allowed: allowed, allowsHTTP: allowsHTTP, limit: limit, timeout: timeout,
            readable: SandboxPaths.everyone + SandboxPaths.network, dispensable: dispensable, host: getpid())
        let flag = CancelFlag()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // A thread of its own: the process that it starts lives no longer than it, and it waits.
                let isStarted = OwnThread.start("fetch") {
                    continuation.resume(
                        returning: FetchProcess(program: program, order: order, flag: flag)
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
