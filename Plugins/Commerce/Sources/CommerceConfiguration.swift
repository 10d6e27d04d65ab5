internal import AssayKit
internal import DocumentLayout

/// The options of both extractors, as a pipeline gives them.
public struct CommerceConfiguration: Decodable, Sendable {
    private let options: CommerceOptions

    /// Reads the options; all are optional.
    public init(from decoder: any Decoder) throws { options = try CommerceOptions(from: decoder) }

    init() { options = CommerceOptions() }

    /// What a reader makes of a document's words; nothing of a document without words.
    func records(of sheet: Sheet, _ read: (CommercePage) -> Record) -> [Record] {
        sheet.tokens.isEmpty ? [] : [read(CommercePage(sheet, options: options))]
    }

    /// The same within a call, with confidences that mean what they say.
    ///
    /// - Throws: `CancellationError` when the context says so.
    func extraction(
        _ document: borrowing DocumentView, _ context: borrowing Context, _ model: ConfidenceModel?,
        _ read: (CommercePage) -> Record
    ) throws -> Extraction {
        let sheet = try SheetBuilder.sheet(document, context)
        try context.checkCancelled()
        let records = records(of: sheet, read)
        guard options.calibrates, let model else { return Extraction(records: records) }
        return Extraction(records: model.calibrated(records, isRecognised: sheet.isRecognised))
    }
}
