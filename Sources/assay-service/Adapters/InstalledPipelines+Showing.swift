internal import Files
internal import Pipelines
internal import Service
internal import Storage
internal import YAML

/// How pipelines are shown: without their secrets.
extension InstalledPipelines {
    func view(of file: ShelvedPipelines.Shelved, isInForce: Bool) -> PipelineView {
        // While nothing is in force, the file itself is shown with its mistakes.
        let source = file.inForce?.definition.source ?? Self.present(file.entry.path)
        let mistakes = file.mistakes.map { Self.mistake($0, in: file.entry.path) }
        return PipelineView(
            summary: Self.summary(file.entry), text: MaskedText.text(source, components: loader.components()),
            digest: LoadedPipeline.digest(of: source.bytes), isInForce: isInForce && file.inForce != nil,
            mistakes: file.inForce == nil || !file.mistakes.hasErrors ? mistakes : [],
            newerMistakes: file.inForce != nil && file.mistakes.hasErrors
                ? mistakes : [])
    }

    func view(of version: PipelineVersion, isInForce: Bool) -> PipelineView {
        let source = YAMLSource(name: "pipeline.yaml", text: version.text)
        let outcome = loader.bound(
            BoundPipeline(path: nil, text: version.text, parts: version.parts))
        return PipelineView(
            summary: Self.summary(version), text: MaskedText.text(source, components: loader.components()),
            digest: version.digest,
            isInForce: isInForce,
            mistakes: outcome.mistakes.map { Self.mistake($0) })
    }

    private static func present(_ path: String) -> YAMLSource {
        // A file that has gone meanwhile has no text.
        YAMLSource(name: path, bytes: (try? FileSystem.read(path, limit: YAMLLimits().bytes + 1)) ?? [])
    }

    static func summary(_ version: PipelineVersion) -> PipelineSummary {
        let source = YAMLSource(name: version.name, text: version.text)
        let root = YAMLReader.readDocument(source).document
        return PipelineSummary(
            name: version.name, description: root?["description"]?.scalar?.text,
            source: .stored(version.number),
            label: root?["version"]?.scalar?.text ?? String(version.digest.prefix(12)))
    }

    static func summary(_ entry: PipelineLibrary.Entry) -> PipelineSummary {
        PipelineSummary(
            name: entry.name, description: entry.description, source: .file, label: entry.version)
    }

    /// Asterisks where a secret belongs: the text of a `GET` that was sent back.
    static func maskMistakes(_ source: YAMLSource) -> [Diagnostic] {
        (1...max(1, source.lineCount)).compactMap { number in
            guard let line = source.line(number), let place = line.firstRange(of: MaskedText.mask) else {
                return nil
            }
            return Diagnostic(
                .optionValue, file: source.name, line: number,
                column: line.unicodeScalars.distance(from: line.startIndex, to: place.lowerBound) + 1,
                length: MaskedText.mask.count,
                message: "the secret that stood here was masked when it was shown",
                mend: "write the secret again, or a variable that the operator allows")
        }
    }

    /// A mistake; `file` is the one that lines and columns count in, others are named.
    static func mistake(_ diagnostic: Diagnostic, in file: String = "pipeline.yaml") -> PipelineMistake {
        let isElsewhere = diagnostic.file != file
        return PipelineMistake(
            line: diagnostic.line, column: diagnostic.column, code: diagnostic.code.rawValue,
            message: (isElsewhere ? "\(FilePath.basename(diagnostic.file)): " : "") + diagnostic.message,
            hint: diagnostic.suggestion.map { "did you mean \($0)?" } ?? diagnostic.mend,
            isError: diagnostic.severity == .error)
    }
}
