internal import AssayKit

/// What a document's words were taken from.
package enum SourceKind: String, CaseIterable, Hashable, Sendable {
    /// From the document itself.
    case text
    /// From a picture of a page in a PDF.
    case scan
    /// From a picture.
    case photo

    /// The kind of a document by its file's name and by the steps that its results went through.
    init(name: String, results: [JSONValue]) {
        let isRecognised = results.contains { result in
            (result["steps"]?.arrayValue ?? []).contains {
                $0["uses"] == "tesseract-ocr" && $0["status"] == "ok"
            }
        }
        let isPDF = name.lowercased().hasSuffix(".pdf")
        self = !isRecognised ? .text : isPDF ? .scan : .photo
    }
}
