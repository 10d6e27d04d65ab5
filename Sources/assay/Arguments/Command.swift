/// A command of the command line.
struct Command: Sendable {
    /// What comes behind "assay": "pipeline check".
    let name: String
    /// One line for the list of commands.
    let summary: String
    /// The operands: "FILE…".
    let operands: String
    /// What the help says beyond the summary.
    let details: String
    /// A line to copy.
    let examples: [String]
    let options: [Option]
    /// Does it.
    let run: @Sendable (Arguments) async throws -> ExitStatus

    /// The help's text.
    var help: String {
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
enum ExitStatus: Int32, Sendable {
    case success = 0
    /// Some document failed; the others were printed.
    case failure = 1
    /// Wrong usage or configuration.
    case usage = 2
    /// Ctrl-C.
    case interrupted = 130
}
