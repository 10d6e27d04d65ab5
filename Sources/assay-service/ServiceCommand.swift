internal import Commands

/// The program `assay-service`: the commands of `assay` that keep or change a data folder.
@main
enum ServiceCommand {
    static func main() {
        Program(
            version: assayVersion,
            commands: [
                ServeCommand.command, WorkerCommand.command, SeedCommand.command, UserAddCommand.command,
                UserListCommand.command,
                UserRoleCommand.command,
                UserDisableCommand.command, BackupCommand.command, RestoreCommand.command,
                ExportCommand.command, DashboardCommands.verify, DashboardCommands.rebuild,
                ConfigCommands.check,
                ConfigCommands.show,
            ]
        ).main()
    }
}
