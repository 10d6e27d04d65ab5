/// Where an invoice comes from.
package struct InvoiceOrigin: Sendable, Hashable {
    /// How it came in.
    package enum Source: String, Sendable, Hashable {
        case upload, url, manual
    }

    package var source: Source
    /// The name to show; never a path.
    package var fileName: String?
    /// The original's bytes; nil for one made by hand, and for a URL that has not been fetched yet.
    package var document: BlobReference?
    /// As decided by content: "application/pdf".
    package var mediaType: String?
    package var pipeline: String?
    /// Which invoice of its file it is, from 1.
    package var part: Int
    package var partCount: Int
    /// The first invoice of the same file; nil for that one itself.
    package var firstPart: InvoiceID?
    /// An earlier invoice of the same owner with the same bytes.
    package var duplicateOf: InvoiceID?

    package init(
        source: Source, fileName: String? = nil, document: BlobReference? = nil, mediaType: String? = nil,
        pipeline: String? = nil, part: Int = 1, partCount: Int = 1, firstPart: InvoiceID? = nil,
        duplicateOf: InvoiceID? = nil
    ) {
        self.source = source
        self.fileName = fileName
        self.document = document
        self.mediaType = mediaType
        self.pipeline = pipeline
        self.part = part
        self.partCount = partCount
        self.firstPart = firstPart
        self.duplicateOf = duplicateOf
    }
}
