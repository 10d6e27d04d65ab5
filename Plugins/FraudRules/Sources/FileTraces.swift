import AssayKit
import RuleEngine

/// What a PDF's metadata says of its making.
struct FileTraces {
    let metadata: JSONValue

    /// Whether the file is a PDF.
    var isPDF: Bool { metadata["media_type"]?.stringValue == "application/pdf" }
    /// The program that wrote the file.
    var producer: String? { text("producer") }
    /// The program in which the document was made.
    var creator: String? { text("creator") }
    /// The day on which the file says that it was made.
    var created: CalendarDate? { day("creation_date") }
    /// The day on which the file says that it was changed last.
    var changed: CalendarDate? { day("mod_date") }

    /// How often the file was saved on top of itself; nil when not known.
    var incrementalSaves: Int? { metadata["incremental_saves"]?.intValue }

    /// How many signatures the file has, and how many of them cover all of it; nil when not known.
    var signatures: (count: Int, covering: Int)? {
        guard let list = metadata["signatures"]?.arrayValue else { return nil }
        return (list.count, list.count { $0["covers_file"]?.boolValue == true })
    }

    private func text(_ key: String) -> String? {
        guard let text = metadata[key]?.stringValue, !text.isEmpty else { return nil }
        return text
    }

    /// The day of `2025-07-04T15:46:43+05:30` or of `D:20250704154643`.
    private func day(_ key: String) -> CalendarDate? {
        guard let text = text(key) else { return nil }
        if let date = CalendarDate(iso: text.prefix(10)) { return date }
        let digits = text.utf8.filter { (0x30...0x39).contains($0) }.prefix(8)
        guard digits.count == 8, let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
        return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// The moment as the metadata has it, for messages.
    func moment(_ key: String) -> String { text(key) ?? "" }

    /// Programs made for changing finished files, as they name themselves.
    static let editors = [
        "sejda", "ilovepdf", "pdfescape", "smallpdf", "pdffiller", "soda pdf", "nitro pro", "nitro pdf",
        "pdf-xchange editor", "pdfelement", "phantompdf", "foxit pdf editor", "xodo", "dochub", "photoshop",
        "gimp",
        "illustrator", "coreldraw", "inkscape", "pdf candy", "pdf24", "master pdf editor", "able2extract",
        "infix",
        "pixlr", "photopea", "snapseed", "picsart", "canva",
    ]

    /// The editor that a text names; nil when it names none.
    static func editor(in text: String?) -> String? {
        guard let text = text?.lowercased() else { return nil }
        return editors.first { text.contains($0) }
    }
}

extension RuleInput {
    /// What the file says of its making; nil when it is no PDF.
    var traces: FileTraces? {
        let traces = FileTraces(metadata: document.metadata)
        return traces.isPDF ? traces : nil
    }

    /// A finding that rests on the file alone.
    func finding(
        _ message: String, expected: String? = nil, observed: String? = nil, tolerance: String? = nil,
        places: [Evidence.Place] = [], severity: Severity? = nil
    ) -> Finding {
        Finding(
            severity: severity, message: message, fields: [],
            evidence: Evidence(expected: expected, observed: observed, tolerance: tolerance, places: places),
            confidence: 1)
    }
}
