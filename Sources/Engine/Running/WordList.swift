internal import AssayKit

/// The words of a document as JSON, for people who look at the page beside them.
enum WordList {
    static func json(of view: borrowing DocumentView) -> [UInt8] {
        var pages: [JSONValue] = []
        for index in 0..<view.pageCount {
            let page = view.page(at: index)
            let words = (0..<page.wordCount).map { entry(of: page.word(at: $0)) }
            pages.append([
                "page": .integer(page.number), "width": number(page.width), "height": number(page.height),
                "words": .array(words),
            ])
        }
        var writer = JSONWriter(reservingCapacity: 64 << 10)
        writer.value(["pages": .array(pages)])
        return writer.bytes
    }

    private static func entry(of word: WordView) -> JSONValue {
        var object = JSONObject([
            .init(key: "text", value: .string(word.text)),
            .init(
                key: "box",
                value: .array([word.box.x0, word.box.y0, word.box.x1, word.box.y1].map(number))),
            .init(key: "line", value: .integer(word.line)),
            .init(key: "confidence", value: number(word.confidence)),
        ])
        if word.block > 0 { object["block"] = .integer(word.block) }
        return .object(object)
    }

    /// Hundredths are finer than any printer's dot; what is no number is null.
    private static func number(_ value: Float) -> JSONValue {
        value.isFinite ? .double((Double(value) * 100).rounded() / 100) : .null
    }
}
