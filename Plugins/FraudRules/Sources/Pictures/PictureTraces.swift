package import AssayKit
internal import InvoiceHistory
internal import RuleEngine

/// Measures the pictures of scanned pages: the component `picture-traces`.
///
/// It judges nothing: the rules of ``FraudRules`` read what it notes under `pictures` in the document's metadata.
package struct PictureTraces: Extractor {
    package static let id = "picture-traces"

    package init(configuration: NoConfiguration) {}

    /// Fewer words do not tell what is usual on a page.
    static let fewestWords = 24
    /// More words than this add nothing to it.
    private static let mostWords = 1500

    package func extract(
        _ document: borrowing DocumentView, records: [Record], _ context: borrowing Context
    ) throws -> Extraction {
        try extraction(document, records: records) { try context.checkCancelled() }
    }

    /// ``extract(_:records:_:)`` without a host.
    package func extraction(
        _ document: borrowing DocumentView, records: [Record], check: () throws -> Void = {}
    ) throws -> Extraction {
        var notes: [JSONValue] = []
        for index in 0..<document.pageCount {
            try check()
            let page = document.page(at: index)
            guard page.imageCount > 0, let pixels = GreyPixels(page.image(at: 0)) else { continue }
            var note = JSONObject([JSONObject.Member(key: "page", value: .integer(page.number))])
            if let hash = InkMap(pixels).hash {
                note.append("hash", .string(hash.text))
            } else {
                note.append("blank", .bool(true))
            }
            let noise = Self.noise(page, page.image(at: 0).matrix, pixels, records)
            if !noise.isEmpty { note.append("noise", .array(noise)) }
            notes.append(.object(note))
        }
        var extraction = Extraction(records: records.map { Record(pages: $0.pages) })
        if !notes.isEmpty {
            extraction.metadata = JSONObject([JSONObject.Member(key: "pictures", value: .array(notes))])
        }
        return extraction
    }

    /// The noise about key fields, beside the usual noise about the words of the page.
    private static func noise(
        _ page: PageView, _ matrix: PixelMatrix, _ pixels: GreyPixels, _ records: [Record]
    ) -> [JSONValue] {
        guard page.wordCount >= fewestWords else { return [] }
        func level(_ box: Box) -> Double? {
            PixelSpan(box, of: matrix, in: pixels, growing: box.height / 2)
                .flatMap { PaperNoise.level(pixels, $0) }
        }
        let step = max(1, page.wordCount / mostWords)
        let usual = PaperNoise(
            stride(from: 0, to: page.wordCount, by: step).compactMap { level(page.word(at: $0).box) })
        guard usual.count >= fewestWords, let median = usual.usual else { return [] }
        var notes: [JSONValue] = []
        for name in AppearanceRules.keyFields {
            for field in records.compactMap({ $0.fields[name] }) where field.page == page.number {
                guard let box = field.box, let level = level(box), let deviation = usual.deviation(of: level)
                else { continue }
                notes.append([
                    "field": .string(name), "value": .string(field.value), "level": .double(rounded(level)),
                    "usual": .double(rounded(median)), "deviation": .double(rounded(deviation)),
                    "words": .integer(usual.count),
                ])
            }
        }
        return notes
    }

    private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
