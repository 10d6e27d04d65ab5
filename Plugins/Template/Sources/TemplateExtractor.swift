public import AssayKit
internal import DocumentLayout

/// Reads the documents of one vendor or form by rules that an integrator wrote for it.
public struct TemplateExtractor: Extractor {
    /// The id in the manifest.
    public static let id = "template"
    private let reader: TemplateReader

    /// An instance for these options.
    public init(configuration: TemplateOptions) {
        reader = TemplateReader(templates: configuration.templates)
    }

    /// What the best fitting template reads.
    ///
    /// - Parameters:
    ///   - document: Its words.
    ///   - records: What earlier steps found; not needed.
    ///   - context: Asked whether the call is still wanted.
    /// - Returns: One record, and the template's name as metadata; none when no template fits.
    /// - Throws: `CancellationError` when the context says so.
    public func extract(
        _ document: borrowing DocumentView, records: [Record], _ context: borrowing Context
    ) throws -> Extraction {
        let sheet = try SheetBuilder.sheet(document, context)
        try context.checkCancelled()
        guard let finding = try reader.read(sheet, check: { try context.checkCancelled() }) else {
            return Extraction()
        }
        var metadata = JSONObject()
        metadata.append("template", .string(finding.template.name))
        return Extraction(records: [finding.record], metadata: metadata)
    }
}
