internal import Anomalies
internal import AssayKit
internal import Commands
internal import Composition
internal import Engine
internal import InvoiceHistory
internal import Ledger
internal import Workers

/// `assay evaluate --anomalies`: the shipped rules, in their workers, against a made-up ledger.
struct AnomalyRun: Sendable {
    private let engine: Engine
    private let plan: Plan

    static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard arguments.operands.isEmpty else {
            throw UsageError("--anomalies makes its own ledger; name no folder")
        }
        let jobs = try arguments.number("jobs", in: 1...256)
        let invoices = try arguments.number("invoices", in: 1000...1_000_000) ?? 50_000
        let seed = try arguments.number("seed", in: 0...Int.max) ?? 20_261_121
        let began = ContinuousClock.now
        // Short ledgers have fewer suppliers, so that each still has a history.
        let benchmark = AnomalyBenchmark(
            seed: UInt64(seed), invoices: invoices, each: min(40, invoices / 250),
            vendors: min(200, max(20, invoices / 250)))
        let ledger = try LedgerFile(nil)
        try await ledger.keep(benchmark.cases.map { ($0.subject, [$0.past]) })
        let composition = Composition(arguments, lock: .here)
        let isVerbose = arguments.has("verbose")
        let pool = try Composition.pool(
            jobs: jobs, accepting: arguments.all("accept-missing"), isVerbose: isVerbose)
        let engine = composition.engine(
            over: pool, events: NoEvents(), cache: NoCache(), history: ledger, isVerbose: isVerbose)
        let plan = try plan(benchmark, composition)
        let run = AnomalyRun(engine: engine, plan: plan)
        let score = try await run.score(benchmark.cases, parallel: jobs ?? pool.settings.concurrency)
        await pool.shutdown()
        if arguments.has("json") {
            Terminal.out(JSONWriter.prettyText(score.json) + "\n")
        } else {
            let seconds = Int(began.duration(to: .now) / .seconds(1))
            let isTuned = UInt64(seed) == AnomalyBenchmark.tuningSeed
            Terminal.out(
                "seed \(seed)\(isTuned ? " (the rules were tuned with it)" : ""), \(benchmark.cases.count) invoices, \(score.kinds.count) kinds of anomalies, \(seconds) s\n\n"
                    + score.text
                    + (arguments.has("misses") ? "\n" + score.examples.joined(separator: "\n") + "\n" : ""))
        }
        return score.meetsTargets ? .success : .failure
    }

    private static func plan(
        _ benchmark: AnomalyBenchmark, _ composition: Composition
    ) throws(UsageError) -> Plan {
        var steps: [PlanStep] = []
        for (id, options) in [
            ("gst-rules", benchmark.lawOptions), ("fraud-rules", benchmark.fraudOptions),
        ] {
            let library = composition.catalogue.libraries.first { library in
                library.manifest.components.contains { $0.id == id }
            }
            guard let library else {
                throw UsageError("the component \(id) isn't installed; see assay plugin list")
            }
            steps.append(PlanStep(uses: id, plugin: library.id, options: JSONWriter.bytes(options)))
        }
        return Plan(name: "anomalies", steps: steps)
    }

    /// What the rules say of every case.
    private func score(_ cases: [AnomalyCase], parallel: Int) async throws -> AnomalyScore {
        var score = AnomalyScore()
        try await withThrowingTaskGroup(of: (Int, [Flag]).self) { group in
            var next = 0
            func start() {
                guard next < cases.count else { return }
                let index = next
                next += 1
                group.addTask { (index, try await flags(of: cases[index])) }
            }
            for _ in 0..<max(1, parallel) { start() }
            while let (index, flags) = try await group.next() {
                score.take(cases[index], flags)
                start()
            }
        }
        return score
    }

    private func flags(of sample: AnomalyCase) async throws -> [Flag] {
        let subject = HistorySubject(id: sample.subject, digest: sample.digest)
        var flags: [Flag] = []
        for step in plan.steps {
            switch await engine.check(
                sample.record, through: step, of: plan, as: subject, name: sample.subject)
            {
            case .success(let found): flags += found
            case .failure(let failure): throw UsageError("\(step.uses) failed: \(failure.sentence)")
            }
        }
        return flags
    }
}
