internal import AssayKit
internal import Composition
internal import Configuration
internal import Workers

/// Whether each plugin may run, and loads in a worker.
struct PluginCheck: Check {
    let name = "plugins"

    func look(_ visit: Visit) async -> Verdict {
        guard let configuration = visit.configuration else { return Visit.remote }
        let composition = Composition(
            plugins: configuration.plugins, pipelines: configuration.pipelines, data: configuration.data,
            lock: configuration.pluginsLock.map { .required($0) } ?? .ignored)
        if let problem = composition.gate.problem {
            return .fail(sentence: problem, mend: "put the list back, or allow the plugins again")
        }
        if let refused = composition.catalogue.refused.first {
            return .fail(
                sentence: refused.reason, mend: "look at it, then allow it with assay plugin allow")
        }
        if let warning = composition.warnings.first {
            return .fail(warning, mend: "build the plugin again, or take its folder out of plugins:")
        }
        let libraries = composition.catalogue.libraries
        guard !libraries.isEmpty else {
            return .fail(
                "there is no plugin at all", mend: "install Assay again; its plugins belong to it")
        }
        do {
            let pool = try Composition.pool(
                jobs: 1, accepting: configuration.acceptMissing, isVerbose: false)
            let verdict = await Self.load(libraries, pool)
            await pool.shutdown()
            return verdict
        } catch {
            return .skip("no worker can be started: \(error)", mend: "see the sandbox's line")
        }
    }

    private static func load(_ libraries: [PluginLibrary], _ pool: WorkerPool) async -> Verdict {
        for library in libraries {
            do throws(WorkerFailure) {
                let inspection = try await pool.inspect(library)
                if let first = inspection.disagreements.first {
                    return .fail(sentence: first, mend: "build the plugin again")
                }
            } catch {
                return .fail(
                    "\(library.id) does not load: \(error)",
                    mend:
                        "build it again for this version, or take its folder away; assay plugin inspect tells more"
                )
            }
        }
        let names = libraries.map { "\($0.id) \($0.manifest.version)" }
        return .pass("\(libraries.count) load in a worker: \(names.joined(separator: ", "))")
    }
}
