internal import Files
package import YAML

/// Where a pipeline finds what it takes in from elsewhere: the pipelines that it extends, and files that options name.
package struct PipelineFiles: Sendable {
    /// Why there is no file.
    package struct Problem: Error, Sendable {
        /// One sentence.
        package let message: String
        package var suggestion: String?
        package var mend: String?

        package init(_ message: String, suggestion: String? = nil, mend: String? = nil) {
            self.message = message
            self.suggestion = suggestion
            self.mend = mend
        }
    }

    /// The path of a pipeline, named by a file in a folder.
    package let pipeline: @Sendable (_ name: String, _ folder: String) -> Result<String, Problem>
    /// The paths of the file, or of the YAML files in the folder, of this path.
    package let files: @Sendable (_ path: String) -> Result<[String], Problem>
    /// A file's text.
    package let read: @Sendable (_ path: String) -> Result<YAMLSource, Problem>

    /// This machine's files; pipelines beside the file that names them, then those of a library.
    package static func local(_ library: PipelineLibrary) -> PipelineFiles {
        PipelineFiles(
            pipeline: { name, folder in find(name, in: folder, library) }, files: list, read: readLocal)
    }

    /// A library's pipelines by their names, and no other file of this machine.
    package static func named(_ library: PipelineLibrary) -> PipelineFiles {
        PipelineFiles(
            pipeline: { name, folder in
                isPath(name) ? .failure(refused) : find(name, in: folder.isEmpty ? "." : folder, library)
            },
            files: { _ in .failure(refused) }, read: readLocal)
    }

    private static let refused = Problem(
        "files are not read for a pipeline that came over the network", mend: "write the value out")

    private static func isPath(_ name: String) -> Bool {
        name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    }

    private static func find(
        _ name: String, in folder: String, _ library: PipelineLibrary
    ) -> Result<String, Problem> {
        if isPath(name) {
            let path = FilePath.join(folder == "." ? "" : folder, name)
            return FileSystem.isFile(path) ? .success(path) : .failure(Problem("there is no file \(path)"))
        }
        let beside = FileSystem.isDirectory(folder) ? [folder] : []
        return PipelineLibrary(folders: beside + library.folders).find(name).mapError { unknown in
            Problem(
                "there is no pipeline \"\(name)\"", suggestion: unknown.suggestion,
                mend: unknown.suggestion == nil ? "known are \(unknown.known.joined(separator: ", "))" : nil)
        }
    }

    private static func list(_ path: String) -> Result<[String], Problem> {
        guard FileSystem.isDirectory(path) else { return .success([path]) }
        do throws(FileError) {
            let files = try FileSystem.list(path).filter { !$0.isDirectory }.map(\.path)
                .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
            return files.isEmpty ? .failure(Problem("\(path) holds no YAML files")) : .success(files)
        } catch {
            return .failure(Problem("\(path) can't be read: \(error.reason)", mend: error.mend))
        }
    }

    private static func readLocal(_ path: String) -> Result<YAMLSource, Problem> {
        do throws(FileError) {
            return .success(
                YAMLSource(name: path, bytes: try FileSystem.read(path, limit: YAMLLimits().bytes + 1)))
        } catch {
            return .failure(Problem("\(path) can't be read: \(error.reason)", mend: error.mend))
        }
    }
}
