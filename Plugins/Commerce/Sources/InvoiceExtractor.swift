public import AssayKit
package import DocumentLayout

/// Reads header fields and line items off commercial invoices of any country: by labels, position and arithmetic.
public struct InvoiceExtractor: Extractor {
    /// The id in the manifest.
    public static let id = "invoice"
    /// What its confidences have turned out to mean.
    package static let model = ConfidenceModel(json: PackageResources.calibration_json, component: id)

    private let configuration: CommerceConfiguration

    /// An instance for these options.
    public init(configuration: CommerceConfiguration) { self.configuration = configuration }

    package init() { configuration = CommerceConfiguration() }

    /// The invoice on the document.
    ///
    /// - Parameters:
    ///   - document: Its words.
    ///   - records: What earlier steps found; not needed.
    ///   - context: Asked whether the call is still wanted.
    /// - Returns: One record; none for a document without words.
    /// - Throws: `CancellationError` when the context says so.
    public func extract(
        _ document: borrowing DocumentView, records: [Record], _ context: borrowing Context
    ) throws -> Extraction {
        try configuration.extraction(document, context, Self.model) {
            CommercialInvoiceReader(page: $0).record()
        }
    }

    /// The records of a document outside a call.
    package func records(_ document: borrowing DocumentView) -> [Record] {
        configuration.records(of: SheetBuilder.sheet(document)) { CommercialInvoiceReader(page: $0).record() }
    }
}
