package import AssayKit
internal import Files
package import Workers

/// The conformance kit: what every plugin must stand, tried in the worker that production uses.
package struct Conformance: Sendable {
    /// How the kit is run.
    package struct Settings: Sendable {
        /// Options beside the defaults, for each component.
        package var options = JSONObject()
        /// Multiplies all time limits, for slow machines.
        package var patience = 1
        /// Runs of the memory case.
        package var runs = 200
        /// Sandbox layers that may be missing, by name.
        package var acceptMissing: [String] = []

        package init() {}
    }

    let library: PluginLibrary
    let settings: Settings
    let pool: WorkerPool

    private init(_ library: PluginLibrary, settings: Settings) throws(SpawnError) {
        // Without grants: a test sends nothing, and asks nobody.
        self.library = library.granting(library.manifest.needs.filter { $0.hasPrefix("read:") })
        self.settings = settings
        var pool = PoolSettings()
        pool.concurrency = 1
        pool.cancelGrace = 200 * settings.patience
        pool.start = 10_000 * settings.patience
        pool.idle = 600_000
        pool.acceptMissing = settings.acceptMissing
        self.pool = try WorkerPool(settings: pool)
    }

    /// Tries all cases on a plugin.
    ///
    /// - Throws: When no worker pool can be made on this machine.
    package static func report(on library: PluginLibrary, settings: Settings = Settings())
        async throws(SpawnError) -> ConformanceReport
    {
        let kit = try Conformance(library, settings: settings)
        let report = await kit.report()
        await kit.pool.shutdown()
        return report
    }

    private func report() async -> ConformanceReport {
        var report = ConformanceReport(plugin: library.id)
        await add("library and manifest agree", of: library.id, to: &report) { await agreement() }
        guard report.failures.isEmpty else { return report }
        for component in library.manifest.components {
            for sample in SampleDocuments.all
            where report.failures.count(where: { $0.component == component.id }) < 3 {
                await add(sample.name, of: component.id, to: &report) {
                    await judged(component) { await run(component, on: sample.document, options: $0) }
                }
            }
            // A component that fails on everything fails here too, and may take its whole time for each.
            guard report.failures.count(where: { $0.component == component.id }) < 3 else { continue }
            await add("options that the schema allows", of: component.id, to: &report) {
                await allowedOptions(component)
            }
            await add("options that the schema forbids", of: component.id, to: &report) {
                await forbiddenOptions(component)
            }
            await add("same input, same answer", of: component.id, to: &report) {
                await determinism(component)
            }
            await add("cancelling obeyed in 200 ms", of: component.id, to: &report) {
                await cancelling(component)
            }
            await add("memory flat over \(settings.runs) runs", of: component.id, to: &report) {
                await memory(component)
            }
            for golden in GoldenFile.beside(library.manifestPath, of: component.id) {
                await add("golden file \(golden.name)", of: component.id, to: &report) {
                    await judge(golden, component)
                }
            }
        }
        return report
    }

    private func add(
        _ name: String, of component: String, to report: inout ConformanceReport,
        _ body: () async -> ConformanceReport.Outcome
    ) async {
        let start = ContinuousClock.now
        let outcome = await body()
        let spent = (ContinuousClock.now - start).components
        let milliseconds = Int(spent.seconds) * 1000 + Int(spent.attoseconds / 1_000_000_000_000_000)
        report.add(.init(component: component, name: name, outcome: outcome, milliseconds: milliseconds))
    }

    private func agreement() async -> ConformanceReport.Outcome {
        do throws(WorkerFailure) {
            let said = try await pool.inspect(library)
            return said.disagreements.isEmpty ? .passed : .failed(said.disagreements.joined(separator: "; "))
        } catch {
            return .failed("\(error)")
        }
    }
}
