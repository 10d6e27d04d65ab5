internal import AssayKit
internal import InvoiceHistory
internal import SQLite

extension LedgerTable {
    /// Adds what pages look like; each page stands in `past_picture` under its four quarters.
    ///
    /// A released text is never edited.
    package static let pictureSchema = """
        ALTER TABLE past_invoice ADD COLUMN pictures TEXT NOT NULL DEFAULT '';
        CREATE TABLE past_picture(
            quarter INTEGER NOT NULL, hash INTEGER NOT NULL, subject TEXT NOT NULL, part INTEGER NOT NULL,
            PRIMARY KEY(quarter, hash, subject, part)) STRICT, WITHOUT ROWID;
        """

    /// No more pages than this are compared under one number: where a form is used by thousands, what looks like it
    /// tells nothing.
    private static let mostUnderOneQuarter = 256

    static func insertPictures(of invoice: PastInvoice, into connection: Connection) throws {
        for hash in Set(invoice.pictures) {
            for quarter in hash.quarters {
                try connection.run(
                    "INSERT INTO past_picture VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING", quarter,
                    Int64(bitPattern: hash.bits), invoice.subject, invoice.part)
            }
        }
    }

    static func forgetPictures(of invoice: PastInvoice, in connection: Connection) throws {
        for hash in Set(invoice.pictures) {
            for quarter in hash.quarters {
                try connection.run(
                    """
                    DELETE FROM past_picture WHERE quarter = ?1 AND hash = ?2 AND subject = ?3 AND part = ?4
                    """, quarter, Int64(bitPattern: hash.bits), invoice.subject, invoice.part)
            }
        }
    }

    /// Invoices with pages that look like one of these, the likest first, each once.
    static func near(
        _ pages: [PictureHash], besides subject: String, _ connection: Connection
    ) throws -> [(distance: Int, subject: String, part: Int)] {
        var found: [String: (distance: Int, subject: String, part: Int)] = [:]
        for page in Set(pages) {
            for quarter in page.nearQuarters {
                let rows = try connection.rows(
                    """
                    SELECT hash, subject, part FROM past_picture WHERE quarter = ?1 AND subject <> ?2
                    LIMIT \(mostUnderOneQuarter)
                    """, quarter, subject
                ) { row -> (distance: Int, subject: String, part: Int)? in
                    let hash = PictureHash(bits: UInt64(bitPattern: try row.integer()))
                    let distance = hash.distance(to: page)
                    guard distance <= PictureHash.farthest else { return nil }
                    return (distance, try row.text(), Int(try row.integer()))
                }
                for case let row? in rows {
                    let key = "\(row.subject)#\(row.part)"
                    if row.distance < found[key]?.distance ?? Int.max { found[key] = row }
                }
            }
        }
        return found.values.sorted { ($0.distance, $0.subject, $0.part) < ($1.distance, $1.subject, $1.part) }
    }

    static func likest(
        _ pages: [PictureHash], _ subject: String, most: Int, _ connection: Connection
    ) throws -> HistoryAnswer {
        let found = try near(pages, besides: subject, connection).prefix(most)
        return HistoryAnswer(
            invoices: try found.flatMap { near in
                try invoices(of: near.subject, part: near.part, in: connection)
            })
    }
}
