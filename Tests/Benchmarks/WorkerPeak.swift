import Foundation
import Synchronization

/// Watches the workers of a plugin, whoever started them, and keeps the most memory that one of them was charged for.
final class WorkerPeak: Sendable {
    private let state = Mutex((peak: 0.0, ends: false))

    /// Looks every 50 ms at the workers whose plugin's path contains `plugin`.
    init(plugin: String) {
        Thread.detachNewThread { [self] in
            while !state.withLock({ $0.ends }) {
                let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
                for process in processes.compactMap(Int32.init) where Self.isWorker(process, of: plugin) {
                    let megabytes = ProcessCost.memory(process)
                    // A process that ended meanwhile has no figure.
                    if !megabytes.isNaN { state.withLock { $0.peak = max($0.peak, megabytes) } }
                }
                usleep(50_000)
            }
        }
    }

    /// Ends the watch: the peak in megabytes (PSS).
    func stop() -> Double {
        state.withLock { state in
            state.ends = true
            return state.peak
        }
    }

    private static func isWorker(_ process: Int32, of plugin: String) -> Bool {
        let text = (try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)) ?? ""
        return text.contains("assay-worker") && text.contains(plugin)
    }
}
