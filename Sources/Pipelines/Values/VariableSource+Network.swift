extension VariableSource {
    /// For pipelines that came over the network: whoever sent one must not read this machine's files and environment.
    ///
    /// - Parameters:
    ///   - allowed: What the operator lets them use: names of the environment, `file:PATH` for files.
    ///   - process: Where those get their values.
    /// - Returns: A source that refuses everything else, each with a sentence.
    package static func network(allowing allowed: Set<String>, from process: VariableSource) -> VariableSource
    {
        VariableSource(
            environment: { allowed.contains($0) ? process.environment($0) : nil },
            file: { path in
                allowed.contains("file:" + path)
                    ? process.file(path)
                    : .failure(
                        FileProblem(
                            message: "a pipeline that came over the API may not read ${file:\(path)}; "
                                + "put the value into the pipeline, or have the operator allow it with "
                                + "--pipeline-variable file:\(path)"))
            },
            refusal: { name in
                allowed.contains(name)
                    ? nil : "a pipeline that came over the API may not use the variable \(name)"
            })
    }
}
