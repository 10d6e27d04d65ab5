internal import Files
package import YAML

/// Checks any YAML file against a schema, the way a step's options are checked: all mistakes at once, each with its place.
package enum SettingsChecker {
    /// What checking a file found.
    package struct Outcome: Sendable {
        /// What the file says and nothing else; nil when it has a mistake.
        package let value: ConfigValue?
        /// Every mistake, in the order of the text.
        package let diagnostics: [Diagnostic]

        package init(value: ConfigValue?, diagnostics: [Diagnostic]) {
            self.value = value
            self.diagnostics = diagnostics
        }
    }

    /// Checks a text.
    ///
    /// - Parameters:
    ///   - source: The text; its name stands in every mistake.
    ///   - schema: What it may say.
    ///   - whole: How messages name the whole: "the configuration".
    ///   - variables: Where `${NAME}` and `${file:PATH}` get their values.
    /// - Returns: The values, with their lines; a file without any is fine.
    package static func check(
        _ source: YAMLSource, schema: OptionSchema, whole: String, variables: VariableSource
    ) -> Outcome {
        var checker = PipelineChecker(source, ComponentList([]), variables, nil)
        let (document, problems) = YAMLReader.readDocument(source)
        // A file of comments alone says nothing, which is allowed.
        for problem in problems where problem.kind != .empty { checker.mistakes.add(problem) }
        var value: ConfigValue? = ConfigValue(.object([]))
        if let document, document.scalar?.value != .null {
            if document.mapping == nil {
                checker.wrongType(
                    document,
                    wanted: "a mapping with the keys \(schema.properties.map(\.name).joined(separator: ", "))"
                )
            } else {
                value = checker.option(document, schema, PipelineChecker.OptionPlace(whole: whole))
            }
        }
        let diagnostics = checker.mistakes.all.inTextOrder
        return Outcome(value: diagnostics.hasErrors ? nil : value, diagnostics: diagnostics)
    }

    /// Checks a file with this process's environment, and files counted from the file's folder.
    package static func check(
        file path: String, schema: OptionSchema, whole: String, variables: VariableSource? = nil
    ) -> Outcome {
        let bytes: [UInt8]
        do throws(FileError) {
            // One byte more than is read, so that a longer file is told as such.
            bytes = try FileSystem.read(path, limit: YAMLLimits().bytes + 1)
        } catch {
            let diagnostic = Diagnostic(
                error.isMissing || error.code != 0 ? .unreadable : .tooLarge, file: path, line: 1, column: 1,
                message: "the file can't be read: \(error.reason)", mend: error.mend)
            return Outcome(value: nil, diagnostics: [diagnostic])
        }
        return check(
            YAMLSource(name: path, bytes: bytes), schema: schema, whole: whole,
            variables: variables ?? .process(folder: FilePath.parent(path)))
    }

    /// A text that stands in no file: an option's value, a variable of the environment.
    ///
    /// - Parameters:
    ///   - texts: One, or the items of a list.
    ///   - name: How sentences name it: "--port".
    ///   - schema: What it may be; a text takes the type that is wanted.
    /// - Returns: The value, or one sentence for each mistake; a secret is never in one.
    package static func value(of texts: [String], named name: String, schema: OptionSchema) -> (
        value: ConfigValue?, sentences: [String]
    ) {
        var checker = PipelineChecker(YAMLSource(name: name, text: ""), ComponentList([]), .table([:]), nil)
        let place = PipelineChecker.OptionPlace(whole: name)
        let value: ConfigValue?
        if schema.kinds.contains(.array) {
            let items = texts.compactMap { checker.loose($0, schema.items ?? .anything, place) }
            value = ConfigValue(.array(items))
        } else {
            value = texts.last.flatMap { checker.loose($0, schema, place) }
        }
        let sentences = checker.mistakes.all.map { diagnostic in
            diagnostic.mend.map { "\(diagnostic.message); \($0)" } ?? diagnostic.message
        }
        return (sentences.isEmpty ? value : nil, sentences)
    }
}

extension PipelineChecker {
    /// A value without a place in a file.
    fileprivate mutating func loose(_ text: String, _ schema: OptionSchema, _ place: OptionPlace)
        -> ConfigValue?
    {
        let start = YAMLPosition(line: 1, column: 1)
        let span = YAMLSpan(start: start, end: start)
        let shown = schema.isSecret ? "********" : text
        let filled = FilledScalar(
            text: text, value: .string(text), template: shown, isSecret: false, span: span)
        guard let content = content(of: filled, for: schema) else {
            mistakes.add(
                .optionType, at: span, "\(place.name) must be \(schema.typeName), and is \"\(filled.shown)\"",
                mend: "write \(schema.typeName)")
            return nil
        }
        let value = ConfigValue(content, mask: schema.isSecret ? "********" : nil)
        checkValue(value, filled, schema, at: span, place)
        return value
    }
}
