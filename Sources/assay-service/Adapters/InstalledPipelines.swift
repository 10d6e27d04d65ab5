internal import Composition
internal import Engine
internal import Files
internal import Pipelines
internal import Service
internal import Synchronization
internal import YAML

/// The pipelines of this installation, checked when they are used and again when their file has changed.
final class InstalledPipelines: PipelineCatalogue {
    private struct Known {
        let path: String
        /// Whether its file, and all that the file takes in, is still the same.
        let isCurrent: @Sendable () -> Bool
        let plan: Plan
    }

    private let composition: Composition
    private let known = Mutex<[String: Known]>([:])

    init(_ composition: Composition) { self.composition = composition }

    func list() -> [PipelineSummary] {
        composition.pipelines.list().entries.map {
            PipelineSummary(name: $0.name, description: $0.description, version: $0.version)
        }
    }

    func text(of name: String) -> String? {
        guard let path = path(of: name) else { return nil }
        // A file that has gone meanwhile is one that there is not.
        return try? FileSystem.readText(path)
    }

    func check(_ text: String) -> [PipelineMistake] {
        // What comes in over the network must not name files or the environment of this machine.
        let source = YAMLSource(name: "pipeline.yaml", text: text)
        let check = PipelineChecker.check(
            source, components: composition.directory,
            variables: Self.nothing, files: .named(composition.pipelines),
            otherVariables: { _ in Self.nothing })
        return check.diagnostics.map(Self.mistake)
    }

    func isUsable(_ name: String) -> Bool? {
        guard path(of: name) != nil else { return nil }
        // Why it is not, the check of its text says.
        return (try? plan(name)) != nil
    }

    /// The plan of a pipeline; nil names the standard one.
    ///
    /// - Throws: ``PipelineUnusable`` with every mistake.
    func plan(_ name: String?) throws -> Plan {
        let name = name ?? PipelineLibrary.standardName
        guard let path = path(of: name) else {
            throw PipelineUnusable("there is no pipeline \(name); see assay pipeline list")
        }
        if let known = known.withLock({ $0[name] }), known.path == path, known.isCurrent() {
            return known.plan
        }
        let check = PipelineChecker.check(
            file: path, components: composition.directory, library: composition.pipelines)
        guard let definition = check.definition else {
            let mistakes = check.diagnostics.filter { $0.severity == .error }.map {
                "\($0.line):\($0.column) \($0.message)"
            }
            throw PipelineUnusable("the pipeline \(name) has mistakes: \(mistakes.joined(separator: "; "))")
        }
        let plan = Plan(definition)
        known.withLock { $0[name] = Known(path: path, isCurrent: definition.isCurrent, plan: plan) }
        return plan
    }

    /// Neither the environment nor files, each with a sentence.
    private static let nothing = VariableSource(
        environment: { _ in nil },
        file: { _ in .failure(.init(message: "files are not read for a pipeline that came over the network"))
        })

    /// Only names that the list has: a path would name any file of this machine.
    private func path(of name: String) -> String? {
        composition.pipelines.list().entries.first { $0.name == name }?.path
    }

    private static func mistake(_ diagnostic: Diagnostic) -> PipelineMistake {
        PipelineMistake(
            line: diagnostic.line, column: diagnostic.column, code: diagnostic.code.rawValue,
            message: diagnostic.message,
            hint: diagnostic.suggestion.map { "did you mean \($0)?" } ?? diagnostic.mend,
            isError: diagnostic.severity == .error)
    }
}

/// A pipeline that no document can go through.
struct PipelineUnusable: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
