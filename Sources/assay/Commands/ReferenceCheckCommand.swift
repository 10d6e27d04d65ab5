internal import Commands
internal import Files
internal import ReferenceData

/// `assay reference check`.
enum ReferenceCheckCommand {
    static let command = Command(
        name: "reference check", summary: "Check the dated tables of rates, States, thresholds and holidays",
        operands: "[DIR]",
        details: """
            Each table names its version and its source. Rates, States and PIN ranges are compared with those that are
            built into the rules. Without DIR the tables that come with Assay are checked.
            """,
        examples: ["assay reference check", "assay reference check seeds/reference"],
        options: []
    ) { arguments in
        guard arguments.operands.count <= 1 else { throw UsageError("name one folder") }
        guard let folder = arguments.operands.first ?? installed() else {
            throw UsageError("the tables that come with Assay are not there; name a folder")
        }
        guard FileSystem.isDirectory(folder) else { throw UsageError("\(folder): there is no such folder") }
        let check = ReferenceCheck(folder: folder)
        for table in check.tables { Terminal.out("\(table.name): version \(table.version)\n") }
        for problem in check.problems { Terminal.error(problem) }
        return check.problems.isEmpty ? .success : .failure
    }

    /// The installation's tables, or those of the checkout that the program was built in.
    private static func installed() -> String? {
        var folder = ExecutableLocation.folder
        let shared = FilePath.join(FilePath.parent(folder), "share/assay/reference")
        if FileSystem.isDirectory(shared) { return shared }
        while folder != "/", folder != "." {
            let seeds = FilePath.join(folder, "seeds/reference")
            if FileSystem.isDirectory(seeds) { return seeds }
            folder = FilePath.parent(folder)
        }
        return nil
    }
}
