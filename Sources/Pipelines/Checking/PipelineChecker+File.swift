internal import Files
internal import YAML

extension PipelineChecker {
    /// Checks a file with this process's environment; documents of tests are looked for beside it and here.
    ///
    /// - Parameters:
    ///   - path: The file; it stands in messages as given.
    ///   - components: What is installed.
    ///   - library: Where the pipelines are that it may extend.
    ///   - variables: Where variables get their values; nil: this process's environment, and files counted from the
    ///     pipeline file's folder.
    /// - Returns: The definition, unless a mistake keeps it from running, and every mistake. A file that can't be read
    ///   is one.
    package static func check(
        file path: String, components: any ComponentDirectory,
        library: PipelineLibrary = PipelineLibrary(folders: []), variables: VariableSource? = nil
    ) -> PipelineCheck {
        let bytes: [UInt8]
        do throws(FileError) {
            // One byte more than is read, so that a longer file is told as such.
            bytes = try FileSystem.read(path, limit: YAMLLimits().bytes + 1)
        } catch {
            let diagnostic = Diagnostic(
                error.isMissing || error.code != 0 ? .unreadable : .tooLarge, file: path, line: 1, column: 1,
                message: "the file can't be read: \(error.reason)", mend: error.mend)
            return PipelineCheck(
                definition: nil, diagnostics: [diagnostic], source: YAMLSource(name: path, text: ""))
        }
        let folder = FilePath.parent(path)
        let others: (@Sendable (String) -> VariableSource)? =
            variables == nil ? { @Sendable folder in .process(folder: folder) } : nil
        return check(
            YAMLSource(name: path, bytes: bytes), components: components,
            variables: variables ?? .process(folder: folder),
            documentExists: { document in
                FileSystem.exists(document)
                    || (!document.hasPrefix("/") && FileSystem.exists(FilePath.join(folder, document)))
            }, files: .local(library), otherVariables: others)
    }
}
