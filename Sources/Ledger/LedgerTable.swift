internal import AssayKit
package import InvoiceHistory
package import SQLite

/// The tables in which the history is kept, in a ledger's own file and in the service's store alike.
package enum LedgerTable {
    /// Makes them.
    ///
    /// A released text is never edited.
    ///
    /// Totals are INTEGER millionths, days count from 1970-01-01. `past_vendor` and `past_digit` are sums over
    /// `past_invoice`, kept so that no question has to count.
    package static let schema = """
        CREATE TABLE past_invoice(
            number INTEGER PRIMARY KEY, subject TEXT NOT NULL, part INTEGER NOT NULL, digest TEXT, vendor TEXT,
            pan TEXT, type TEXT NOT NULL, printed TEXT, number_key TEXT, number_fold TEXT, year INTEGER,
            day INTEGER, total INTEGER, scale INTEGER, currency TEXT NOT NULL, irn TEXT, account TEXT,
            items_key TEXT, prices TEXT NOT NULL, UNIQUE(subject, part)) STRICT;
        CREATE INDEX past_digest ON past_invoice(digest) WHERE digest IS NOT NULL;
        CREATE INDEX past_number ON past_invoice(vendor, number_key) WHERE vendor IS NOT NULL;
        CREATE INDEX past_irn ON past_invoice(irn) WHERE irn IS NOT NULL;
        CREATE INDEX past_amount ON past_invoice(vendor, total, day) WHERE vendor IS NOT NULL;
        CREATE INDEX past_elsewhere ON past_invoice(total, day, number_key) WHERE total IS NOT NULL;
        CREATE INDEX past_items ON past_invoice(items_key) WHERE items_key IS NOT NULL;
        CREATE INDEX past_day ON past_invoice(vendor, day, subject, part) WHERE vendor IS NOT NULL;
        CREATE INDEX past_first ON past_invoice(vendor, day, total) WHERE vendor IS NOT NULL;
        CREATE INDEX past_account ON past_invoice(account, pan, day, subject, part) WHERE account IS NOT NULL;
        CREATE TABLE past_vendor(
            vendor TEXT PRIMARY KEY, day INTEGER NOT NULL, total INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE past_digit(
            vendor TEXT NOT NULL, magnitude INTEGER NOT NULL, digit INTEGER NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY(vendor, magnitude, digit)) STRICT, WITHOUT ROWID;
        """

    static let columns = """
        subject, part, digest, vendor, pan, type, printed, number_key, number_fold, year, day, total, scale,
        currency, irn, account, items_key, prices, pictures
        """

    // MARK: - Writing

    /// Keeps what a file's invoices are now; what was kept of that file before is gone.
    package static func keep(_ invoices: [PastInvoice], of subject: String, in connection: Connection) throws
    {
        try forget(subject, in: connection)
        for invoice in invoices { try insert(invoice, into: connection) }
    }

    /// What is kept of a file, or of one of its invoices.
    package static func invoices(
        of subject: String, part: Int? = nil, in connection: Connection
    ) throws -> [PastInvoice] {
        try connection.rows(
            "SELECT \(columns) FROM past_invoice WHERE subject = ?1 AND part = ifnull(?2, part)", subject,
            part, read: read)
    }

    /// Keeps no more of a file, or of one of its invoices.
    package static func forget(
        _ subject: String, part: Int? = nil, in connection: Connection
    ) throws {
        let old = try invoices(of: subject, part: part, in: connection)
        guard !old.isEmpty else { return }
        try connection.run(
            "DELETE FROM past_invoice WHERE subject = ?1 AND part = ifnull(?2, part)", subject, part)
        for invoice in old {
            try forgetPictures(of: invoice, in: connection)
            guard let vendor = invoice.vendor else { continue }
            try count(invoice, vendor, by: -1, in: connection)
            try connection.run("DELETE FROM past_vendor WHERE vendor = ?1", vendor)
            try connection.run(
                """
                INSERT INTO past_vendor SELECT vendor, day, total FROM past_invoice
                WHERE vendor = ?1 AND day IS NOT NULL AND total IS NOT NULL
                ORDER BY day, total LIMIT 1
                """, vendor)
        }
    }

    /// Keeps what one invoice of a file is now, beside the others of that file.
    package static func keep(_ invoice: PastInvoice, in connection: Connection) throws {
        try forget(invoice.subject, part: invoice.part, in: connection)
        try insert(invoice, into: connection)
    }

    /// Gives a file's invoices another name for the file.
    package static func rename(_ subject: String, to other: String, in connection: Connection) throws {
        for invoice in try invoices(of: subject, in: connection) where !invoice.pictures.isEmpty {
            var renamed = invoice
            renamed.subject = other
            try forgetPictures(of: invoice, in: connection)
            try insertPictures(of: renamed, into: connection)
        }
        try connection.run("UPDATE past_invoice SET subject = ?2 WHERE subject = ?1", subject, other)
    }

    private static func insert(_ invoice: PastInvoice, into connection: Connection) throws {
        let prices = JSONValue.array(invoice.prices.flatMap { [.string($0.item), .string($0.price.text)] })
        try connection.run(
            """
            INSERT INTO past_invoice(\(columns))
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
            """,
            invoice.subject, invoice.part, invoice.digest, invoice.vendor, invoice.pan, invoice.type,
            invoice.number, invoice.numberKey, invoice.numberFold, invoice.year, invoice.day,
            invoice.total?.micros, invoice.total?.scale, invoice.currency, invoice.irn, invoice.account,
            invoice.itemsKey, JSONWriter.text(prices), PictureHash.joined(invoice.pictures))
        try insertPictures(of: invoice, into: connection)
        guard let vendor = invoice.vendor else { return }
        try count(invoice, vendor, by: 1, in: connection)
        guard let day = invoice.day, let total = invoice.total else { return }
        try connection.run(
            """
            INSERT INTO past_vendor VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE
            SET day = excluded.day, total = excluded.total
            WHERE (excluded.day, excluded.total) < (past_vendor.day, past_vendor.total)
            """, vendor, day, total.micros)
    }

    private static func count(
        _ invoice: PastInvoice, _ vendor: String, by step: Int, in connection: Connection
    ) throws {
        guard invoice.isCharge, let total = invoice.total, total.micros >= 1_000_000 else { return }
        var (rest, magnitude) = (total.micros / 1_000_000, 0)
        while rest >= 10 { (rest, magnitude) = (rest / 10, magnitude + 1) }
        try connection.run(
            """
            INSERT INTO past_digit VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE SET count = count + ?4
            """, vendor, magnitude, Int(rest), step)
    }

    // MARK: - Answering

    /// The answer to a question, from what is kept; the subject's own invoices are left out.
    package static func answer(
        _ question: HistoryQuestion, about subject: HistorySubject, from connection: Connection
    ) throws -> HistoryAnswer {
        func invoices(
            _ condition: String, _ arguments: [(any SQLConvertible)?],
            order: String = "day DESC, subject, part"
        ) throws -> HistoryAnswer {
            let all = arguments + [subject.id]
            let rows = try connection.rows(
                """
                SELECT \(columns) FROM past_invoice WHERE \(condition) AND subject <> ?\(all.count)
                ORDER BY \(order) LIMIT \(question.limit)
                """, arguments: all, read: read)
            return HistoryAnswer(invoices: rows)
        }
        switch question {
        case .sameFile:
            guard let digest = subject.digest else { return HistoryAnswer() }
            return try invoices("digest = ?1", [digest])
        case .sameNumber(let vendor, let key):
            return try invoices("vendor = ?1 AND number_key = ?2", [vendor, key])
        case .sameIRN(let irn): return try invoices("irn = ?1", [irn])
        case .sameAmount(let vendor, let total, let days):
            return try invoices(
                "vendor = ?1 AND total = ?2 AND day BETWEEN ?3 AND ?4",
                [vendor, total.micros, days.lowerBound, days.upperBound])
        case .elsewhere(let total, let day, let key):
            return try invoices("total = ?1 AND day = ?2 AND number_key = ?3", [total.micros, day, key])
        case .sameItems(let key): return try invoices("items_key = ?1", [key])
        case .samePicture(let pages):
            return try likest(pages, subject.id, most: question.limit, connection)
        case .before(let vendor, let day): return try invoices("vendor = ?1 AND day <= ?2", [vendor, day])
        case .after(let vendor, let day):
            return try invoices("vendor = ?1 AND day > ?2", [vendor, day], order: "day, subject, part")
        case .account(let account, let pan): return try others(account, pan, subject, connection)
        case .digits(let vendor): return try digits(vendor, connection)
        case .firsts(let vendor): return try firsts(vendor, question.limit, connection)
        case .amounts(let vendor, let lowest, let limit, let days):
            let bounds: [(any SQLConvertible)?] = [
                vendor, lowest.micros, limit.micros, days.lowerBound, days.upperBound,
            ]
            let condition = "vendor = ?1 AND total >= ?2 AND total < ?3 AND day BETWEEN ?4 AND ?5"
            var answer = try invoices(condition, bounds)
            answer.count = answer.invoices.count
            if answer.count == question.limit {
                answer.count = try count(condition, bounds, besides: subject, connection)
            }
            return answer
        case .recurrence(let vendor, let total, let days):
            return try recurrence(vendor, total, days, connection)
        }
    }

    /// The first invoice of each of the first few PANs that have the account; each is found by a seek, however many
    /// invoices there are.
    private static func others(
        _ account: String, _ pan: String, _ subject: HistorySubject, _ connection: Connection
    ) throws -> HistoryAnswer {
        var answer = HistoryAnswer()
        var last = ""
        while answer.invoices.count < 8 {
            let next = try connection.first(
                """
                SELECT \(columns) FROM past_invoice
                WHERE account = ?1 AND pan > ?2 AND subject <> ?3
                ORDER BY pan, day, subject, part LIMIT 1
                """, account, last, subject.id, read: read)
            guard let next, let found = next.pan else { break }
            last = found
            if found != pan { answer.invoices.append(next) }
        }
        return answer
    }

    /// Counted in the index alone; only the subject's own invoices are looked at.
    private static func count(
        _ condition: String, _ bounds: [(any SQLConvertible)?], besides subject: HistorySubject,
        _ connection: Connection
    ) throws -> Int {
        let all = try connection.rows(
            """
            SELECT count(*) FROM (
                SELECT 1 FROM past_invoice WHERE \(condition) LIMIT \(HistoryQuestion.maximumCounted))
            """, arguments: bounds
        ) { try $0.integer() }.first
        let own = try connection.rows(
            "SELECT count(*) FROM past_invoice WHERE \(condition) AND subject = ?\(bounds.count + 1)",
            arguments: bounds + [subject.id]
        ) { try $0.integer() }.first
        return Int(max(0, (all ?? 0) - (own ?? 0)))
    }

    /// Looks at the totals of the first so many of these days.
    private static func recurrence(
        _ vendor: String, _ total: Amount, _ days: ClosedRange<Int>, _ connection: Connection
    ) throws -> HistoryAnswer {
        let rows = try connection.rows(
            """
            SELECT day, total FROM past_invoice
            WHERE vendor = ?1 AND day BETWEEN ?2 AND ?3 AND total <> ?4
            ORDER BY day LIMIT \(HistoryQuestion.maximumCounted)
            """, vendor, days.lowerBound, days.upperBound, total.micros
        ) { (day: Int(try $0.integer()), total: try $0.integer()) }
        var answer = HistoryAnswer()
        answer.recurrence.invoices = rows.count
        // Two marks follow each day through the list: partners enter behind the near one and leave behind the far one.
        var partners: [Int64: Int] = [:]
        var (entered, gone) = (0, 0)
        for row in rows {
            while rows[entered].day <= row.day - HistoryQuestion.apart.lowerBound {
                partners[rows[entered].total, default: 0] += 1
                entered += 1
            }
            while rows[gone].day < row.day - HistoryQuestion.apart.upperBound {
                partners[rows[gone].total, default: 0] -= 1
                gone += 1
            }
            answer.recurrence.pairs += entered - gone
            answer.recurrence.equal += partners[row.total] ?? 0
        }
        return answer
    }

    private static func digits(_ vendor: String, _ connection: Connection) throws -> HistoryAnswer {
        var answer = HistoryAnswer()
        answer.digits = try connection.rows(
            """
            SELECT magnitude, digit, count FROM past_digit WHERE vendor = ?1 AND count > 0
            ORDER BY magnitude, digit
            """, vendor
        ) { row in
            HistoryAnswer.DigitCount(
                magnitude: Int(try row.integer()), digit: Int(try row.integer()),
                count: Int(try row.integer()))
        }
        return answer
    }

    private static func firsts(
        _ vendor: String, _ limit: Int, _ connection: Connection
    ) throws -> HistoryAnswer {
        var answer = HistoryAnswer()
        answer.totals = try connection.rows(
            "SELECT total FROM past_vendor WHERE vendor <> ?1 ORDER BY vendor LIMIT \(limit)", vendor
        ) { Amount(micros: try $0.integer(), scale: 2) }
        return answer
    }

    static func read(_ row: inout Row) throws -> PastInvoice {
        var invoice = PastInvoice(subject: try row.text())
        invoice.part = Int(try row.integer())
        invoice.digest = try row.optionalText()
        invoice.vendor = try row.optionalText()
        invoice.pan = try row.optionalText()
        invoice.type = try row.text()
        invoice.number = try row.optionalText()
        invoice.numberKey = try row.optionalText()
        invoice.numberFold = try row.optionalText()
        invoice.year = try row.optionalInteger().map { Int($0) }
        invoice.day = try row.optionalInteger().map { Int($0) }
        let micros = try row.optionalInteger()
        let scale = try row.optionalInteger()
        if let micros { invoice.total = Amount(micros: micros, scale: Int(scale ?? 2)) }
        invoice.currency = try row.text()
        invoice.irn = try row.optionalText()
        invoice.account = try row.optionalText()
        invoice.itemsKey = try row.optionalText()
        invoice.prices = PastInvoice.prices(try JSONParser.parse(Array(try row.text().utf8)).arrayValue ?? [])
        invoice.pictures = PictureHash.list(try row.text())
        return invoice
    }
}
