import AssayKit

/// Reads the invoice's number.
///
/// START HERE: `isWanted` decides which word is read, `field` what is said of it.
struct @TYPE@: Extractor {
    static let id = "@NAME@"

    /// The options of plugin.json: checked against it, with its defaults filled in.
    struct Configuration: Decodable, Sendable {
        var prefix: String
    }

    private let prefix: String

    init(configuration: Configuration) throws {
        prefix = configuration.prefix
    }

    /// Whether this word is the value that we look for.
    private func isWanted(_ word: String) -> Bool {
        word.utf8.count > prefix.utf8.count && word.hasPrefix(prefix)
    }

    /// A value with its evidence: the text as printed, how far it can be trusted, and where it stands.
    private func field(_ word: WordView, on page: PageView) -> Field {
        Field(
            word.text, raw: word.text, confidence: 0.9 * Double(word.confidence), page: page.number,
            box: word.box)
    }

    /// Called for each document. What is not on it is absent, never guessed.
    func extract(
        _ document: borrowing DocumentView, records: [Record], _ context: borrowing Context
    ) throws -> Extraction {
        for pageIndex in 0..<document.pageCount {
            let page = document.page(at: pageIndex)
            for index in 0..<page.wordCount {
                if index.isMultiple(of: 1024) { try context.checkCancelled() }
                let word = page.word(at: index)
                guard isWanted(word.text) else { continue }
                return Extraction(records: [Record(fields: ["invoice_number": field(word, on: page)])])
            }
        }
        return Extraction()
    }
}
