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
        /// Hears the report's lines as cases come to their end.
        package var onLines: (@Sendable (String) -> Void)?

        package init() {}
    }

    let library: PluginLibrary
    let settings: Settings
    let pool: WorkerPool

    /// Milliseconds that one call may take.
    var callTime: Int { 5_000 * settings.patience }

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

    /// Tries all cases on a plugin; cancelling the task ends that at once, with what was found until then.
    ///
    /// - Throws: When no worker pool can be made on this machine.
    package static func report(on library: PluginLibrary, settings: Settings = Settings())
        async throws(SpawnError) -> ConformanceReport
    {
        let kit = try Conformance(library, settings: settings)
        let report = await withTaskCancellationHandler {
            await kit.report()
        } onCancel: {
            // Not what a call's own cancelling does: that leaves the plugin time, as much as the patience says.
            Task { await kit.pool.shutdown() }
        }
        await kit.pool.shutdown()
        return report
    }

    private func report() async -> ConformanceReport {
        var report = ConformanceReport(plugin: library.id)
        await add(
            TestCase(name: "library and manifest agree") { await agreement() }, of: library.id, to: &report)
        guard report.failures.isEmpty else { return report }
        for component in library.manifest.components {
            let cases = cases(of: component)
            for (index, next) in cases.enumerated() {
                guard !Task.isCancelled else {
                    report.isInterrupted = true
                    return report
                }
                await add(next, of: component.id, to: &report)
                guard let why = giveUp(on: component, report), index + 1 < cases.count else { continue }
                let left = cases.count - index - 1
                add(
                    .init(
                        component: component.id, name: left == 1 ? "1 more case" : "\(left) more cases",
                        outcome: .skipped(why), milliseconds: 0), to: &report)
                break
            }
        }
        return report
    }

    /// Why no more is tried: each further case would most likely end the same way, and may take its whole time.
    private func giveUp(on component: ComponentManifest, _ report: ConformanceReport) -> String? {
        let failures = report.failures.filter { $0.component == component.id }
        if let last = failures.last, last.milliseconds >= callTime {
            return "not tried, since it did not come to an end in \"\(last.name)\""
        }
        return failures.count < 3 ? nil : "not tried, since three have failed"
    }

    private func add(_ next: TestCase, of component: String, to report: inout ConformanceReport) async {
        let start = ContinuousClock.now
        let outcome = await next.body()
        let spent = (ContinuousClock.now - start).components
        let milliseconds = Int(spent.seconds) * 1000 + Int(spent.attoseconds / 1_000_000_000_000_000)
        // What was broken off says nothing about the plugin.
        guard !Task.isCancelled else {
            report.isInterrupted = true
            return
        }
        add(
            .init(component: component, name: next.name, outcome: outcome, milliseconds: milliseconds),
            to: &report)
    }

    private func add(_ result: ConformanceReport.Case, to report: inout ConformanceReport) {
        report.add(result)
        settings.onLines?(report.lines(ofCase: report.cases.count - 1))
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
