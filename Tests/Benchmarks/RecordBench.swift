import Foundation

extension Bench {
    /// Text PDFs → records, against invoice2data with a template that was written for their layout, both warm: what many
    /// files take beyond what a few of them do.
    func record() throws {
        let paths = try files("records")
        let python = work + "/venv/bin/python"
        guard paths.count > Self.few,
            FileManager.default.isExecutableFile(atPath: work + "/venv/bin/invoice2data")
        else { return }
        let anchors = root + "/Tests/Benchmarks/Anchors/"
        var (core, cores, theirs): ([Double], [Double], [Double]) = ([], [], [])
        var (each, both): ([Double], [Double]) = ([], [])
        var exact = 0.0
        for _ in 0..<Self.rounds {
            let numbers = try Command(
                path: python, arguments: [anchors + "warm_invoice2data.py", anchors + "templates"] + paths
            ).numbers()
            let count = Double(paths.count)
            theirs.append(numbers[0] / count)
            exact = numbers[2]
            let one = try beyond(paths, workers: 1).processor
            let two = try beyond(paths, workers: 4).wall
            core.append(one)
            cores.append(two)
            each.append(numbers[0] / count / one)
            both.append(numbers[1] / count / two)
        }
        Figure(
            name: "text PDF → record, per core", ours: "\(format(median(core))) CPU ms/file",
            anchor: "\(format(median(theirs))) invoice2data, warm, its template", value: median(each),
            unit: "×", goal: .atLeast(1.3)
        ).print()
        Figure(
            name: "the same, both cores, four files at a time, by the clock",
            ours: "\(format(median(cores))) ms/file",
            anchor: "invoice2data, warm, one process", value: median(both), unit: "×", goal: .atLeast(2.4)
        ).print()
        let ours = try exactFields(in: work + "/records")
        let wanted = Double(4 * paths.count)
        Figure(
            name: "fields exact on the same files, four a file",
            ours: "\(format(100 * ours / wanted)) %",
            anchor: "\(format(100 * exact / wanted)) % invoice2data", value: 100 * (ours - exact) / wanted,
            unit: "points", goal: .atLeast(0)
        ).print()
    }

    /// Files that the start of everything is measured with.
    private static let few = 12

    /// Milliseconds that each file takes beyond the first few.
    private func beyond(_ paths: [String], workers: Int) throws -> (processor: Double, wall: Double) {
        func run(_ paths: [String]) throws -> Command.Cost {
            let cost = try Command(
                path: assay,
                arguments: [
                    "run", "-j", "\(workers)", "--no-cache", "--format", "jsonl", "-p",
                    root + "/Tests/Benchmarks/Anchors/record.yaml",
                ] + paths
            ).run()
            guard cost.status == 0 else {
                throw Command.Failure(description: "assay run of the records ended with \(cost.status)")
            }
            return cost
        }
        let (few, all) = (try run(Array(paths.prefix(Self.few))), try run(paths))
        let more = Double(paths.count - Self.few)
        return ((all.processor - few.processor) / more, (all.wall - few.wall) / more)
    }

    /// How many numbers, dates, totals and suppliers' GSTINs `assay evaluate` finds to be right.
    private func exactFields(in folder: String) throws -> Double {
        struct Scores: Decodable {
            struct Field: Decodable { let true_positives: Double }
            let fields: [String: Field]
        }
        let output = try Command(
            path: assay,
            arguments: [
                "evaluate", folder, "--json", "-p", root + "/Tests/Benchmarks/Anchors/record.yaml",
            ]
        ).run().output
        let scores = try JSONDecoder().decode(Scores.self, from: Data(output.utf8))
        return ["invoice_number", "invoice_date", "total", "supplier_gstin"]
            .compactMap { scores.fields[$0]?.true_positives }.reduce(0, +)
    }
}
