internal import Composition
internal import Configuration
internal import Engine
internal import InvoiceHistory
internal import Pipelines
internal import Processing
internal import Workers

extension Composition {
    /// The plugins and pipelines that a configuration names; `plugins.lock` says which may run.
    init(_ configuration: Configuration) {
        self.init(
            plugins: configuration.plugins, pipelines: configuration.pipelines, data: configuration.data,
            lock: configuration.pluginsLock.map { .required($0) } ?? .ignored)
    }
}

extension PluginShelf {
    /// Engines over a pool, each with the plugins of the moment at which it is made.
    func engines(
        over pool: WorkerPool, cache: any Cache, history: any HistorySource = NoHistory()
    ) -> EngineReading.Engines {
        { [self] events in
            current.engine(
                over: pool, events: events, cache: cache, history: history, isVerbose: false)
        }
    }
}

extension PipelineLoader {
    /// A loader with the components of a shelf.
    init(
        _ library: PipelineLibrary, _ shelf: PluginShelf, _ configuration: Configuration,
        _ engines: @escaping EngineReading.Engines
    ) {
        self.init(
            library: library, components: { shelf.current.directory },
            allowed: configuration.pipelineVariables,
            compile: { definition, timeout in
                await ExpressionCheck.diagnostics(
                    of: definition, with: engines(NoEvents()).expressions, timeout: timeout)
            })
    }
}
