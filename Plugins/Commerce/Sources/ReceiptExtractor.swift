public import AssayKit
internal import DocumentLayout

/// Reads shop, date, total and tax off retail receipts: by labels, position and the arithmetic of the till.
public struct ReceiptExtractor: Extractor {
    /// The id in the manifest.
    public static let id = "receipt"
    private let options: CommerceOptions

    /// The options as the pipeline gives them.
    public struct Configuration: Decodable, Sendable {
        let options: CommerceOptions

        /// Reads the options; all are optional.
        public init(from decoder: any Decoder) throws { options = try CommerceOptions(from: decoder) }
    }

    /// An instance for these options.
    public init(configuration: Configuration) { options = configuration.options }

    package init() { options = CommerceOptions() }

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
        let sheet = try SheetBuilder.sheet(document, context)
        try context.checkCancelled()
        return Extraction(records: self.records(of: sheet))
    }

    /// The records of a document outside a call.
    package func records(_ document: borrowing DocumentView) -> [Record] {
        records(of: SheetBuilder.sheet(document))
    }

    private func records(of sheet: Sheet) -> [Record] {
        guard !sheet.tokens.isEmpty else { return [] }
        return [ReceiptReader(page: CommercePage(sheet, options: options)).record()]
    }
}
