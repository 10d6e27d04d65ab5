package import InvoiceHistory
internal import SQLite

/// A ledger: the history of invoices in one SQLite file, or in memory.
package actor LedgerFile: HistorySource {
    private let connection: Connection

    private static let migrations = [
        Migration(1, "ledger", LedgerTable.schema), Migration(2, "pictures", LedgerTable.pictureSchema),
    ]

    /// Opens the file, makes it where it is missing, and brings its tables up to date.
    ///
    /// - Parameter path: The file; nil: in memory.
    /// - Throws: When it can't be opened, is none, or was written by a newer program.
    package init(_ path: String?) throws {
        let connection = try Connection(path ?? ":memory:", mode: .writing)
        // What a ledger holds can be put in again; a crash of the machine may cost the last commit.
        try connection.execute(
            "PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; PRAGMA mmap_size=1073741824")
        try Migration.apply(Self.migrations, to: connection)
        self.connection = connection
    }

    /// How many invoices it holds.
    package func count() throws -> Int {
        Int(try connection.first("SELECT count(*) FROM past_invoice") { try $0.integer() } ?? 0)
    }

    /// Keeps what files' invoices are now, all of it in one transaction.
    package func keep(_ files: [(subject: String, invoices: [PastInvoice])]) throws {
        try connection.transaction { connection in
            for file in files { try LedgerTable.keep(file.invoices, of: file.subject, in: connection) }
        }
    }

    package func answers(
        to questions: [HistoryQuestion], about subject: HistorySubject
    ) async throws -> [HistoryAnswer]? {
        try questions.map { try LedgerTable.answer($0, about: subject, from: connection) }
    }
}

/// Several keepers of invoices as one.
package struct MergedHistory: HistorySource {
    private let sources: [any HistorySource]

    /// One history of all of them.
    package init(_ sources: [any HistorySource]) { self.sources = sources }

    package func answers(
        to questions: [HistoryQuestion], about subject: HistorySubject
    ) async throws -> [HistoryAnswer]? {
        var known: [[HistoryAnswer]] = []
        for source in sources {
            if let answers = try await source.answers(to: questions, about: subject),
                answers.count == questions.count
            {
                known.append(answers)
            }
        }
        if known.isEmpty { return nil }
        return questions.indices.map { place in
            HistoryAnswer.merged(known.map { $0[place] }, to: questions[place])
        }
    }
}
