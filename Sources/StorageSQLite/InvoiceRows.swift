internal import AssayKit
internal import SQLite
internal import Storage

/// Invoices as rows.
extension Session {
    static let summaryColumns = """
        id, owner, batch, status, stage, number, date, supplier_name, supplier_gstin, buyer_name, buyer_gstin,
        total, total_scale, currency, confidence, flag_count, vendor, customer, version, created_at
        """

    static let invoiceColumns =
        summaryColumns + """
            , source, file_name, document, document_size, media_type, pipeline, part, part_count, first_part,
            duplicate_of, job, pages, record, steps, metadata, notes, failure, reviewed_by, reviewed_at,
            review_comment, processed_at, updated_at
            """

    static func summary(_ row: inout Row) throws -> InvoiceSummary {
        var summary = InvoiceSummary(
            id: try row.id(), owner: try row.id(), batch: try row.optionalID(), status: try row.word(),
            stage: try row.optionalText(), createdAt: Timestamp(milliseconds: 0))
        summary.keys.number = try row.optionalText()
        summary.keys.date = try row.optionalText().flatMap { CalendarDate(iso: $0) }
        summary.keys.supplierName = try row.optionalText()
        summary.keys.supplierGSTIN = try row.optionalText()
        summary.keys.buyerName = try row.optionalText()
        summary.keys.buyerGSTIN = try row.optionalText()
        let micros = try row.optionalInteger()
        let scale = try row.optionalInt()
        summary.keys.total = micros.map { Amount(micros: $0, scale: scale ?? 2) }
        summary.keys.currency = try row.optionalText()
        summary.confidence = try row.optionalReal()
        summary.flagCount = try row.int()
        summary.vendor = try row.optionalID()
        summary.customer = try row.optionalID()
        summary.version = try row.int()
        summary.createdAt = try row.time()
        return summary
    }

    static func invoice(_ row: inout Row) throws -> Invoice {
        let summary = try summary(&row)
        var origin = InvoiceOrigin(source: try row.word(), fileName: try row.optionalText())
        origin.document = try row.optionalBlob()
        origin.mediaType = try row.optionalText()
        origin.pipeline = try row.optionalText()
        origin.part = try row.int()
        origin.partCount = try row.int()
        origin.firstPart = try row.optionalID()
        origin.duplicateOf = try row.optionalID()
        var invoice = Invoice(
            summary: summary, origin: origin, job: try row.optionalID(), pages: try row.int(),
            recordJSON: try row.bytes(), steps: try row.json(), metadata: try row.json(),
            notes: try row.json().arrayValue?.compactMap(\.stringValue) ?? [],
            failure: try row.optionalJSON().map(failure), review: nil, processedAt: nil,
            updatedAt: summary.createdAt)
        let reviewer = try row.optionalID(User.self)
        let reviewedAt = try row.optionalTime()
        let comment = try row.optionalText()
        invoice.review = reviewedAt.map { Invoice.Review(by: reviewer, at: $0, comment: comment) }
        invoice.processedAt = try row.optionalTime()
        invoice.updatedAt = try row.time()
        return invoice
    }

    func invoice(_ id: InvoiceID, _ visibility: Visibility = .everyone) throws -> Invoice {
        let found = try connection.first(
            "SELECT \(Self.invoiceColumns) FROM invoice WHERE id = ?1", id, read: Self.invoice)
        guard let found, visibility.includes(found.summary.owner) else {
            throw StorageError.notFound("invoice")
        }
        return found
    }

    func insert(_ invoice: Invoice) throws {
        let summary = invoice.summary
        let origin = invoice.origin
        try connection.run(
            """
            INSERT INTO invoice(id, owner, batch, status, created_at, source, part, part_count, record, steps,
                metadata, notes, updated_at, duplicate_of)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, x'7b7d', '[]', '{}', '[]', ?5, ?9)
            """, summary.id, summary.owner, summary.batch, summary.status.rawValue, summary.createdAt,
            origin.source.rawValue, origin.part, origin.partCount, origin.duplicateOf)
        try save(invoice)
    }

    /// Writes all that can change of an invoice.
    func save(_ invoice: Invoice) throws {
        let summary = invoice.summary
        let keys = summary.keys
        let origin = invoice.origin
        try connection.run(
            """
            UPDATE invoice SET status = ?2, stage = ?3, number = ?4, date = ?5, supplier_name = ?6,
                supplier_gstin = ?7, buyer_name = ?8, buyer_gstin = ?9, total = ?10, total_scale = ?11,
                currency = ?12, confidence = ?13, flag_count = ?14, vendor = ?15, customer = ?16, version = ?17,
                file_name = ?18, document = ?19, document_size = ?20, media_type = ?21, pipeline = ?22,
                part = ?23, part_count = ?24, first_part = ?25, job = ?26, pages = ?27, record = ?28,
                steps = ?29, metadata = ?30, notes = ?31, failure = ?32, reviewed_by = ?33, reviewed_at = ?34,
                review_comment = ?35, processed_at = ?36, updated_at = ?37, search = ?38
            WHERE id = ?1
            """, summary.id, summary.status.rawValue, summary.stage, keys.number, keys.date?.iso,
            keys.supplierName, keys.supplierGSTIN, keys.buyerName, keys.buyerGSTIN, keys.total?.micros,
            keys.total?.scale, keys.currency, summary.confidence, summary.flagCount, summary.vendor,
            summary.customer, summary.version, origin.fileName, origin.document?.digest,
            origin.document?.size, origin.mediaType, origin.pipeline, origin.part, origin.partCount,
            origin.firstPart, invoice.job, invoice.pages, invoice.recordJSON, invoice.steps.column,
            invoice.metadata.column, JSONValue.array(invoice.notes.map { .string($0) }).column,
            invoice.failure.map { Self.json($0).column }, invoice.review?.by, invoice.review?.at,
            invoice.review?.comment, invoice.processedAt, now, keys.searchText(fileName: origin.fileName))
    }
}
