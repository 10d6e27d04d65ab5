internal import Files
import Glibc

/// How a pool of workers behaves.
package struct PoolSettings: Sendable {
    /// The program that becomes a worker.
    package var worker: String
    /// How many calls of one library run at a time.
    package var concurrency: Int
    /// How many workers live at a time, over all libraries.
    package var workers: Int
    /// Milliseconds after which an idle worker is let go.
    package var idle: Int
    /// Milliseconds that loading a library may take.
    package var start: Int
    /// Milliseconds that a plugin has after its time is up.
    package var timeoutGrace: Int
    /// Milliseconds that a plugin has after its call was cancelled.
    package var cancelGrace: Int
    /// Milliseconds that a question about earlier invoices may take.
    package var question: Int
    /// Bytes of the largest document that a plugin may emit.
    package var document: Int
    /// Bytes of documents after which a worker is replaced, for what it was handed it could have kept.
    package var handedOut: Int
    /// Sandbox layers that may be missing, by name.
    package var acceptMissing: [String]
    /// How far workers stand back for other processes of this machine, 0 to 19, as nice(1) counts.
    package var niceness: Int32
    /// Hears each line that a worker writes on standard error, with its plugin's id.
    ///
    /// Be quick.
    package var onErrorLine: (@Sendable (String, String) -> Void)?

    /// The settings for this machine.
    package init() {
        worker = Self.findWorker()
        concurrency = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        workers = max(8, concurrency * 4)
        idle = 30_000
        start = 10_000
        timeoutGrace = 100
        cancelGrace = 200
        question = 5_000
        document = 512 << 20
        handedOut = 1 << 30
        acceptMissing = []
        niceness = 0
    }

    /// Beside this program, as in development, or where an installation puts programs that people do not call.
    private static func findWorker() -> String {
        let beside = FilePath.join(ExecutableLocation.folder, "assay-worker")
        let installed = FilePath.absolute(
            FilePath.join(ExecutableLocation.folder, "../libexec/assay/assay-worker"))
        return FileSystem.isFile(beside) || !FileSystem.isFile(installed) ? beside : installed
    }
}
