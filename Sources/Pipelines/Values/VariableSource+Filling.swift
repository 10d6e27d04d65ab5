extension VariableSource {
    /// Why a text could not be filled in.
    package struct FillingProblem: Error, Sendable {
        /// One sentence with the mend.
        package let message: String
    }

    /// A text with its variables (`${NAME}`, `${NAME:-default}`, `${file:PATH}`) filled in.
    ///
    /// - Throws: ``FillingProblem`` for the first variable that has no value.
    package func filled(_ text: String) throws(FillingProblem) -> String {
        guard VariableText.mayHold(text) else { return text }
        var filled = ""
        for part in VariableText(text).parts {
            switch part {
            case .literal(let literal): filled += literal
            case .environment(let name, let fallback, _):
                if let value = environment(name), !(value.isEmpty && fallback != nil) {
                    filled += value
                } else if let fallback {
                    filled += fallback
                } else {
                    throw FillingProblem(
                        message:
                            "the variable \(name) is not set; set it, or give a default: ${\(name):-value}")
                }
            case .file(let path, _):
                switch file(path) {
                case .success(let content): filled += content
                case .failure(let problem): throw FillingProblem(message: problem.message)
                }
            case .malformed(let message, _):
                throw FillingProblem(
                    message:
                        "\(message); write ${NAME}, ${NAME:-default} or ${file:PATH}, and $${ for a literal ${"
                )
            }
        }
        return filled
    }
}
