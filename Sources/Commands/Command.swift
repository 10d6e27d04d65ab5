/// A command of the command line.
package struct Command: Sendable {
    /// What comes behind "assay": "pipeline check".
    package let name: String
    /// One line for the list of commands.
    package let summary: String
    /// The operands: "FILE…".
    package let operands: String
    /// What the help says beyond the summary.
    package let details: String
    /// A line to copy.
    package let examples: [String]
    package let options: [Option]
    /// Does it.
    package let run: @Sendable (Arguments) async throws -> ExitStatus

    package init(
        name: String, summary: String, operands: String = "", details: String = "", examples: [String],
        options: [Option], run: @escaping @Sendable (Arguments) async throws -> ExitStatus
    ) {
        self.name = name
        self.summary = summary
        self.operands = operands
        self.details = details
        self.examples = examples
        self.options = options
        self.run = run
    }

    /// The help's text.
    package var help: String {
        var lines = [
            "Usage: assay \(name)\(options.isEmpty ? "" : " [OPTION]…") \(operands)", "", summary + ".",
        ]
        if !details.isEmpty { lines += ["", details] }
        let shown = options + [Option("help", short: "h", help: "this text")]
        let width = shown.map(\.shown.count).max() ?? 0
        lines += ["", "Options:"]
        for option in shown {
            lines.append(
                "  " + option.shown + String(repeating: " ", count: width - option.shown.count + 2)
                    + option.help)
        }
        lines += ["", examples.count == 1 ? "Example:" : "Examples:"] + examples.map { "  " + $0 }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// What the shell is told.
package enum ExitStatus: Int32, Sendable {
    case success = 0
    /// Some document failed; the others were printed.
    case failure = 1
    /// Wrong usage or configuration.
    case usage = 2
    /// Ctrl-C.
    case interrupted = 130
}
