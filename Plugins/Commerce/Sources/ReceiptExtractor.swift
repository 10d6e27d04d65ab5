public import AssayKit
package import DocumentLayout

/// Reads shop, date, total and tax off retail receipts: by labels, position and the arithmetic of the till.
public struct ReceiptExtractor: Extractor {
    /// The id in the manifest.
    public static let id = "receipt"
    /// What its confidences have turned out to mean.
    package static let model = ConfidenceModel(json: PackageResources.calibration_json, component: id)

    private let configuration: CommerceConfiguration

    /// An instance for these options.
    public init(configuration: CommerceConfiguration) { self.configuration = configuration }

    package init() { configuration = CommerceConfiguration() }

    /// The receipt on the document.
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
        try configuration.extraction(document, context, Self.model) { ReceiptReader(page: $0).record() }
    }

    /// The records of a document outside a call.
    package func records(_ document: borrowing DocumentView) -> [Record] {
        configuration.records(of: SheetBuilder.sheet(document)) { ReceiptReader(page: $0).record() }
    }
}
