internal import AssayKit
internal import Commands
internal import Configuration

/// `assay config check` and `assay config show`.
enum ConfigCommands {
    static let check = Command(
        name: "config check", summary: "Check the service's configuration: every mistake with its place",
        details: """
            The file, the environment and the options are checked as assay serve would. Exit status: 0 nothing is wrong, 2
            something is.
            """,
        examples: ["assay config check -c assay.yaml"], options: options
    ) { arguments in
        let configuration = try load(arguments)
        Terminal.out("\(configuration.file ?? "the configuration"): nothing is wrong\n")
        return .success
    }

    static let show = Command(
        name: "config show",
        summary: "Show the configuration as it holds, and who said each value; no secrets",
        examples: ["assay config show -c assay.yaml"],
        options: options + [Option("json", help: "for programs")]
    ) { arguments in
        let settings = try load(arguments).settings
        if arguments.has("json") {
            let list = settings.map { setting -> JSONValue in
                [
                    "setting": .string(setting.path), "value": setting.shown,
                    "from": .array(setting.origins.map { .string($0.text) }),
                ]
            }
            Terminal.out(JSONWriter.prettyText(.array(list)) + "\n")
            return .success
        }
        let rows = settings.map { setting in
            [
                setting.path, JSONWriter.text(setting.shown).printable,
                setting.origins.map(\.text).joined(separator: ", "),
            ]
        }
        Terminal.out(TextTable(["SETTING", "VALUE", "FROM"], rows).text)
        return .success
    }

    private static let options = [ServiceConfiguration.option, DataFolder.option]

    private static func load(_ arguments: Arguments) throws -> Configuration {
        guard arguments.operands.isEmpty else {
            throw UsageError("\(arguments.operands[0]): it takes no operands; name the file with -c")
        }
        return try ServiceConfiguration.load(arguments)
    }
}
