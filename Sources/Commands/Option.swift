/// An option of a command.
package struct Option: Sendable {
    /// Without the dashes: "format".
    package let name: String
    /// One letter.
    package let short: Character?
    /// How the help names its value; nil for a switch.
    package let value: String?
    /// One line.
    package let help: String
    /// What its value may be; empty: anything.
    package let choices: [String]

    package init(
        _ name: String, short: Character? = nil, value: String? = nil, choices: [String] = [], help: String
    ) {
        self.name = name
        self.short = short
        self.value = value ?? (choices.isEmpty ? nil : choices.joined(separator: "|"))
        self.choices = choices
        self.help = help
    }

    /// How the help shows it.
    package var shown: String {
        let long = "--\(name)" + (value.map { " \($0)" } ?? "")
        return short.map { "-\($0), \(long)" } ?? "    \(long)"
    }
}

/// What the user wrote can't be done: exit status 2.
package struct UsageError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
