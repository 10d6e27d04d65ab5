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
                let start = DispatchTime.now().uptimeNanoseconds
                for path in paths { try await record(of: path, reader, extractor) }
                let wall = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6
                let anchor = try Command(
                    path: work + "/in_process",
                    arguments: [
                        "1", root + "/.build/release/libassay-pdf-text.so",
                        root + "/.build/release/libassay-gst.so",
                    ]
                        + paths
                ).numbers()
                guard round > 0 else { continue }
                ours.append(wall / Double(paths.count))
                inProcess.append(anchor[1] / max(anchor[0], 1))
            }
            let a = median(ours)
            let b = median(inProcess)
            Figure(
                name: "isolation keeps, \(label) documents", ours: "\(format(a)) ms/document",
                anchor: "\(format(b)) in one process", value: b / a, unit: "×", goal: .atLeast(goal)
            ).print()
        }
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
