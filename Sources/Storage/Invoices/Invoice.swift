package import AssayKit

package typealias InvoiceID = Identifier<Invoice>

/// An invoice: where it came from, what was read, what became of it.
package struct Invoice: Sendable, Hashable {
    package var summary: InvoiceSummary
    package var origin: InvoiceOrigin
    /// The task that reads it, or read it last; nil when it was made by hand.
    package var job: JobID?
    package var pages: Int
    /// The record in its JSON form, ready to be sent; see ``record``.
    package var recordJSON: [UInt8]
    /// How the pipeline's steps went, as JSON.
    package var steps: JSONValue
    /// What the reader noted about the document.
    package var metadata: JSONValue
    /// What a person should know.
    package var notes: [String]
    package var failure: JobFailure?
    package var review: Review?
    package var processedAt: Timestamp?
    package var updatedAt: Timestamp

    /// Who decided, when and why.
    package struct Review: Sendable, Hashable {
        package let by: UserID?
        package let at: Timestamp
        package let comment: String?

        package init(by: UserID?, at: Timestamp, comment: String?) {
            self.by = by
            self.at = at
            self.comment = comment
        }
    }

    package init(
        summary: InvoiceSummary, origin: InvoiceOrigin, job: JobID?, pages: Int, recordJSON: [UInt8],
        steps: JSONValue, metadata: JSONValue, notes: [String], failure: JobFailure?, review: Review?,
        processedAt: Timestamp?, updatedAt: Timestamp
    ) {
        self.summary = summary
        self.origin = origin
        self.job = job
        self.pages = pages
        self.recordJSON = recordJSON
        self.steps = steps
        self.metadata = metadata
        self.notes = notes
        self.failure = failure
        self.review = review
        self.processedAt = processedAt
        self.updatedAt = updatedAt
    }

    package var id: InvoiceID { summary.id }

    /// What was read and corrected.
    ///
    /// - Throws: ``StorageError/corrupt(path:detail:)`` when the stored form cannot be read.
    package var record: Record {
        get throws(StorageError) { try Record.stored(recordJSON, of: "invoice \(id)") }
    }
}

extension Record {
    /// The form in which a record is stored.
    package var storedForm: [UInt8] {
        var writer = JSONWriter(reservingCapacity: 8 << 10)
        write(to: &writer)
        return writer.bytes
    }

    static func stored(_ bytes: [UInt8], of place: String) throws(StorageError) -> Record {
        do {
            return try Record(json: try JSONParser.parse(bytes), at: "record")
        } catch {
            throw .corrupt(path: place, detail: "\(error)")
        }
    }
}

/// What a list shows of an invoice.
package struct InvoiceSummary: Sendable, Hashable {
    package var id: InvoiceID
    package var owner: UserID
    package var batch: BatchID?
    package var status: InvoiceStatus
    /// The step it is in, or failed in.
    package var stage: String?
    package var keys: InvoiceKeys
    /// 0...1; nil when nothing was read.
    package var confidence: Double?
    package var flagCount: Int
    package var vendor: VendorID?
    package var customer: VendorID?
    /// Grows with every change of its content or of the decision about it.
    package var version: Int
    package var createdAt: Timestamp

    package init(
        id: InvoiceID, owner: UserID, batch: BatchID?, status: InvoiceStatus, stage: String? = nil,
        keys: InvoiceKeys = InvoiceKeys(), confidence: Double? = nil, flagCount: Int = 0,
        vendor: VendorID? = nil, customer: VendorID? = nil, version: Int = 1, createdAt: Timestamp
    ) {
        self.id = id
        self.owner = owner
        self.batch = batch
        self.status = status
        self.stage = stage
        self.keys = keys
        self.confidence = confidence
        self.flagCount = flagCount
        self.vendor = vendor
        self.customer = customer
        self.version = version
        self.createdAt = createdAt
    }
}
