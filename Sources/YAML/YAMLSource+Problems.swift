extension YAMLSource {
    /// What keeps a text from being read at all; nil when nothing does.
    func encodingProblem(limit: Int) -> YAMLProblem? {
        let start = YAMLPosition(line: 1, column: 1)
        guard bytes.count <= limit else {
            return YAMLProblem(
                .size, at: YAMLSpan(start: start, end: start),
                "the file has \(bytes.count) bytes, and at most \(limit) are read", mend: "split the file")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return YAMLProblem(
                .encoding, at: YAMLSpan(start: start, end: start), "the file is UTF-16, not UTF-8",
                mend: "save it as UTF-8")
        }
        guard let bad = firstInvalidByte() else {
            return nil
        }
        let place = position(byte: bad)
        return YAMLProblem(
            .encoding, at: YAMLSpan(start: place, end: place), "the file is not UTF-8",
            mend: "save it as UTF-8")
    }

    private func firstInvalidByte() -> Int? {
        var decoder = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch decoder.parseScalar(from: &iterator) {
            case .valid(let encoded):
                offset += encoded.count
            case .emptyInput:
                return nil
            case .error:
                return offset
            }
        }
    }

    /// libyaml's failure as a sentence at the place where a person would mend it.
    func problem(for failure: YAMLEvents.Failure) -> YAMLProblem {
        guard !failure.isReader else {
            let place = position(byte: failure.index)
            return YAMLProblem(
                .controlCharacter, at: YAMLSpan(start: place, end: place),
                failure.problem.contains("control")
                    ? "a control character stands here" : "the text can't be read: \(failure.problem)",
                mend: "remove it, or write it as an escape inside double quotes")
        }
        let place = position(scalar: failure.index)
        let opening = failure.contextIndex.map { position(scalar: $0) }
        if hasTab(at: place) || failure.problem.contains("tab character") {
            return YAMLProblem(
                .tab, at: span(place), "a tab stands where YAML allows only spaces",
                mend: "indent with spaces")
        }
        if let opening, let unfinished = unfinished(failure, opening: opening, place: place) {
            return unfinished
        }
        if failure.problem.contains("mapping values are not allowed") {
            return misplacedColon(at: place)
        }
        if failure.problem.contains("could not find expected ':'"), let opening {
            return missingColon(at: opening)
        }
        if let goesOn = textAfterValue(at: place) {
            return goesOn
        }
        return YAMLProblem(
            .syntax, at: span(place), sentence(failure), mend: mend(failure, place: place))
    }

    /// `key: [a] | b` and `key: "a" == b`: a value that begins like a list or a quoted text and goes on.
    private func textAfterValue(at place: YAMLPosition) -> YAMLProblem? {
        let before = Array((line(place.line) ?? "").unicodeScalars.prefix(place.column - 1))
        guard let last = before.last(where: { $0 != " " }), ["]", "}", "\"", "'"].contains(last) else {
            // A bar after a bracket begins a block scalar, and libyaml stops only behind it.
            guard before.last(where: { $0 != " " }) == "|", place.column > 1,
                let bar = before.lastIndex(of: "|")
            else {
                return nil
            }
            return textAfterValue(at: YAMLPosition(line: place.line, column: bar + 1))
        }
        let start = before.indices.first { index in
            ["[", "{", "\"", "'"].contains(before[index])
                && before[..<index].last == " " && [":", "-"].contains(before[..<index].dropLast().last)
        }
        guard start != nil else {
            return nil
        }
        return YAMLProblem(
            .syntax, at: restOfLine(place), "the value is complete before this, and the line goes on",
            mend: "put the whole value in single quotes if all of it is one text")
    }

    private func hasTab(at place: YAMLPosition) -> Bool {
        guard let text = line(place.line)?.unicodeScalars else {
            return false
        }
        let before = text.prefix(place.column)
        return before.last == "\t" || (before.contains("\t") && before.allSatisfy { $0 == " " || $0 == "\t" })
    }

    /// A bracket or a quote that is never closed is mended where it opens.
    private func unfinished(
        _ failure: YAMLEvents.Failure, opening: YAMLPosition, place: YAMLPosition
    ) -> YAMLProblem? {
        let isFlow = failure.context.contains("flow") || failure.context.contains("quoted")
        guard isFlow, place.line > opening.line,
            let mark = line(opening.line)?.unicodeScalars.dropFirst(opening.column - 1).first
        else {
            return nil
        }
        let closing: [Unicode.Scalar: String] = ["{": "}", "[": "]", "\"": "\"", "'": "'"]
        guard let close = closing[mark] else {
            return nil
        }
        return YAMLProblem(
            .syntax, at: span(opening), "the \(mark) that opens here is not closed",
            mend: "add the closing \(close)")
    }

    private func missingColon(at place: YAMLPosition) -> YAMLProblem {
        YAMLProblem(
            .syntax, at: restOfLine(place), "a key without a colon stands here",
            mend: "write a colon and a space after the key")
    }

    private func misplacedColon(at place: YAMLPosition) -> YAMLProblem {
        // A key that lacks its colon runs on into the next line, and only that line's colon is in the way.
        let text = line(place.line) ?? ""
        let isFirstColon = !text.unicodeScalars.prefix(place.column - 1).contains(":")
        if isFirstColon, let previous = lineBefore(place.line), !previous.text.contains(":"),
            !previous.text.drop(while: { $0 == " " }).hasPrefix("- "), indent(previous.text) <= indent(text)
        {
            return missingColon(at: YAMLPosition(line: previous.number, column: indent(previous.text) + 1))
        }
        return YAMLProblem(
            .syntax, at: span(place), "a colon is not allowed here",
            mend: isFirstColon
                ? "indent the line like its neighbours; quote a text that holds a colon"
                : "put the text that holds the colon in quotes")
    }

    private func lineBefore(_ number: Int) -> (number: Int, text: String)? {
        var number = number - 1
        while let text = line(number) {
            let content = text.drop { $0 == " " }
            if !content.isEmpty, !content.hasPrefix("#") {
                return (number, text)
            }
            number -= 1
        }
        return nil
    }

    private func indent(_ text: String) -> Int {
        text.unicodeScalars.prefix { $0 == " " }.count
    }

    private func sentence(_ failure: YAMLEvents.Failure) -> String {
        let problem = failure.problem
        if problem.hasPrefix("did not find expected key") {
            return "the line is not indented like its neighbours, or a key is missing"
        }
        if problem.hasPrefix("did not find expected '-'") {
            return "an item of a list, beginning with a dash, is expected here"
        }
        if problem.hasPrefix("found character that cannot start") {
            return "this character can't begin a value"
        }
        return failure.context.isEmpty ? problem : "\(failure.context): \(problem)"
    }

    private func mend(_ failure: YAMLEvents.Failure, place: YAMLPosition) -> String? {
        let text = line(place.line) ?? ""
        if text.contains("${"), failure.context.contains("flow") {
            return "put a variable inside { } in quotes: \"${NAME}\""
        }
        if failure.problem.hasPrefix("found character that cannot start") {
            return "put the value in quotes"
        }
        if failure.problem.hasPrefix("did not find expected") {
            return "indent it with as many spaces as the lines that it belongs to"
        }
        return nil
    }

    private func span(_ place: YAMLPosition) -> YAMLSpan {
        YAMLSpan(start: place, end: YAMLPosition(line: place.line, column: place.column + 1))
    }

    private func restOfLine(_ place: YAMLPosition) -> YAMLSpan {
        let count = line(place.line)?.unicodeScalars.count ?? 0
        return YAMLSpan(
            start: place, end: YAMLPosition(line: place.line, column: max(place.column, count) + 1))
    }
}
