internal import Files
internal import Pipelines

/// The pipeline files of this machine, as they were found last.
///
/// What has changed is told apart by its stamp; reading and checking is the caller's.
struct ShelvedPipelines {
    /// A file and what is in force of it.
    struct Shelved {
        /// As the file in force says; as the file says now while nothing is.
        var entry: PipelineLibrary.Entry
        /// What documents go through; nil: not loaded yet, or never without mistakes.
        var inForce: LoadedPipeline?
        /// What is wrong with the file's content of now, when that is not in force.
        var mistakes: [Diagnostic] = []
        /// Whether the content of now was looked at.
        var isChecked = false

        /// Whether its last look came to nothing, with something in force.
        var isToBeTried: Bool { inForce != nil && !isChecked }
    }

    private let library: PipelineLibrary
    private var stamps: [String: FileStamp] = [:]
    private var shelved: [String: Shelved] = [:]
    private var names: [(name: String, path: String)] = []

    init(_ library: PipelineLibrary) { self.library = library }

    /// The names that there are, with their files.
    var all: [Shelved] { names.compactMap { shelved[$0.path] } }

    /// The file of a name; nil when there is none.
    func path(of name: String) -> String? { names.first { $0.name == name }?.path }

    subscript(path: String) -> Shelved? { shelved[path] }

    /// Looks what is there, without checking anything.
    ///
    /// - Returns: The files in force whose text, or a file that a variable came from, has changed.
    mutating func look() -> [String] {
        let found = library.stamps()
        let now = Dictionary(found.map { ($0.path, $0.stamp) }, uniquingKeysWith: { first, _ in first })
        var changed = shelved.filter { $0.value.inForce.map { !$0.isFresh } ?? false || $0.value.isToBeTried }
            .map(\.key)
        if now != stamps {
            let entries = Dictionary(
                library.list().entries.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
            for (path, stamp) in found where stamps[path] != stamp || shelved[path] == nil {
                if shelved[path]?.inForce != nil {
                    changed.append(path)
                } else {
                    shelved[path] = entries[path].map { Shelved(entry: $0) }
                }
            }
            shelved = shelved.filter { now[$0.key] != nil }
            stamps = now
        }
        name(in: found.map(\.path))
        return Set(changed).sorted()
    }

    /// Notes what a check of a file came to: whole or not at all.
    mutating func settle(_ path: String, _ outcome: PipelineLoader.Outcome) {
        guard var file = shelved[path] else { return }
        file.isChecked = outcome.isFinal
        file.mistakes = outcome.mistakes
        if let pipeline = outcome.pipeline {
            file.inForce = pipeline
            let definition = pipeline.definition
            file.entry = PipelineLibrary.Entry(
                name: definition.name, description: definition.description, version: definition.version,
                path: path, folder: file.entry.folder)
        }
        shelved[path] = file
        name(in: library.stamps().map(\.path))
    }

    private mutating func name(in order: [String]) {
        names = []
        for path in order {
            guard let name = shelved[path]?.entry.name, !names.contains(where: { $0.name == name }) else {
                continue
            }
            names.append((name, path))
        }
        names.sort { $0.name < $1.name }
    }
}
