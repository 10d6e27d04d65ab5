import Testing

@testable import TesseractOCR

/// What a second look at a number is worth.
@Suite("Second look at numbers")
struct NumberReadingTests {
    private static func word(_ text: String, _ confidence: Float, height: Int = 10) -> RecognisedWord {
        RecognisedWord(
            text: Array(text.utf8), left: 0, top: 0, right: 10, bottom: height, confidence: confidence,
            line: 1,
            block: 1, cell: nil, endsLine: false)
    }

    @Test(
        "Numbers without a point, or unsure, are looked at again; words and sure amounts are not",
        arguments: [
            ("3528", 0.7, true), ("37253", 0.95, true), ("372.53", 0.95, false), ("372.53", 0.6, true),
            ("1,500", 0.95, false), ("10854,32", 0.95, true), ("Total", 0.2, false), ("GST/24", 0.3, false),
            ("2025", 0.93, true), ("5", 0.2, false), ("24/09/2025", 0.5, false),
        ] as [(String, Float, Bool)])
    func doubt(_ text: String, _ confidence: Float, _ isDoubtful: Bool) {
        #expect(PageReading.isDoubtful(Self.word(text, confidence)) == isDoubtful)
    }

    @Test("Large digits keep their points: sure ones are not looked at again, unsure ones are")
    func size() {
        let sure = Self.word("37253", 0.95, height: 40)
        #expect(!PageReading.isDoubtful(sure) && PageReading.isDoubtful(sure, enlargement: 4))
        #expect(PageReading.isDoubtful(Self.word("37253", 0.7, height: 40)))
    }

    @Test(
        "A second reading wins with the point that was lost, and hardly ever with other digits",
        arguments: [
            ("37253", 0.85, "372.53", 0.8, "372.53"), ("₹37253", 0.85, "372.53", 0.8, "₹372.53"),
            ("57919,90", 0.5, "57919.90", 0.8, "57919.90"), ("372.53", 0.8, "37253", 0.9, nil),
            ("924.53", 0.76, "824.53", 0.82, nil), ("924.53", 0.7, "824.53", 0.95, "824.53"),
            ("37253", 0.85, "37.2.53", 0.9, nil), ("37253", 0.85, "ae", 0.9, nil), ("35", 0.7, "5", 0.9, nil),
        ] as [(String, Float, String, Float, String?)])
    func choice(
        _ first: String, _ confidence: Float, _ second: String, _ other: Float, _ chosen: String?
    ) {
        let better = PageReading.better(of: Self.word(first, confidence), [Self.word(second, other)])
        #expect(better.map { String(decoding: $0.text, as: UTF8.self) } == chosen)
    }
}
