import Foundation
import Workers

extension Bench {
    /// PDF text layer → words with boxes, in a worker, against poppler alone and against a process a file.
    func text() async throws {
        let reader = try library("pdf-text")
        for (set, label, goal) in [
            ("single", "1 page a file", 0.80), ("multi", "10 pages a file and more", 0.95),
        ] {
            let paths = try files(set)
            let sources = try paths.map { try SealedBytes(file: $0) }
            var ours: [Double] = []
            var limit: [Double] = []
            var pages = 0.0
            for round in 0...Bench.rounds {
                let before = await processorOfWorkers()
                for source in sources {
                    _ = try await pool.call(
                        WorkerCall(
                            library: reader, steps: [.init(component: "pdf-text")], request: .words,
                            source: source))
                }
                let used = await processorOfWorkers() - before
                let numbers = try Command(path: work + "/poppler_loop", arguments: ["1"] + paths).numbers()
                guard round > 0 else { continue }
                pages = numbers[0]
                ours.append(used)
                limit.append(numbers[2])
            }
            let a = median(ours) / pages
            let b = median(limit) / pages
            Figure(
                name: "text → words, \(label), per core", ours: "\(format(a)) CPU ms/page",
                anchor: "\(format(b)) poppler loop in process", value: b / a, unit: "×", goal: .atLeast(goal)
            ).print()
            let bbox = try paths.prefix(10).map {
                try Command(path: "pdftotext", arguments: ["-bbox-layout", $0, "-"]).run().processor
            }
            let bboxPages = try Command(path: work + "/poppler_loop", arguments: ["1"] + paths.prefix(10))
                .numbers()[0]
            let c = bbox.reduce(0, +) / bboxPages
            Figure(
                name: "the same", ours: "\(format(a)) CPU ms/page",
                anchor: "\(format(c)) pdftotext -bbox-layout",
                value: c / a, unit: "×", goal: .atLeast(4)
            ).print()
        }
        await memory(goal: 40)
    }

    /// What each worker that lives now is charged for.
    func memory(goal: Double) async {
        for process in await pool.processes() {
            Figure(
                name: "memory of the worker of \(ProcessCost.plugin(process))", ours: "", anchor: "",
                value: ProcessCost.memory(process), unit: "MB", goal: .atMost(goal)
            ).print()
        }
    }

    func processorOfWorkers() async -> Double {
        await pool.processes().reduce(0) { $0 + ProcessCost.processor($1) }
    }
}
