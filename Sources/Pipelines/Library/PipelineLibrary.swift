package import Files
internal import YAML

/// The pipelines that can be used by name, from the folders where they are looked for.
package struct PipelineLibrary: Sendable {
    /// The pipeline of those who name none.
    package static let standardName = "gst-invoice"

    /// A pipeline file.
    package struct Entry: Sendable, Hashable {
        package let name: String
        /// nil when the file has none.
        package let description: String?
        /// As the file says, else a digest of the file.
        package let version: String
        package let path: String
        /// The folder that was searched.
        package let folder: String

        package init(name: String, description: String?, version: String, path: String, folder: String) {
            self.name = name
            self.description = description
            self.version = version
            self.path = path
            self.folder = folder
        }
    }

    /// The folders, in the order in which they are searched; the first pipeline of a name counts.
    package let folders: [String]

    package init(folders: [String]) {
        self.folders = folders
    }

    /// Where pipelines are looked for.
    ///
    /// - Parameters:
    ///   - explicit: What `--pipelines` names.
    ///   - environment: The value of `ASSAY_PIPELINE_PATH`: folders separated by colons.
    ///   - data: The data folder, of which `pipelines/` is searched; nil: none.
    ///   - installed: The shipped ones; nil: there are none.
    /// - Returns: The library of these folders; those that don't exist are passed over, except explicit ones.
    package static func standard(
        explicit: [String] = [], environment: String? = nil, data: String? = nil,
        installed: String? = PipelineLibrary.installedFolder
    ) -> PipelineLibrary {
        var folders = (environment ?? "").split(separator: ":").map(String.init)
        if let data {
            folders.append(FilePath.join(data, "pipelines"))
        }
        if let installed {
            folders.append(installed)
        }
        return PipelineLibrary(folders: explicit + folders.filter { FileSystem.isDirectory($0) })
    }

    /// The shipped pipelines: below the installation's prefix, or in the checkout that the executable was built in.
    package static let installedFolder: String? = {
        let bin = ExecutableLocation.folder
        let shared = FilePath.join(FilePath.parent(bin), "share/assay/pipelines")
        if FileSystem.isDirectory(shared) {
            return shared
        }
        var folder = bin
        while folder != "/", folder != "." {
            let seeds = FilePath.join(folder, "seeds/pipelines")
            if FileSystem.exists(FilePath.join(folder, "Package.swift")), FileSystem.isDirectory(seeds) {
                return seeds
            }
            folder = FilePath.parent(folder)
        }
        return nil
    }()

    /// All pipelines, by name, and what is wrong with the folders.
    ///
    /// Files are read only as far as it takes to name them; checking them is `PipelineChecker`'s.
    package func list() -> (entries: [Entry], diagnostics: [Diagnostic]) {
        var entries: [Entry] = []
        var diagnostics: [Diagnostic] = []
        for folder in folders {
            var here: [Entry] = []
            for path in files(in: folder, &diagnostics) {
                guard let entry = Self.entry(path, in: folder) else {
                    continue
                }
                if let other = here.first(where: { $0.name == entry.name }) {
                    diagnostics.append(
                        Diagnostic(
                            .samePipeline, severity: .warning, file: path, line: 1, column: 1,
                            message: "\(other.path) has the name \(entry.name) too, and is used",
                            mend: "rename one"))
                } else {
                    here.append(entry)
                }
            }
            entries += here.filter { new in !entries.contains { $0.name == new.name } }
        }
        return (entries.sorted { $0.name < $1.name }, diagnostics)
    }

    /// Every file that may be a pipeline's, as it is now, in the order in which names are looked for.
    ///
    /// Nothing is read for that.
    package func stamps() -> [(path: String, stamp: FileStamp)] {
        var ignored: [Diagnostic] = []
        return folders.flatMap { files(in: $0, &ignored) }.compactMap { path in
            FileStamp(path).map { (path, $0) }
        }
    }

    /// The file of a pipeline.
    ///
    /// - Parameter wanted: A name; or a path, which has a slash or ends in .yaml or .yml.
    /// - Returns: The path; or what is wrong, with a suggestion.
    package func find(_ wanted: String) -> Result<String, UnknownPipeline> {
        if wanted.contains("/") || wanted.hasSuffix(".yaml") || wanted.hasSuffix(".yml") {
            return .success(wanted)
        }
        for folder in folders {
            // The usual case without reading every file: the file is called like its pipeline.
            let usual = FilePath.join(folder, wanted + ".yaml")
            if FileSystem.isFile(usual), Self.entry(usual, in: folder)?.name == wanted {
                return .success(usual)
            }
            var ignored: [Diagnostic] = []
            for path in files(in: folder, &ignored) where Self.entry(path, in: folder)?.name == wanted {
                return .success(path)
            }
        }
        let names = list().entries.map(\.name)
        return .failure(
            UnknownPipeline(
                name: wanted, suggestion: Spelling.nearest(to: wanted, among: names), known: names,
                folders: folders))
    }

    private func files(in folder: String, _ diagnostics: inout [Diagnostic]) -> [String] {
        do throws(FileError) {
            return try FileSystem.list(folder).filter { !$0.isDirectory }.map(\.path).filter { path in
                (path.hasSuffix(".yaml") || path.hasSuffix(".yml"))
                    && !path.hasSuffix(".test.yaml") && !path.hasSuffix(".test.yml")
            }
        } catch {
            diagnostics.append(
                Diagnostic(
                    .unreadable, file: folder, line: 1, column: 1,
                    message: "the folder can't be read: \(error.reason)", mend: error.mend))
            return []
        }
    }

    /// nil for a file that can't be read as YAML or isn't a pipeline's: checking it would say why.
    private static func entry(_ path: String, in folder: String) -> Entry? {
        // A file that can't be read has no name to list; naming it with its path tells why.
        guard let bytes = try? FileSystem.read(path, limit: YAMLLimits().bytes) else {
            return nil
        }
        let source = YAMLSource(name: path, bytes: bytes)
        let root = YAMLReader.readDocument(source).document
        let name = root?["name"]?.scalar?.text ?? FilePath.stem(path)
        return Entry(
            name: name, description: root?["description"]?.scalar?.text,
            version: root?["version"]?.scalar?.text ?? PipelineChecker.digest(of: [source]), path: path,
            folder: folder)
    }
}

/// A name that no pipeline has.
package struct UnknownPipeline: Error, Sendable, CustomStringConvertible {
    package let name: String
    /// The name that was probably meant.
    package let suggestion: String?
    package let known: [String]
    package let folders: [String]

    package var description: String {
        let place = folders.isEmpty ? "no folder was searched" : "searched \(folders.joined(separator: ", "))"
        let mend =
            suggestion.map { "did you mean \"\($0)\"?" } ?? "known are \(known.joined(separator: ", "))"
        return "there is no pipeline \"\(name)\" (\(place)); \(known.isEmpty ? "name a file instead" : mend)"
    }
}
