internal import Commands

/// The program `assay-samples`: the commands of `assay` that draw.
@main
enum SamplesCommand {
    static func main() {
        Program(version: assayVersion, commands: [GenerateCommand.command]).main()
    }
}
