internal import Crypto
internal import Files
internal import Synchronization
package import YAML

/// A pipeline that was checked and can run, with what it was made of.
package struct LoadedPipeline: Sendable {
    package let definition: PipelineDefinition
    /// SHA-256 of its text and of all that it takes in, 64 lower-case digits.
    package let digest: String
    /// What it takes in.
    package let parts: PipelineParts
    /// The files that it, its parts and its variables came from, as they were then.
    private let stamps: [String: FileStamp?]

    /// Whether every file that something came from is as it was.
    package var isFresh: Bool { stamps.allSatisfy { FileStamp($0.key) == $0.value } }

    /// Checks a text, and notes what it was made of.
    ///
    /// - Parameters:
    ///   - source: The text.
    ///   - looksForDocuments: Whether tests' documents must be there.
    ///   - components: What is installed.
    ///   - files: Where it finds what it takes in.
    ///   - isReplay: Whether `files` are kept copies, which never change.
    ///   - variables: Where variables get their values in files of a folder.
    /// - Returns: The pipeline, unless a mistake keeps it from running, and every mistake.
    package static func load(
        _ source: YAMLSource, looksForDocuments: Bool, components: any ComponentDirectory,
        files: PipelineFiles, isReplay: Bool = false,
        variables: @escaping @Sendable (_ folder: String) -> VariableSource
    ) -> (pipeline: LoadedPipeline?, diagnostics: [Diagnostic]) {
        let seen = Seen()
        let recorder = PipelineParts.Recorder { path in
            if !isReplay { seen.note(path) }
        }
        let watched: @Sendable (String) -> VariableSource = { folder in
            let own = variables(folder)
            return VariableSource(
                environment: own.environment,
                file: { path in
                    // Before it is read: a change in between is then found at the next look.
                    seen.note(FilePath.join(folder == "." ? "" : folder, path))
                    return own.file(path)
                }, refusal: own.refusal)
        }
        let folder = FilePath.parent(source.name)
        let check = PipelineChecker.check(
            source, components: components, variables: watched(folder),
            documentExists: looksForDocuments ? looker(in: folder) : nil, files: recorder.recording(files),
            otherVariables: watched)
        let pipeline = check.definition.map { definition in
            LoadedPipeline(
                definition: definition, digest: digest(of: definition.sources.flatMap(\.bytes)),
                parts: recorder.all, stamps: seen.all)
        }
        return (pipeline, check.diagnostics)
    }

    private static func looker(in folder: String) -> PipelineChecker.DocumentExists {
        { FileSystem.exists($0) || FileSystem.exists(FilePath.join(folder, $0)) }
    }

    /// A text's SHA-256, 64 lower-case digits.
    package static func digest(of text: [UInt8]) -> String { SHA256.hex(text) }

    private final class Seen: Sendable {
        private let stamps = Mutex<[String: FileStamp?]>([:])

        var all: [String: FileStamp?] { stamps.withLock { $0 } }

        func note(_ path: String) {
            let stamp = FileStamp(path)
            stamps.withLock { _ = $0.updateValue(stamp, forKey: path) }
        }
    }
}
