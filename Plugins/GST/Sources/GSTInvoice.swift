public import AssayKit
package import DocumentLayout

/// Reads the header fields and line items of Indian GST invoices off their words: by labels, geometry, check
/// characters and arithmetic.
public struct GSTInvoice: Extractor {
    /// The id in the manifest.
    public static let id = "gst-invoice"
    /// What its confidences have turned out to mean.
    package static let model = ConfidenceModel(json: PackageResources.calibration_json, component: id)

    private let options: InvoiceOptions

    /// The options as the pipeline gives them.
    public struct Configuration: Decodable, Sendable {
        let options: InvoiceOptions

        /// Reads the options; all are optional.
        public init(from decoder: any Decoder) throws { options = try InvoiceOptions(from: decoder) }
    }

    /// An instance for these options.
    public init(configuration: Configuration) { options = configuration.options }

    package init(options: InvoiceOptions = InvoiceOptions()) { self.options = options }

    /// The invoices on the document.
    ///
    /// - Parameters:
    ///   - document: Its words.
    ///   - records: What earlier steps found; not needed.
    ///   - context: Asked whether the call is still wanted.
    /// - Returns: One record an invoice.
    /// - Throws: `CancellationError` when the context says so.
    public func extract(
        _ document: borrowing DocumentView, records: [Record], _ context: borrowing Context
    ) throws -> Extraction {
        let sheet = try SheetBuilder.sheet(document, context)
        let records = try self.records(of: sheet) { try context.checkCancelled() }
        guard options.calibrates, let model = Self.model else { return Extraction(records: records) }
        return Extraction(records: model.calibrated(records, isRecognised: sheet.isRecognised))
    }

    /// The records of a document outside a call.
    package func records(_ document: borrowing DocumentView) -> [Record] {
        records(of: SheetBuilder.sheet(document)) {}
    }

    private func records(of sheet: Sheet, checking: () throws -> Void) rethrows -> [Record] {
        guard !sheet.tokens.isEmpty else { return [] }
        let finder = ValueFinder(sheet: sheet, hits: LabelScanner.scan(sheet))
        try checking()
        let reader = InvoiceReader(finder: finder, options: options)
        var records: [Record] = []
        for part in InvoiceSplitter(finder: finder, options: options).parts() {
            try checking()
            records.append(reader.record(pages: part))
        }
        return CopyFolder.folded(records)
    }
}
