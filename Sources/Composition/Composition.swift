internal import AssayKit
package import Commands
package import Engine
internal import Files
package import InvoiceHistory
package import Pipelines
package import Workers

/// The only place that chooses implementations: plugins, pipelines, workers, cache.
package struct Composition: Sendable {
    package let catalogue: PluginCatalogue
    package let pipelines: PipelineLibrary
    /// What is wrong in the folders of plugins that the user named.
    package let warnings: [String]
    /// Says which libraries may run.
    package let gate: PluginGate
    /// Where plugins are looked for, most important first.
    let folders: [String]
    /// Where `plugins.lock` lies, or would; nil: nobody asks for it.
    let lockFile: String?
    /// Folders whose libraries need not stand in it.
    let trusted: [String]
    /// Whether a missing list is an empty one.
    let isLockRequired: Bool

    /// Which plugins must stand in a `plugins.lock`.
    package enum Lock: Sendable {
        /// None: the list is not looked at.
        case ignored
        /// All but the installation's, also where the file is not there yet.
        case required(String)
        /// All but the installation's and those of folders that `--plugins` names, where the file is there.
        case fileUnlessNamed(String)

        /// The list that `assay plugin allow` writes when it is told no other place.
        package static let here = Lock.fileUnlessNamed("plugins.lock")
    }

    /// The folders that options, environment and installation name.
    ///
    /// - Parameters:
    ///   - arguments: With `--plugins` and `--pipelines`.
    ///   - lock: Which plugins must stand in a list.
    package init(_ arguments: Arguments, lock: Lock = .ignored) {
        let explicit = arguments.all("plugins")
        self.init(
            plugins: explicit + Self.paths("ASSAY_PLUGIN_PATH"),
            pipelines: PipelineLibrary.standard(
                explicit: arguments.all("pipelines"), environment: Terminal.variable("ASSAY_PIPELINE_PATH")),
            lock: lock, explicit: explicit)
    }

    /// The folders that a configuration names, those of a data folder, and the installation's.
    ///
    /// - Parameters:
    ///   - plugins: Folders of plugins.
    ///   - pipelines: Folders of pipelines.
    ///   - data: The data folder, of which `plugins/` and `pipelines/` are searched.
    ///   - lock: Which plugins must stand in a list.
    package init(plugins: [String], pipelines: [String], data: String, lock: Lock) {
        let own = FilePath.join(data, "plugins")
        self.init(
            plugins: plugins + (FileSystem.isDirectory(own) ? [own] : []),
            pipelines: PipelineLibrary.standard(explicit: pipelines, data: data), lock: lock)
    }

    private init(plugins named: [String], pipelines: PipelineLibrary, lock: Lock, explicit: [String] = []) {
        let installed = [Self.installedPlugins].compactMap(\.self)
        folders = named + installed
        switch lock {
        case .ignored: (lockFile, trusted) = (nil, installed)
        case .required(let path): (lockFile, trusted) = (path, installed)
        case .fileUnlessNamed(let path): (lockFile, trusted) = (path, installed + explicit)
        }
        isLockRequired = if case .required = lock { true } else { false }
        gate = PluginGate(file: lockFile, trusted: trusted, isRequired: isLockRequired)
        let catalogue = PluginCatalogue(folders: folders, gate: gate)
        self.catalogue = catalogue
        self.pipelines = pipelines
        warnings = catalogue.diagnostics.filter { diagnostic in
            named.contains { FilePath.isInside(diagnostic.path, folder: $0) }
        }.map(\.description)
    }

    private init(_ other: Composition, gate: PluginGate, catalogue: PluginCatalogue) {
        self.catalogue = catalogue
        self.gate = gate
        pipelines = other.pipelines
        warnings = other.warnings
        folders = other.folders
        lockFile = other.lockFile
        trusted = other.trusted
        isLockRequired = other.isLockRequired
    }

    /// What lies in the folders now.
    ///
    /// - Parameter isGated: Whether `plugins.lock`, as it is now, keeps libraries out.
    /// - Returns: The same places, with their present content.
    func lookedAgain(isGated: Bool = true) -> Composition {
        let gate =
            isGated
            ? PluginGate(file: lockFile, trusted: trusted, isRequired: isLockRequired)
            : PluginGate(file: nil, trusted: trusted)
        return Composition(self, gate: gate, catalogue: PluginCatalogue(folders: folders, gate: gate))
    }

    /// The same with another choice of libraries.
    func choosing(_ libraries: [PluginLibrary]) -> Composition {
        Composition(self, gate: gate, catalogue: catalogue.choosing(libraries))
    }

    /// Options that all commands have which need plugins or pipelines.
    package static let options = [
        Option("plugins", value: "DIR", help: "look for plugins here first; may be repeated"),
        Option("pipelines", value: "DIR", help: "look for pipelines here first; may be repeated"),
    ]

    /// What pipelines may use.
    package var directory: ComponentList { directory { _ in nil } }

    /// What pipelines may use where a list of plugins says which may run, and with what.
    ///
    /// Bundled plugins may run and have what they need.
    package func directory(_ lock: PluginLock, named path: String) -> ComponentList {
        directory { library in
            Self.isBundled(library.manifestPath) ? nil : Self.obstacle(library, lock, path)
        }
    }

    private func directory(
        _ obstacle: (PluginLibrary) -> ComponentDescription.Obstacle?
    ) -> ComponentList {
        var seen: Set<String> = []
        return ComponentList(
            catalogue.libraries.flatMap { library -> [ComponentDescription] in
                let obstacle = obstacle(library)
                return library.manifest.components.filter { seen.insert($0.id).inserted }.map { component in
                    var description = ComponentDescription(component, of: library.manifest)
                    description.obstacle = obstacle
                    let (id, path) = (component.id, library.manifestPath)
                    description.rules = { Self.rules(of: id, beside: path) }
                    return description
                }
            })
    }

    /// The ids in the catalogue of rules beside a manifest; none where there is none for this component.
    private static func rules(of component: String, beside manifest: String) -> [String] {
        let path = FilePath.join(FilePath.parent(manifest), "rules.json")
        // What is wrong with a catalogue, `assay rules list` says; unknown rules are then told by the component.
        guard let bytes = try? FileSystem.read(path, limit: 4 << 20), let json = try? JSONParser.parse(bytes),
            json["component"]?.stringValue == component
        else { return [] }
        return json["rules"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? []
    }

    private static func obstacle(
        _ library: PluginLibrary, _ lock: PluginLock, _ path: String
    ) -> ComponentDescription.Obstacle? {
        let folder = FilePath.parent(library.manifestPath)
        // A library that can't be read is one that may not run.
        guard let admitted = (try? lock.admitted(library)) ?? nil else {
            let isKnown = lock.entries.contains { $0.id == library.id }
            return .init(
                isKnown
                    ? "the plugin \(library.id) isn't the one that \(path) allows: its bytes are others"
                    : "the plugin \(library.id) isn't in \(path), so it may not run",
                mend: "allow it, once it is trusted: assay plugin allow \(folder)")
        }
        let missing = library.manifest.needs.filter { !admitted.grants.contains($0) }
        guard !missing.isEmpty else { return nil }
        let grants = missing.map { "--grant \($0)" }.joined(separator: " ")
        return .init(
            "the plugin \(library.id) needs \(missing.joined(separator: ", ")), which \(path) doesn't grant",
            mend: "grant it, once it is trusted: assay plugin allow \(folder) \(grants)")
    }

    /// Reads and checks a pipeline, named or by its path.
    ///
    /// - Throws: ``ConfigurationError`` with every mistake.
    package func pipeline(_ name: String?) throws(ConfigurationError) -> PipelineDefinition {
        let path: String
        do {
            path = try pipelines.find(name ?? PipelineLibrary.standardName).get()
        } catch {
            throw ConfigurationError("assay: \(error)")
        }
        let check = PipelineChecker.check(file: path, components: directory, library: pipelines)
        for diagnostic in check.diagnostics where diagnostic.severity == .warning {
            Terminal.error(diagnostic.text)
        }
        guard let definition = check.definition else {
            let mistakes = check.diagnostics.filter { $0.severity == .error }.map(\.text)
            let broken = catalogue.diagnostics.map { "note: a plugin was passed over: \($0)" }
            throw ConfigurationError((mistakes + broken).joined(separator: "\n"))
        }
        return definition
    }

    /// A pool of workers.
    ///
    /// - Parameters:
    ///   - jobs: Documents at a time; nil: as many as there are cores.
    ///   - accepted: Layers of the sandbox that may be missing.
    ///   - isVerbose: Whether what plugins write on stderr is shown.
    ///   - niceness: How far workers stand back for other processes, 0 to 19.
    /// - Returns: It, without workers yet.
    /// - Throws: ``ConfigurationError`` when this machine can't shut plugins in.
    package static func pool(
        jobs: Int?, accepting accepted: [String], isVerbose: Bool, niceness: Int32 = 0
    ) throws(ConfigurationError) -> WorkerPool {
        var settings = PoolSettings()
        settings.niceness = niceness
        settings.concurrency = max(jobs ?? 0, settings.concurrency)
        settings.workers = max(settings.workers, settings.concurrency * 4)
        settings.acceptMissing = accepted
        if isVerbose {
            settings.onErrorLine = { plugin, line in Terminal.error("\(plugin): \(line.printable)") }
        }
        do {
            try SandboxReport.current().require(accepting: accepted)
            return try WorkerPool(settings: settings)
        } catch {
            throw ConfigurationError("assay: \(error)")
        }
    }

    /// An engine over a pool.
    package func engine(
        over pool: WorkerPool, events: any EventSink, cache: any Cache,
        history: any HistorySource = NoHistory(), isVerbose: Bool
    ) -> Engine {
        let onLog: @Sendable (String, LogLine) -> Void = { plugin, line in
            Terminal.error("\(plugin): \(line.text.printable)")
        }
        let runner = PoolRunner(
            pool: pool, libraries: catalogue.libraries, history: history, onLog: isVerbose ? onLog : nil)
        let components = ComponentIndex(catalogue.libraries)
        var settings = Engine.Settings()
        settings.parallelWindows = pool.settings.concurrency
        let evaluator = ExpressionComponent(runner: runner, components: components, view: { $0.view })
        return Engine(
            runner: runner, components: components, evaluator: evaluator, events: events, cache: cache,
            settings: settings)
    }

    /// Where recognised pages are kept between runs.
    package static func cache(isOff: Bool) -> any Cache {
        let base =
            Terminal.variable("XDG_CACHE_HOME")
            ?? Terminal.variable("HOME").map { FilePath.join($0, ".cache") }
        guard !isOff, let base else { return NoCache() }
        return FileCache(folder: FilePath.join(base, "assay/pages"))
    }

    /// Whether a plugin came with Assay.
    ///
    /// - Parameter manifest: Where its manifest lies.
    /// - Returns: True for what lies in the installation's folder.
    package static func isBundled(_ manifest: String) -> Bool {
        installedPlugins.map { FilePath.isInside(manifest, folder: $0) } ?? false
    }

    /// The bundled plugins: below the installation's prefix, or in the checkout that the executable was built in.
    private static let installedPlugins: String? = {
        let bin = ExecutableLocation.folder
        let installed = FilePath.join(FilePath.parent(bin), "lib/assay")
        if FileSystem.isDirectory(installed) { return installed }
        var folder = bin
        while folder != "/", folder != "." {
            let plugins = FilePath.join(folder, "Plugins")
            if FileSystem.isDirectory(FilePath.join(folder, "seeds")), FileSystem.isDirectory(plugins) {
                return plugins
            }
            folder = FilePath.parent(folder)
        }
        return nil
    }()

    private static func paths(_ variable: String) -> [String] {
        (Terminal.variable(variable) ?? "").split(separator: ":").map(String.init)
    }
}
