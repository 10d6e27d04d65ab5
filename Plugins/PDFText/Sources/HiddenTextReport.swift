import AssayKit

/// Text of one page that a person does not see, or hardly.
struct HiddenTextReport {
    private let page: Int
    private let isScanned: Bool
    private let counts: WordSplitter.Counts
    private let offPageRuns: Int

    /// A report; nil when there is nothing to tell.
    init?(_ page: Int, _ analysis: PageAnalysis?, _ counts: WordSplitter.Counts) {
        offPageRuns = analysis?.offPageRuns ?? 0
        guard counts.invisible + counts.tiny + counts.white + offPageRuns > 0 else { return nil }
        self.page = page
        self.counts = counts
        isScanned = analysis?.isScanned ?? false
    }

    /// The JSON form under "hidden_text" in the metadata.
    var json: JSONValue {
        [
            "page": .integer(page), "scanned": .bool(isScanned), "words": .integer(counts.words),
            "invisible_words": .integer(counts.invisible), "tiny_words": .integer(counts.tiny),
            "white_words": .integer(counts.white), "off_page_texts": .integer(offPageRuns),
        ]
    }
}
