internal import Glibc
internal import Pipelines

/// A program of commands: `assay` itself, or one of its companions.
package struct Program: Sendable {
    private let version: String
    private let commands: [Command]
    private let companions: [Companion]

    /// A program.
    ///
    /// - Parameters:
    ///   - version: What `--version` says.
    ///   - commands: What it does itself.
    ///   - companions: The programs beside it that do the rest.
    package init(version: String, commands: [Command], companions: [Companion] = []) {
        self.version = version
        self.commands = commands
        self.companions = companions
    }

    /// Does what the command line asks for, and ends.
    ///
    /// Not asynchronous: the signals must be taken over before there is any other thread.
    package func main() -> Never {
        let words = Array(CommandLine.arguments.dropFirst())
        let named = ["help", "--help", "-h"].contains(words.first) ? Array(words.dropFirst()) : words
        if let companion = companions.first(where: { $0.takes(named) }) {
            Terminal.error(companion.become(words))
            exit(ExitStatus.usage.rawValue)
        }
        Interrupt.listen()
        Task.detached { exit(await status(of: words).rawValue) }
        while true { pause() }
    }

    private func status(of words: [String]) async -> ExitStatus {
        guard let first = words.first else {
            Terminal.error(overview)
            return .usage
        }
        if ["help", "--help", "-h"].contains(first) {
            guard words.count > 1, let command = command(in: Array(words.dropFirst()))?.command else {
                Terminal.out(overview)
                return .success
            }
            Terminal.out(command.help)
            return .success
        }
        if first == "--version" {
            Terminal.out("assay \(version)\n")
            return .success
        }
        guard let (command, rest) = command(in: words) else { return unknown(words) }
        if rest.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
            Terminal.out(command.help)
            return .success
        }
        do {
            return try await command.run(try Arguments(rest, options: command.options))
        } catch let error as UsageError {
            Terminal.error("assay \(command.name): \(error)\nSee assay \(command.name) --help")
        } catch let error as ConfigurationError {
            Terminal.error(error.description)
        } catch {
            Terminal.error("assay \(command.name): \(error)")
        }
        return .usage
    }

    /// The command that the first one or two words name.
    private func command(in words: [String]) -> (command: Command, rest: [String])? {
        for count in [2, 1] where words.count >= count {
            let name = words.prefix(count).joined(separator: " ")
            if let command = commands.first(where: { $0.name == name }) {
                return (command, Array(words.dropFirst(count)))
            }
        }
        return nil
    }

    private func unknown(_ words: [String]) -> ExitStatus {
        let groups = commands.filter { $0.name.hasPrefix((words.first ?? "") + " ") }
        if !groups.isEmpty {
            let wanted = groups.map { "assay \($0.name)" }.joined(separator: ", ")
            if words.dropFirst().contains(where: { $0 == "--help" || $0 == "-h" }) {
                Terminal.out(groups.map(\.help).joined(separator: "\n"))
                return .success
            }
            let second = words.dropFirst().first
            let names = groups.map { String($0.name.split(separator: " ").last ?? "") }
            let nearest = second.flatMap { Spelling.nearest(to: $0, among: names) }
            let suggestion = nearest.map { "; did you mean assay \(words[0]) \($0)?" } ?? ""
            Terminal.error(
                "assay: \(words.prefix(2).joined(separator: " ")) is no command\(suggestion)\nThere are: \(wanted)"
            )
            return .usage
        }
        let names = listed.map { String($0.name.split(separator: " ").first ?? "") }
        let nearest =
            Spelling.nearest(to: words.first ?? "", among: names).map { "; did you mean assay \($0)?" } ?? ""
        Terminal.error("assay: \(words.first ?? "") is no command\(nearest)\nSee assay --help")
        return .usage
    }

    /// All commands, the companions' too.
    private var listed: [(name: String, summary: String)] {
        commands.map { ($0.name, $0.summary) } + companions.flatMap(\.commands)
    }

    private var overview: String {
        let width = listed.map(\.name.count).max() ?? 0
        let lines = listed.map { "  assay \($0.name.padded(to: width))  \($0.summary)" }
        return "assay tests business documents for what they contain and for how far it can be trusted.\n\n"
            + lines.joined(separator: "\n")
            + "\n\nassay COMMAND --help tells more; for example: assay run invoice.pdf\n"
    }
}
