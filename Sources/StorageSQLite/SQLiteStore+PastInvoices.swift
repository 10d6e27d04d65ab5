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
            record, subject: subject(of: invoice), part: invoice.origin.part,
            digest: invoice.origin.document?.digest.hex)
        guard invoice.summary.status != .failed else {
            return try LedgerTable.forget(past.subject, part: past.part, in: connection)
        }
        try LedgerTable.keep(past, in: connection)
    }

    /// Keeps no more of an invoice.
    func forget(_ invoice: Invoice) throws {
        try LedgerTable.forget(subject(of: invoice), part: invoice.origin.part, in: connection)
    }

    /// The place of a file's first invoice goes to another one.
    func rename(_ invoice: Invoice, to next: Invoice) throws {
        try LedgerTable.rename("\(invoice.id)", to: "\(next.id)", in: connection)
    }
}
