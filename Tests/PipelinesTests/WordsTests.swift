import Pipelines
import Testing

struct SpellingCase: CustomTestStringConvertible, Sendable {
    let word: String
    let candidates: [String]
    let nearest: String?
    var testDescription: String { word }

    init(_ word: String, _ candidates: [String], _ nearest: String?) {
        self.word = word
        self.candidates = candidates
        self.nearest = nearest
    }
}

struct QuantityCase: CustomTestStringConvertible, Sendable {
    let text: String
    let value: Int?
    let suggestion: String?
    var testDescription: String { text }

    init(_ text: String, _ value: Int?, suggest suggestion: String? = nil) {
        self.text = text
        self.value = value
        self.suggestion = suggestion
    }
}

@Suite("Spelling and quantities")
struct WordsTests {
    @Test(
        "the nearest word",
        arguments: [
            SpellingCase("stesp", ["name", "steps", "notify"], "steps"),
            SpellingCase("STEPS", ["name", "steps"], "steps"),
            SpellingCase("on-error", ["on", "on_error"], "on_error"),
            SpellingCase("timeoutt", ["timeout", "memory"], "timeout"),
            SpellingCase("tiemout", ["timeout", "memory"], "timeout"),
            SpellingCase("desc", ["description", "name"], "description"),
            SpellingCase("gstin", ["supplier_gstin", "total"], "supplier_gstin"),
            SpellingCase("approve_auto", ["auto_approve", "needs_review"], "auto_approve"),
            SpellingCase("langs", ["languages", "mode"], nil),
            SpellingCase("x", ["y", "if"], nil),
            SpellingCase("completely", ["different"], nil),
            SpellingCase("", ["a"], nil),
            SpellingCase("ab", [], nil),
            SpellingCase("supplier_nam", ["supplier_name", "supplier_pan", "buyer_name"], "supplier_name"),
            SpellingCase("cgts", ["cgst", "sgst", "cess"], "cgst"),
            SpellingCase(String(repeating: "a", count: 5000), ["a"], nil),
        ])
    func nearest(_ sample: SpellingCase) {
        #expect(Spelling.nearest(to: sample.word, among: sample.candidates) == sample.nearest)
    }

    @Test(
        "durations",
        arguments: [
            QuantityCase("500ms", 500), QuantityCase("90s", 90_000), QuantityCase("2m", 120_000),
            QuantityCase("1h", 3_600_000), QuantityCase("1m30s", 90_000), QuantityCase("0s", 0),
            QuantityCase("5", nil, suggest: "5s"), QuantityCase("5 s", nil, suggest: "5s"),
            QuantityCase("5S", nil, suggest: "5s"), QuantityCase("5 minutes", nil, suggest: "5m"),
            QuantityCase("", nil), QuantityCase("-5s", nil), QuantityCase("1.5s", nil),
            QuantityCase("s", nil),
            QuantityCase("9223372036854775807h", nil),
            QuantityCase("9223372036854775807ms9223372036854775807ms", nil),
            QuantityCase("٣s", nil),
        ])
    func durations(_ sample: QuantityCase) {
        do {
            let value = try Quantity.milliseconds(sample.text)
            #expect(value == sample.value)
        } catch {
            #expect(sample.value == nil)
            #expect(error.suggestion == sample.suggestion)
        }
    }

    @Test(
        "sizes",
        arguments: [
            QuantityCase("512MiB", 512 << 20), QuantityCase("1GiB", 1 << 30),
            QuantityCase("500MB", 500_000_000),
            QuantityCase("10B", 10), QuantityCase("1kB", 1000), QuantityCase("512", nil, suggest: "512MiB"),
            QuantityCase("512M", nil, suggest: "512MiB"), QuantityCase("512mb", nil, suggest: "512MB"),
            QuantityCase("1GiB5", nil), QuantityCase("9999999999999GiB", nil), QuantityCase("big", nil),
        ])
    func sizes(_ sample: QuantityCase) {
        do {
            let value = try Quantity.bytes(sample.text)
            #expect(value == sample.value)
        } catch {
            #expect(sample.value == nil)
            #expect(error.suggestion == sample.suggestion)
        }
    }

    @Test(
        "quantities are written so that they read back",
        arguments: [1, 999, 1000, 60_000, 90_000, 3_600_000, 86_400_000])
    func readBack(_ value: Int) throws {
        #expect(try Quantity.milliseconds(Quantity.text(milliseconds: value)) == value)
        #expect(try Quantity.bytes(Quantity.text(bytes: value)) == value)
    }
}
