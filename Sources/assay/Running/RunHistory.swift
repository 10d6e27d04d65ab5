internal import AssayKit
internal import Commands
internal import Engine
internal import Files
internal import InvoiceHistory
internal import Ledger

/// The history of a run: its own documents, and those of a ledger.
struct RunHistory: Sendable {
    static let options = [
        Option("history", help: "compare the documents with each other: duplicates, amounts over time"),
        Option(
            "ledger", value: "FILE",
            help: "compare them with the invoices in this ledger too; made if missing"),
        Option("remember", help: "keep the documents in the ledger afterwards"),
    ]

    /// What this run has read.
    private let own: LedgerFile
    private let ledger: LedgerFile?
    private let isKept: Bool
    let source: any HistorySource

    /// nil when no history is wanted.
    ///
    /// - Throws: ``UsageError`` when the ledger can't be opened.
    init?(_ arguments: Arguments) throws(UsageError) {
        let path = arguments.value("ledger")
        isKept = arguments.has("remember")
        guard path != nil || arguments.has("history") else {
            if isKept { throw UsageError("--remember needs --ledger FILE to keep the documents in") }
            return nil
        }
        do {
            own = try LedgerFile(nil)
            ledger = try path.map { try LedgerFile($0) }
        } catch {
            throw UsageError("--ledger \(path ?? ""): \(error)")
        }
        source = MergedHistory([own] + (ledger.map { [$0] } ?? []))
    }

    /// What the history calls a file.
    private func subject(_ result: InvoiceResult) -> HistorySubject {
        let id = ledger == nil ? result.file : FilePath.resolved(result.file) ?? result.file
        return HistorySubject(id: id, digest: result.sha256)
    }

    /// The results of all files with what the history says of them, handed on in their order.
    ///
    /// Whatever the order in which the files came, the flags are the same.
    func settle(
        _ files: [[InvoiceResult]], _ engine: Engine, _ plan: Plan, jobs: Int,
        deliver: ([InvoiceResult]) -> Void
    ) async throws {
        let kept = files.compactMap { results -> (subject: String, invoices: [PastInvoice])? in
            guard let first = results.first else { return nil }
            let subject = subject(first)
            let invoices = results.filter { $0.status != .failed }.map { result in
                PastInvoice(
                    result.record, metadata: .object(result.metadata), subject: subject.id,
                    part: result.part.index, digest: subject.digest)
            }
            return (subject.id, invoices)
        }
        try await own.keep(kept)
        var start = 0
        while start < files.count {
            let window = Array(files[start..<min(start + max(1, jobs), files.count)])
            let settled = await withTaskGroup(of: (Int, [InvoiceResult]).self) { group in
                for (place, results) in window.enumerated() {
                    group.addTask {
                        var settled: [InvoiceResult] = []
                        for result in results {
                            settled.append(await engine.settled(result, as: subject(result), through: plan))
                        }
                        return (place, settled)
                    }
                }
                var settled = window
                for await (place, results) in group { settled[place] = results }
                return settled
            }
            for results in settled { deliver(results) }
            start += window.count
        }
        if isKept, let ledger { try await ledger.keep(kept) }
    }
}
