internal import YAML

/// A scalar with its variables filled in.
struct FilledScalar {
    /// The text with values in the place of variables.
    let text: String
    /// What it means: a plain scalar by the core schema, also after variables were filled in.
    let value: YAMLScalar.Value
    /// As written, when it holds variables; shown in place of the values, which may be secret.
    let template: String?
    /// Whether a value came from outside of the file.
    let isSecret: Bool
    let span: YAMLSpan

    /// How messages name it, without telling a secret.
    var shown: String {
        PipelineChecker.shortened(template ?? text)
    }
}

extension Mistakes {
    /// Bytes of one text with its variables filled in.
    private static let filledLimit = 1 << 20

    /// Fills a scalar's variables in.
    ///
    /// - Returns: nil when a variable has no value, which is then among the mistakes.
    mutating func fill(_ scalar: YAMLScalar, at span: YAMLSpan, from variables: VariableSource)
        -> FilledScalar?
    {
        guard VariableText.mayHold(scalar.text) else {
            return FilledScalar(
                text: scalar.text, value: scalar.value, template: nil, isSecret: false, span: span)
        }
        let parsed = VariableText(scalar.text)
        var text = ""
        var isSecret = false
        var isComplete = true
        for part in parsed.parts where text.utf8.count <= Self.filledLimit {
            switch part {
            case .literal(let literal):
                text += literal
            case .environment(let name, let fallback, let range):
                if let refusal = variables.refusal(name) {
                    isComplete = false
                    add(
                        .unsetVariable, in: range, of: scalar, at: span, refusal,
                        mend:
                            "write the value, or have the operator allow it with --pipeline-variable \(name)")
                } else if let value = variables.environment(name), !(value.isEmpty && fallback != nil) {
                    text += value
                    isSecret = true
                } else if let fallback {
                    text += fallback
                } else {
                    isComplete = false
                    add(
                        .unsetVariable, in: range, of: scalar, at: span, "the variable \(name) is not set",
                        mend: "set it in the environment, or give a default: ${\(name):-value}")
                }
            case .file(let path, let range):
                switch variables.file(path) {
                case .success(let content):
                    text += content
                    isSecret = true
                    watch {
                        if case .success(content) = variables.file(path) { true } else { false }
                    }
                case .failure(let problem):
                    isComplete = false
                    add(.variableFile, in: range, of: scalar, at: span, problem.message)
                }
            case .malformed(let message, let range):
                isComplete = false
                add(
                    .malformedVariable, in: range, of: scalar, at: span, message,
                    mend: "write ${NAME}, ${NAME:-default} or ${file:PATH}; $${ for a literal ${")
            }
        }
        if text.utf8.count > Self.filledLimit {
            isComplete = false
            add(
                .variableText, at: span, "with its variables filled in the text is longer than 1 MiB",
                mend: "use shorter values")
        }
        guard isComplete else {
            return nil
        }
        let isTyped = scalar.style == .plain && parsed.hasVariables
        return FilledScalar(
            text: text, value: isTyped ? YAMLScalar.coreValue(of: text) : .string(text),
            template: parsed.hasVariables ? scalar.text : nil, isSecret: isSecret, span: span)
    }
}
