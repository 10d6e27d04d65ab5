internal import Commands
internal import Storage
internal import StorageSQLite

/// `assay dashboard verify` and `assay dashboard rebuild`.
enum DashboardCommands {
    static let verify = Command(
        name: "dashboard verify",
        summary: "Make the dashboard's sums anew on a copy, and compare; also while it runs",
        details: """
            Every sum is made anew from the invoices and compared with the one that the dashboard shows. The exit status
            is 1 when one differs.
            """,
        examples: ["assay dashboard verify --data ./assay-data"],
        options: [ServiceConfiguration.option, DataFolder.option]
    ) { arguments in
        let folder = try DataFolder(arguments).path
        let report: TallyReport
        do {
            let snapshot = try StoreSnapshot(of: folder)
            report = try await snapshot.store.rebuildTallies(isTrial: true)
        } catch {
            throw ConfigurationError("assay dashboard verify: \(error)")
        }
        show(report)
        guard report.differences == 0 else {
            Terminal.error(
                "assay dashboard verify: stop the service and run assay dashboard rebuild --data \(folder)")
            return .failure
        }
        return .success
    }

    static let rebuild = Command(
        name: "dashboard rebuild", summary: "Make the dashboard's sums of a stopped service anew",
        details: "The invoices stay as they are. It says how many sums were wrong.",
        examples: ["assay dashboard rebuild --data ./assay-data"],
        options: [ServiceConfiguration.option, DataFolder.option]
    ) { arguments in
        let store = try DataFolder(arguments).store()
        defer { store.close() }
        do {
            show(try await store.rebuildTallies(isTrial: false))
        } catch {
            throw ConfigurationError("assay dashboard rebuild: \(error)")
        }
        return .success
    }

    private static func show(_ report: TallyReport) {
        Terminal.out(
            "\(report.sums) sums of \(report.invoices) invoices, \(report.differences) of them wrong\n"
                + report.examples.map { "  \($0)\n" }.joined())
    }
}
