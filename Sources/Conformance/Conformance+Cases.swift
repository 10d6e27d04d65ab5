internal import AssayKit
internal import Files
internal import Workers

extension Conformance {
    /// Something to try.
    struct TestCase {
        let name: String
        let body: () async -> ConformanceReport.Outcome
    }

    /// What a component of that kind must stand, in the order in which it is tried.
    func cases(of component: ComponentManifest) -> [TestCase] {
        var cases = SampleDocuments.all.map { sample in
            TestCase(name: sample.name) {
                await judged(component) { await run(component, on: sample.document, options: $0) }
            }
        }
        if component.kind == .validator {
            cases += SampleRecords.all.map { sample in
                TestCase(name: sample.name) {
                    await judged(component) {
                        await run(
                            component, on: SampleDocuments.words(pages: 1, each: 20), options: $0,
                            told: sample.told)
                    }
                }
            }
        }
        cases += [
            TestCase(name: "options that the schema allows") { await allowedOptions(component) },
            TestCase(name: "options that the schema forbids") { await forbiddenOptions(component) },
            TestCase(name: "same input, same answer") { await determinism(component) },
            TestCase(name: "cancelling obeyed in 200 ms") { await cancelling(component) },
            TestCase(name: "memory flat over \(settings.runs) runs") { await memory(component) },
        ]
        return cases
            + GoldenFile.beside(library.manifestPath, of: component.id).map { golden in
                TestCase(name: "golden file \(golden.name)") { await judge(golden, component) }
            }
    }

    /// Each value that the schema names itself is taken.
    func allowedOptions(_ component: ComponentManifest) async -> ConformanceReport.Outcome {
        guard let base = standardOptions(component) else { return needsOptions }
        for (name, options) in [("the defaults", base)]
            + SampleOptions.accepted(component.configuration, beside: base)
        {
            let answer = await run(component, on: SampleDocuments.words(pages: 1, each: 20), options: options)
            if case .failed(let why) = Self.verdict(answer, on: component) {
                return .failed("with \(name): \(why)")
            }
            if case .answered(let result) = answer, let failure = result.failure,
                failure.kind == .configuration
            {
                return .failed("the schema allows \(name), and the component refuses it: \(failure.message)")
            }
        }
        return .passed
    }

    /// The host keeps wrong options away from a component; should one come through, it breaks nothing.
    func forbiddenOptions(_ component: ComponentManifest) async -> ConformanceReport.Outcome {
        guard let base = standardOptions(component) else { return needsOptions }
        for (name, options) in SampleOptions.wrong(component.configuration, beside: base) {
            let answer = await run(component, on: SampleDocuments.words(pages: 1, each: 20), options: options)
            if case .broken(let why) = answer { return .failed("with \(name): \(why)") }
        }
        return .passed
    }

    /// The same input gives the same bytes, also in another process.
    func determinism(_ component: ComponentManifest) async -> ConformanceReport.Outcome {
        guard let options = standardOptions(component) else { return needsOptions }
        var first: (json: [UInt8], document: [UInt8])?
        for _ in 0..<3 {
            let answer = await run(
                component, on: SampleDocuments.words(pages: 3, each: 200), options: options)
            guard case .answered(let result) = answer else { return Self.verdict(answer, on: component) }
            do {
                let now = (json: result.json, document: try result.document?.copied() ?? [])
                if let first, first != now {
                    return .failed(
                        "two runs on the same input gave different answers; take out clocks, random numbers "
                            + "and the order of dictionaries")
                }
                first = now
            } catch {
                return .failed("\(error)")
            }
        }
        return .passed
    }

    /// A cancelled call ends by itself: its worker needs no killing.
    ///
    /// A plugin that listens can be late on a busy machine, but one that does not is late each time.
    func cancelling(_ component: ComponentManifest) async -> ConformanceReport.Outcome {
        guard let options = standardOptions(component) else { return needsOptions }
        var outcome = ConformanceReport.Outcome.passed
        for _ in 0..<3 {
            outcome = await cancelled(component, options)
            guard case .failed = outcome else { break }
        }
        return outcome
    }

    private func cancelled(_ component: ComponentManifest, _ options: JSONObject) async
        -> ConformanceReport.Outcome
    {
        let document: SealedBytes
        do {
            document = try SealedBytes(SampleDocuments.words(pages: 200, each: 500).encoded())
        } catch {
            return .failed("\(error)")
        }
        // A worker that lives already: the time of its start is not the component's.
        _ = await run(component, on: DocumentBuilder(), options: options)
        let before = Set(await pool.processes())
        let task = Task { await run(component, on: document, options: options) }
        do {
            try await Task.sleep(for: .milliseconds(50))
        } catch {
            return .failed("the kit itself was cancelled; run it again")
        }
        task.cancel()
        _ = await task.value
        // A killed worker is counted until it was waited for, so its end is awaited by one more call.
        let next = await run(component, on: DocumentBuilder(), options: options)
        if case .broken(let why) = next { return .failed(why) }
        return before.isSubset(of: Set(await pool.processes()))
            ? .passed
            : .failed(
                "it had to be killed; ask the host in each loop whether the call was cancelled, and return then"
            )
    }

    /// The worker's memory does not grow from run to run.
    func memory(_ component: ComponentManifest) async -> ConformanceReport.Outcome {
        guard let options = standardOptions(component) else { return needsOptions }
        let document: SealedBytes
        do {
            document = try SealedBytes(SampleDocuments.words(pages: 1, each: 200).encoded())
        } catch {
            return .failed("\(error)")
        }
        var early = 0
        for index in 0..<settings.runs {
            let answer = await run(component, on: document, options: options)
            if case .broken(let why) = answer { return .failed("in run \(index + 1): \(why)") }
            if index == settings.runs / 4 { early = await resident() }
        }
        let grown = await resident() - early
        return grown <= 4 << 20
            ? .passed
            : .failed(
                "its worker grew by \(grown >> 10) KiB from run \(settings.runs / 4) on; free what a run takes"
            )
    }

    /// Bytes of memory that the workers really use.
    private func resident() async -> Int {
        var pages = 0
        for process in await pool.processes() {
            // A worker that has gone just now uses nothing.
            guard let text = try? FileSystem.readText("/proc/\(process)/statm") else { continue }
            let columns = text.split(separator: " ")
            pages += columns.count > 1 ? Int(columns[1]) ?? 0 : 0
        }
        return pages * 4096
    }
}
