internal import Files
package import YAML

extension PipelineChecker {
    /// Where a pipeline's further tests stand: `NAME.test.yaml` beside `NAME.yaml`.
    package static func testFile(of pipeline: String) -> String {
        FilePath.join(FilePath.parent(pipeline), FilePath.stem(pipeline) + ".test.yaml")
    }

    /// Reads a file of tests: a mapping with the one key `tests`.
    ///
    /// - Parameter path: The file; it stands in messages as given.
    /// - Returns: The tests, every mistake, and the text.
    package static func tests(
        file path: String
    ) -> (tests: [PipelineTest], diagnostics: [Diagnostic], source: YAMLSource) {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileSystem.read(path, limit: YAMLLimits().bytes + 1)
        } catch {
            let mistake = Diagnostic(
                .unreadable, file: path, line: 1, column: 1,
                message: "the file can't be read: \(error.reason)",
                mend: error.mend)
            return ([], [mistake], YAMLSource(name: path, text: ""))
        }
        return tests(YAMLSource(name: path, bytes: bytes))
    }

    /// Reads a text of tests: a mapping with the one key `tests`.
    ///
    /// - Parameter source: The text; documents are looked for beside the file of its name, and here.
    /// - Returns: The tests, every mistake, and the text.
    package static func tests(
        _ source: YAMLSource
    ) -> (tests: [PipelineTest], diagnostics: [Diagnostic], source: YAMLSource) {
        let folder = FilePath.parent(source.name)
        var checker = PipelineChecker(source, ComponentList([]), .process(folder: folder)) { document in
            FileSystem.exists(document)
                || (!document.hasPrefix("/") && FileSystem.exists(FilePath.join(folder, document)))
        }
        let (document, problems) = YAMLReader.readDocument(source)
        for problem in problems { checker.mistakes.add(problem) }
        let keys = document.flatMap { checker.keys(of: $0, as: .testFile) }
        let tests = keys?["tests"].map { checker.tests($0) } ?? []
        return (tests, checker.mistakes.all.inTextOrder, source)
    }
}
