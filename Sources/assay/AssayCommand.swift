internal import Commands

/// The program `assay`.
@main
enum AssayCommand {
    static let commands = [
        RunCommand.command, PluginListCommand.command, PluginInspectCommand.command,
        PipelineCheckCommand.command, PipelineListCommand.command, PipelineShowCommand.command,
        EvaluateCommand.command,
    ]

    static let companions = [
        Companion("assay-samples", [("generate", "Draw sample GST invoices, each with its truth")])
    ]

    static func main() {
        Program(version: assayVersion, commands: commands, companions: companions).main()
    }
}
