internal import Commands
internal import StorageSQLite

/// `assay backup`.
enum BackupCommand {
    static let command = Command(
        name: "backup", summary: "Copy the service's invoices and documents, also while it runs",
        operands: "FOLDER",
        details: """
            The copy is the state of one moment. On the same disk the documents take no extra room; copy FOLDER to another
            disk then. SHA256SUMS in it can be checked with sha256sum --check. Keys that sign logins are not in it.
            """,
        examples: ["assay backup backups/monday --data ./assay-data"],
        options: [ServiceConfiguration.option, DataFolder.option]
    ) { arguments in
        guard let target = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name one folder for the backup")
        }
        let folder = try DataFolder(arguments).path
        do {
            let summary = try Backup.make(of: folder, into: target)
            Terminal.out("\(target) holds the invoices and \(summary.blobs) stored files\n")
            for digest in summary.unsound {
                Terminal.error(
                    "assay backup: the stored file \(digest) is missing or damaged; take it from an older backup"
                )
            }
            return summary.unsound.isEmpty ? .success : .failure
        } catch {
            throw ConfigurationError("assay backup: \(error)")
        }
    }
}

/// `assay restore`.
enum RestoreCommand {
    static let command = Command(
        name: "restore", summary: "Put a backup back into a stopped service's folder", operands: "FOLDER",
        details:
            "Everything is checked before anything is written. A data folder that holds invoices is left as it is.",
        examples: ["assay restore backups/monday --data ./assay-data"],
        options: [ServiceConfiguration.option, DataFolder.option]
    ) { arguments in
        guard let backup = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name the folder of one backup")
        }
        let folder = try DataFolder(arguments).path
        do {
            let count = try Backup.restore(backup, into: folder)
            Terminal.out("\(folder) holds the invoices and \(count) stored files of \(backup)\n")
            return .success
        } catch {
            throw ConfigurationError("assay restore: \(error)")
        }
    }
}
