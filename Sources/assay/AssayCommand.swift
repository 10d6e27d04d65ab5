internal import Commands

/// The program `assay`.
@main
enum AssayCommand {
    static let commands =
        [
            RunCommand.command, PluginListCommand.command, PluginInspectCommand.command,
            PluginNewCommand.command, PluginTestCommand.command, PluginAllowCommand.allow,
            PluginAllowCommand.revoke,
            PipelineCheckCommand.command, PipelineListCommand.command, PipelineShowCommand.command,
            PipelineNewCommand.command, PipelineSchemaCommand.command, PipelineGraphCommand.command,
            PipelineTestCommand.command, PipelineTraceCommand.command, PipelineLearnCommand.command,
            TemplateNewCommand.command, TemplateTestCommand.command,
            ExplainCommand.command, EvaluateCommand.command, ReferenceCheckCommand.command,
        ] + RulesCommand.commands

    static let companions = [
        Companion("assay-samples", [("generate", "Draw sample GST invoices, each with its truth")]),
        Companion(
            "assay-service",
            [
                ("serve", "Run the service: uploads, results, review, over HTTP"),
                ("worker", "Read documents for the service that runs over a data folder, beside it"),
                ("seed", "Prepare a data folder, and put demo users and vendors into it"),
                ("user add", "Make a user of the service"), ("user list", "List the users of the service"),
                ("user role", "Change what a user may do"),
                ("user disable", "Keep a user from logging in; their sessions end"),
                ("backup", "Copy the service's invoices and documents, also while it runs"),
                ("restore", "Put a backup back into a stopped service's folder"),
                ("export", "Print all invoices as CSV or JSON lines, also while the service runs"),
                (
                    "dashboard verify",
                    "Make the dashboard's sums anew on a copy, and compare; also while it runs"
                ),
                ("dashboard rebuild", "Make the dashboard's sums of a stopped service anew"),
                ("config check", "Check the service's configuration: every mistake with its place"),
                ("config show", "Show the configuration as it holds, and who said each value; no secrets"),
            ]),
        Companion(
            "assay-doctor",
            [("doctor", "Look at a service as its clients do, and say what is wrong and what mends it")]),
    ]

    static func main() {
        Program(version: assayVersion, commands: commands, companions: companions).main()
    }
}
