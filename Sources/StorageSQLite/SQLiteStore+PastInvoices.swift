internal import AssayKit
package import InvoiceHistory
internal import Ledger
internal import Storage

extension SQLiteStore: HistorySource {
    /// Answers questions about the invoices of all owners: what one paid, another must not pay again.
    package func answers(
        to questions: [HistoryQuestion], about subject: HistorySubject
    ) async throws -> [HistoryAnswer]? {
        try await read { session in
            try questions.map { try LedgerTable.answer($0, about: subject, from: session.connection) }
        }
    }
}

extension Session {
    /// The file of an invoice, as the history names it.
    private func subject(of invoice: Invoice) -> String { "\(invoice.origin.firstPart ?? invoice.id)" }

    /// Keeps what a record says for the comparison with others; of one that failed nothing is kept.
    func keep(_ record: Record, of invoice: Invoice) throws {
        let past = PastInvoice(
            record, metadata: invoice.metadata, subject: subject(of: invoice), part: invoice.origin.part,
            digest: invoice.origin.document?.digest.hex)
        guard invoice.summary.status != .failed else { return try forget(invoice) }
        // What it was before had neighbours too.
        for known in try LedgerTable.invoices(of: past.subject, part: past.part, in: connection)
        where known != past {
            try unsettleNeighbours(of: known)
        }
        try LedgerTable.keep(past, in: connection)
        try unsettleNeighbours(of: past)
    }

    /// Keeps no more of an invoice.
    func forget(_ invoice: Invoice) throws {
        let (subject, part) = (subject(of: invoice), invoice.origin.part)
        for known in try LedgerTable.invoices(of: subject, part: part, in: connection) {
            try unsettleNeighbours(of: known)
        }
        try LedgerTable.forget(subject, part: part, in: connection)
    }

    /// The place of a file's first invoice goes to another one.
    func rename(_ invoice: Invoice, to next: Invoice) throws {
        try LedgerTable.rename("\(invoice.id)", to: "\(next.id)", in: connection)
    }
}
