internal import Pipelines

/// The words behind a command's name, sorted into options and operands.
package struct Arguments: Sendable {
    private var values: [String: [String]] = [:]
    private var switches: Set<String> = []
    /// What is no option, in order.
    package private(set) var operands: [String] = []

    /// Sorts words.
    ///
    /// - Throws: ``UsageError`` for an option that isn't known, lacks its value, or has a wrong one.
    package init(_ words: some Sequence<String>, options: [Option]) throws(UsageError) {
        var waiting = Array(words.reversed())
        while let word = waiting.popLast() {
            if word == "--" {
                operands += waiting.reversed()
                return
            }
            if word.hasPrefix("--") {
                try takeLong(word.dropFirst(2), &waiting, options)
            } else if word.hasPrefix("-"), word != "-" {
                try takeShort(word.dropFirst(), &waiting, options)
            } else {
                operands.append(word)
            }
        }
    }

    private mutating func takeLong(
        _ word: Substring, _ waiting: inout [String], _ options: [Option]
    ) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts.first ?? "")
        guard let option = options.first(where: { $0.name == name }) else {
            let nearest = Spelling.nearest(to: name, among: options.map(\.name)).map {
                "; did you mean --\($0)?"
            }
            throw UsageError("there is no option --\(name)\(nearest ?? "")")
        }
        if parts.count == 2, option.value == nil { throw UsageError("--\(name) takes no value") }
        try take(option, as: "--\(name)", parts.count == 2 ? String(parts[1]) : nil, &waiting)
    }

    private mutating func takeShort(
        _ letters: Substring, _ waiting: inout [String], _ options: [Option]
    ) throws(UsageError) {
        var rest = letters
        while let letter = rest.popFirst() {
            guard let option = options.first(where: { $0.short == letter }) else {
                throw UsageError("there is no option -\(letter)")
            }
            let value = option.value != nil && !rest.isEmpty ? String(rest) : nil
            if value != nil { rest = "" }
            try take(option, as: "-\(letter)", value, &waiting)
        }
    }

    private mutating func take(
        _ option: Option, as written: String, _ value: String?, _ waiting: inout [String]
    ) throws(UsageError) {
        guard let kind = option.value else {
            switches.insert(option.name)
            return
        }
        guard let value = value ?? waiting.popLast() else {
            throw UsageError("\(written) needs a value: \(kind)")
        }
        guard option.choices.isEmpty || option.choices.contains(value) else {
            let nearest = Spelling.nearest(to: value, among: option.choices).map { "; did you mean \($0)?" }
            throw UsageError("\(written) \(value): it must be \(kind)\(nearest ?? "")")
        }
        values[option.name, default: []].append(value)
    }

    /// The last value of an option.
    package func value(_ name: String) -> String? { values[name]?.last }
    /// All values of an option that may be repeated.
    package func all(_ name: String) -> [String] { values[name] ?? [] }
    /// Whether a switch is on.
    package func has(_ name: String) -> Bool { switches.contains(name) }

    /// The value of an option as a whole number.
    ///
    /// - Throws: ``UsageError`` when it is none, or out of the range.
    package func number(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
        guard let text = value(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw UsageError(
                "--\(name) \(text): it must be a whole number from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return number
    }
}
