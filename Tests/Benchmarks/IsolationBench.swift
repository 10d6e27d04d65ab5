import Foundation
import Workers

extension Bench {
    /// The same libraries in workers and in one process: what isolation keeps of the speed.
    func isolation() async throws {
        let reader = try library("pdf-text")
        let extractor = try library("gst-invoice")
        for (set, label, goal) in [
            ("single", "small", 0.90), ("mixed", "mixed", 0.95), ("multi", "large", 0.98),
        ] {
            let paths = try files(set)
            var ours: [Double] = []
            var inProcess: [Double] = []
            for round in 0...Bench.rounds {
                let start = await processor()
                for path in paths { try await record(of: path, reader, extractor) }
                let used = await processor() - start
                let anchor = try Command(
                    path: work + "/in_process",
                    arguments: [
                        "1", root + "/.build/release/libassay-pdf-text.so",
                        root + "/.build/release/libassay-gst.so",
                    ]
                        + paths
                ).numbers()
                guard round > 0 else { continue }
                ours.append(used / Double(paths.count))
                inProcess.append(anchor[2] / max(anchor[0], 1))
            }
            let a = median(ours)
            let b = median(inProcess)
            Figure(
                name: "isolation keeps, \(label) documents", ours: "\(format(a)) CPU ms/document",
                anchor: "\(format(b)) in one process", value: b / a, unit: "×", goal: .atLeast(goal)
            ).print()
        }
    }

    /// Milliseconds of processor time of this process and its workers: what isolation costs is in both.
    private func processor() async -> Double {
        var own = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &own)
        return Double(own.tv_sec) * 1e3 + Double(own.tv_nsec) / 1e6 + (await processorOfWorkers())
    }

    private func record(of path: String, _ reader: PluginLibrary, _ extractor: PluginLibrary) async throws {
        let words = try await pool.call(
            WorkerCall(
                library: reader, steps: [.init(component: "pdf-text")], request: .words,
                source: SealedBytes(file: path)))
        guard let document = words.last?.document else { return }
        _ = try await pool.call(
            WorkerCall(
                library: extractor, steps: [.init(component: "gst-invoice"), .init(component: "gst-rules")],
                document: document))
    }
}
