import AssayKit
import IndianTax
import RuleEngine

/// Rules about how words look and where they lie.
enum AppearanceRules {
    static let all = [overlap, hidden, font, drawn]

    /// The fields whose words are looked at closely: those that change who gets how much.
    static let keyFields = [
        "invoice_number", "invoice_date", "supplier_gstin", "total", "amount_due", "taxable_total",
        "bank_account",
        "ifsc", "upi_id",
    ]

    /// Source: policy; text drawn over other text covers it.
    static let overlap = Rule(
        RuleCard(
            "PDF-04", "Text over other text", .high, scope: .file,
            when: "two words with different texts lie over each other in a key field",
            evidence: "both texts, their field and place",
            basis: .policy("nothing is printed over an amount, a number or an account"),
            tolerance: "60 % of the smaller word",
            falsePositives: ["bold type made by printing twice", "stamps"], fields: keyFields)
    ) { input in
        if input.document.isRecognised { return .notApplicable }
        var findings: [Finding] = []
        for name in keyFields {
            guard let words = input.document.fieldWords[name], words.count > 1, words.count <= 64 else {
                continue
            }
            var reading = input.reading()
            guard let field = reading.field(name) else { continue }
            let pairs = words.indices.flatMap { first in
                words.indices.filter { $0 > first }.map { (words[first], words[$0]) }
            }
            guard let (under, over) = pairs.first(where: { covers($0, $1) }) else { continue }
            findings.append(
                reading.finding(
                    "\"\(under.text)\" and \"\(over.text)\" lie over each other where the "
                        + "\(name.split(separator: "_").joined(separator: " ")) \(field.value) stands",
                    expected: "one text", observed: "\(under.text) and \(over.text)", tolerance: "60 %"))
        }
        return input.document.fieldWords.isEmpty ? .notApplicable : .of(findings)
    }

    private static func covers(_ one: DocumentFacts.Word, _ other: DocumentFacts.Word) -> Bool {
        guard one.text != other.text, !one.text.contains(other.text), !other.text.contains(one.text) else {
            return false
        }
        let width = min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0)
        let height = min(one.box.y1, other.box.y1) - max(one.box.y0, other.box.y0)
        guard width > 0, height > 0 else { return false }
        let smaller = min(one.box.width * one.box.height, other.box.width * other.box.height)
        return smaller > 0 && width * height >= 0.6 * smaller
    }

    /// Source: policy; an invoice has no text that only programs read.
    static let hidden = Rule(
        RuleCard(
            "PDF-05", "Figures that no one sees", .high, scope: .file,
            when:
                "text drawn in no colour, outside the page or in less than two points holds figures that stand nowhere "
                + "in sight; medium for such figures in white that have no label or contradict the total, else info, as for text "
                + "outside the page that was not read",
            evidence: "the hidden figures, how they are hidden, and their place",
            basis: .policy("an invoice has no text that only programs read"),
            falsePositives: ["the text layer of a scan", "white text on a dark ground"], fields: [])
    ) { input in
        if input.document.isRecognised { return .notApplicable }
        guard input.document.wordCount > 0 else { return .notApplicable }
        let unseen = figures(input.document.hiddenWords, besides: input.document.visibleFigures)
        let reports = input.document.metadata["hidden_text"]?.arrayValue ?? []
        if input.document.visibleFigures.isEmpty, !unseen.isEmpty {
            return .inconclusive("all figures are hidden, as in the text layer of a scan")
        }
        if !unseen.isEmpty {
            let list = unseen.prefix(5).map(\.text).joined(separator: ", ")
            return .hit([
                input.finding(
                    "\(unseen.count) hidden figures stand nowhere in sight: \(list)",
                    expected: "nothing hidden",
                    observed: list, places: unseen.prefix(8).map(place))
            ])
        }
        let white = figures(input.document.whiteWords, besides: visible(input.document))
        if let first = white.first {
            let lone = white.first { isLone($0, input) }
            return .hit([
                input.finding(
                    "\(white.count) figures are white, the first is \((lone ?? first).text); on a white ground no one "
                        + "sees them",
                    expected: "dark text, or a dark ground", observed: (lone ?? first).text,
                    places: white.prefix(8).map(place), severity: lone == nil ? .info : .medium)
            ])
        }
        let outside = reports.reduce(0) { $0 + min(max($1["off_page_texts"]?.intValue ?? 0, 0), 1_000_000) }
        guard outside > 0 else { return .pass }
        return .hit([
            input.finding(
                "\(outside) pieces of text lie outside their pages", expected: "0", observed: "\(outside)",
                severity: .info)
        ])
    }

    private static func place(_ word: DocumentFacts.Word) -> Evidence.Place {
        Evidence.Place(page: word.page, box: word.box, text: word.text)
    }

    /// Whether a white figure stands without a white label, or is called a total that the record does not have; a
    /// heading on a dark bar has its label beside it and repeats what the record says.
    private static func isLone(_ figure: DocumentFacts.Word, _ input: RuleInput) -> Bool {
        let labels = input.document.whiteWords.filter { word in
            word.page == figure.page && word.box.verticalOverlap(figure.box) > 0.5
                && !word.text.utf8.contains { (0x30...0x39).contains($0) }
                && word.text.contains(where: \.isLetter)
        }
        if labels.isEmpty { return true }
        let label = PrintedText(labels.map(\.text).joined(separator: " "))
        guard let amount = Amount(printed: figure.text), input.record.amount("total") != nil,
            label.says(anyOf: ["total", "payable", "due", "net amount"])
        else { return false }
        return !input.record.fields.values.contains { $0.amount == amount }
    }

    /// Figures in sight that are not white themselves.
    private static func visible(_ document: DocumentFacts) -> Set<String> {
        document.visibleFigures.subtracting(document.whiteWords.map(\.text))
    }

    /// Words that hold an amount, a GSTIN, or five digits and more, and stand nowhere else.
    private static func figures(
        _ words: [DocumentFacts.Word], besides seen: Set<String>
    ) -> [DocumentFacts.Word] {
        words.filter { word in
            guard !seen.contains(word.text) else { return false }
            let digits = word.text.utf8.count { (0x30...0x39).contains($0) }
            guard digits >= 3 else { return false }
            return digits >= 5 || GSTIN.isValid(word.text) || Amount(printed: word.text)?.scale == 2
        }
    }

    /// Source: policy; a page is set in a few fonts, and an amount that was put in later often shows another.
    static let font = Rule(
        RuleCard(
            "PDF-06", "A key field in a font of its own", .medium, scope: .file,
            when:
                "the words of a key field are set in a font family that at most two words of the pages have, or one "
                + "amount mixes font families",
            evidence: "the field, its font, and the font of the page",
            basis: .policy("a page is set in a few fonts; what was put in later often shows another"),
            tolerance: "at most 2 words, on pages of 60 words and more",
            falsePositives: ["templates that set off the total", "fonts for the rupee sign"],
            fields: keyFields)
    ) { input in
        if input.document.isRecognised || input.document.fontFamilies.isEmpty { return .notApplicable }
        guard input.document.wordCount >= 60 else { return .inconclusive("the pages have too few words") }
        guard input.document.fontFamilies.count > 1 else { return .pass }
        var findings: [Finding] = []
        for name in keyFields {
            guard let words = input.document.fieldWords[name] else { continue }
            let figures = words.filter { word in
                word.text.utf8.allSatisfy { $0 < 0x80 }
                    && word.text.utf8.contains { (0x30...0x39).contains($0) }
            }
            let families = Set(figures.compactMap { $0.font.map(DocumentFacts.family) })
            let rare = families.filter { input.document.fontFamilies[$0, default: 0] <= 2 }
            guard let family = rare.sorted().first else { continue }
            var reading = input.reading()
            guard let field = reading.field(name) else { continue }
            let usual = input.document.fontFamilies.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
            findings.append(
                reading.finding(
                    "The \(name.split(separator: "_").joined(separator: " ")) \(field.value) is set in \(family), which "
                        + "hardly any other word of the page is; most are in \(usual)",
                    expected: usual, observed: family))
        }
        return .of(findings)
    }
}
