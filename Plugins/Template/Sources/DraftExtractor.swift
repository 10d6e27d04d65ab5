public import AssayKit
internal import DocumentLayout

/// Proposes a template for a document that other steps have read; serves `assay template new`.
public struct DraftExtractor: Extractor {
    /// The id in the manifest.
    public static let id = "template-draft"

    /// An instance; it has no options.
    public init(configuration: NoConfiguration) {}

    /// The proposal, as metadata `template_draft`: a template that reads the same values off this document.
    ///
    /// - Parameters:
    ///   - document: Its words.
    ///   - records: What earlier steps found; only the first is looked at.
    ///   - context: Asked whether the call is still wanted.
    /// - Returns: No record; metadata where there was something to propose.
    /// - Throws: `CancellationError` when the context says so.
    public func extract(
        _ document: borrowing DocumentView, records: [Record], _ context: borrowing Context
    ) throws -> Extraction {
        let sheet = try SheetBuilder.sheet(document, context)
        try context.checkCancelled()
        guard let record = records.first, !sheet.tokens.isEmpty else { return Extraction() }
        let draft = TemplateDraft(sheet: sheet, record: record)
        var metadata = JSONObject()
        metadata.append("template_draft", try draft.json { try context.checkCancelled() })
        return Extraction(metadata: metadata)
    }
}
