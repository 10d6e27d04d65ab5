/// An option of a command.
struct Option: Sendable {
    /// Without the dashes: "format".
    let name: String
    /// One letter.
    let short: Character?
    /// How the help names its value; nil for a switch.
    let value: String?
    /// One line.
    let help: String
    /// What its value may be; empty: anything.
    let choices: [String]

    init(_ name: String, short: Character? = nil, value: String? = nil, choices: [String] = [], help: String)
    {
        self.name = name
        self.short = short
        self.value = value ?? (choices.isEmpty ? nil : choices.joined(separator: "|"))
        self.choices = choices
        self.help = help
    }

    /// How the help shows it.
    var shown: String {
        let long = "--\(name)" + (value.map { " \($0)" } ?? "")
        return short.map { "-\($0), \(long)" } ?? "    \(long)"
    }
}

/// What the user wrote can't be done: exit status 2.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
