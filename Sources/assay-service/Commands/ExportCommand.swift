internal import Commands
internal import Service
internal import Storage
internal import StorageSQLite

/// `assay export`.
enum ExportCommand {
    private static let portion = 200

    static let command = Command(
        name: "export", summary: "Print all invoices as CSV or JSON lines, also while the service runs",
        details:
            "The oldest first, as they are at one moment. JSON lines have the fields and line items too.",
        examples: ["assay export > invoices.csv", "assay export --format jsonl | head -1"],
        options: [
            Option("format", choices: ["csv", "jsonl"], help: "in which form (default: csv)"),
            ServiceConfiguration.option, DataFolder.option,
        ], run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        let isTable = arguments.value("format") != "jsonl"
        let folder = try DataFolder(arguments).path
        do {
            let snapshot = try StoreSnapshot(of: folder)
            if isTable { Terminal.out(InvoiceCSV.head) }
            var last: InvoiceID?
            while true {
                let invoices = try await snapshot.store.invoices(
                    InvoiceFilter(.everyone), after: last, limit: portion)
                guard let newest = invoices.last else { return .success }
                Terminal.out(
                    invoices.map { isTable ? InvoiceCSV.line($0) : InvoiceCSV.json($0) + "\n" }.joined())
                last = newest.id
            }
        } catch {
            throw ConfigurationError("assay export: \(error)")
        }
    }
}
