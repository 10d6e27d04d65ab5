internal import YAML

extension PipelineFiles {
    /// For pipelines that came over the network: others by their names, and no file of this machine.
    ///
    /// - Parameters:
    ///   - library: The pipelines that lie in files.
    ///   - texts: Those that came over the network themselves, by name; they go first.
    /// - Returns: Files that refuse every path, with a sentence.
    package static func network(_ library: PipelineLibrary, texts: [String: String]) -> PipelineFiles {
        let local = local(library)
        return PipelineFiles(
            pipeline: { name, folder in
                if name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
                    return .failure(refused)
                }
                if texts[name] != nil { return .success(prefix + name) }
                return library.find(name).mapError { unknown in
                    Problem(
                        "there is no pipeline \"\(name)\"", suggestion: unknown.suggestion,
                        mend: unknown.suggestion == nil
                            ? "known are \((unknown.known + texts.keys.sorted()).joined(separator: ", "))"
                            : nil)
                }
            }, files: { _ in .failure(refused) },
            read: { path in
                guard path.hasPrefix(prefix) else { return local.read(path) }
                return texts[String(path.dropFirst(prefix.count))].map {
                    .success(YAMLSource(name: path, text: $0))
                } ?? .failure(refused)
            })
    }

    /// Begins what stands for a path of those that have none.
    private static let prefix = "api:"

    private static let refused = Problem(
        "files are not read for a pipeline that came over the network", mend: "write the value out")
}
