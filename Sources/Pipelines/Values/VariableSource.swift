/// Where variables get their values.
package struct VariableSource: Sendable {
    /// A variable of the environment; nil when it isn't set.
    package let environment: @Sendable (String) -> String?
    /// A file's content, or a sentence that says why it can't be read.
    package let file: @Sendable (String) -> Result<String, FileProblem>
    /// Why a variable of the environment may not be used at all, not even with a default; nil: it may.
    package let refusal: @Sendable (String) -> String?

    /// Why a file gave no value.
    package struct FileProblem: Error, Sendable {
        /// One sentence with the path.
        package let message: String

        package init(message: String) {
            self.message = message
        }
    }

    package init(
        environment: @escaping @Sendable (String) -> String?,
        file: @escaping @Sendable (String) -> Result<String, FileProblem>,
        refusal: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.environment = environment
        self.file = file
        self.refusal = refusal
    }

    /// Values from a table, for tests and for showing a pipeline without its secrets.
    package static func table(
        _ environment: [String: String], files: [String: String] = [:]
    ) -> VariableSource {
        VariableSource(
            environment: { environment[$0] },
            file: { path in
                files[path].map(Result.success)
                    ?? .failure(FileProblem(message: "cannot read \(path): there is no such file"))
            })
    }
}
