/// Has the pipelines that jobs are bound to.
package protocol PipelineVersions: Sendable {
    /// - Throws: ``StorageError/notFound(_:)``.
    func boundPipeline(
        _ name: String, _ reference: PipelineReference
    ) async throws(StorageError) -> BoundPipeline
}

/// The pipelines that came over the API, in all their versions, and copies of the files that were used.
///
/// Every change leaves an entry in the audit log, in the same transaction.
package protocol PipelineStore: PipelineVersions {
    /// Adds a version, which is in force from then on; a text that is in force already adds none.
    ///
    /// - Parameters:
    ///   - name: The pipeline's.
    ///   - text: The YAML.
    ///   - parts: What it was put together from besides.
    ///   - digest: SHA-256 of all of it, 64 lower-case digits.
    ///   - expected: The version that the caller has seen in force, 0 for none; nil: whichever it is.
    ///   - actor: Who puts it there.
    /// - Returns: The version in force.
    /// - Throws: ``StorageError/staleVersion(current:)``.
    func putPipeline(
        _ name: String, text: String, parts: String, digest: String, expected: Int?, by actor: Actor
    ) async throws(StorageError) -> PipelineVersion

    /// Takes a pipeline out of force; its versions stay.
    ///
    /// - Throws: ``StorageError/notFound(_:)`` when none is in force, ``StorageError/staleVersion(current:)``.
    func withdrawPipeline(_ name: String, expected: Int?, by actor: Actor) async throws(StorageError)

    /// What is in force, by name.
    func pipelinesInForce() async throws(StorageError) -> [PipelineVersion]

    /// All versions of a name, the newest first.
    func pipelineVersions(_ name: String, _ page: PageRequest) async throws(StorageError)
        -> Page<PipelineVersion>

    /// - Throws: ``StorageError/notFound(_:)``.
    func pipelineVersion(_ name: String, _ number: Int) async throws(StorageError) -> PipelineVersion

    /// Keeps a copy of a file; no error when it is kept already.
    func keepPipelineFile(_ copy: PipelineFileCopy) async throws(StorageError)
}
