internal import Engine
internal import Pipelines
internal import Storage

/// The pipelines of a worker beside the service: the versions that its jobs are bound to, asked of the service.
struct WorkerPipelines: Sendable {
    private let loader: PipelineLoader
    private let bound: BoundPipelines

    init(_ loader: PipelineLoader, versions: any PipelineVersions) {
        self.loader = loader
        bound = BoundPipelines(loader, versions)
    }

    /// The plan of a pipeline; a job that is bound to none gets the file of now.
    ///
    /// - Throws: ``PipelineUnusable`` with every mistake; a ``StorageError`` that passes.
    func plan(_ name: String?, _ reference: PipelineReference?) async throws -> Plan {
        let name = name ?? PipelineLibrary.standardName
        if let reference { return Plan(try await bound.pipeline(name, reference).definition) }
        let path = try loader.library.find(name).get()
        let outcome = await loader.file(path)
        guard let pipeline = outcome.pipeline else { throw PipelineUnusable(name, outcome.mistakes) }
        return Plan(pipeline.definition)
    }

    /// Checks everything again, for there are other components than before.
    func componentsChanged() async { await bound.componentsChanged() }
}
