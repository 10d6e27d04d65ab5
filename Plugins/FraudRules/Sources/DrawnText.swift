package import AssayKit
internal import RuleEngine

/// Looks again at amounts, GSTIN and bank account where a file gives reason to: the component `drawn-text`.
///
/// It judges nothing: rule PDF-03 reads what it notes under `drawn` in the document's metadata. A file without such a
/// trace is not looked at.
package struct DrawnText: Extractor {
    package static let id = "drawn-text"

    package init(configuration: NoConfiguration) {}

    /// The fields that change who gets how much, and how their characters are recognised.
    static let fields: [(name: String, mode: LookRequest.Mode)] = [
        ("total", .digits), ("amount_due", .digits), ("taxable_total", .digits),
        ("supplier_gstin", .identifier), ("bank_account", .identifier),
    ]
    /// Both looks at a field must see the same: one misreads now and then.
    static let resolutions = [300.0, 400.0]
    /// More records than this of one file are not looked at.
    private static let mostRecords = 4

    /// A field that is to be looked at.
    struct Spot {
        let name: String
        let field: Field
        let page: Int
        let box: Box
        let mode: LookRequest.Mode
        let reason: String
        /// The text lies over a picture of the page.
        let isOverPicture: Bool
    }

    package func extract(
        _ document: borrowing DocumentView, records: [Record], _ context: borrowing Context
    ) throws -> Extraction {
        extraction(document, records: records, looks: context.looks)
    }

    /// ``extract(_:records:_:)`` without a host.
    package func extraction(
        _ document: borrowing DocumentView, records: [Record], looks: [LookAnswer]?
    ) -> Extraction {
        let spots = Self.spots(document, records)
        guard !spots.isEmpty else { return Extraction() }
        guard let looks else {
            return Extraction(
                requests: spots.flatMap { spot in
                    Self.resolutions.map {
                        LookRequest(page: spot.page, box: spot.box, mode: spot.mode, dpi: $0)
                    }
                })
        }
        let notes = spots.enumerated().map { place, spot in
            let first = place * Self.resolutions.count
            let answers = looks.dropFirst(first).prefix(Self.resolutions.count)
            return Self.note(spot, answers.map(DrawnReading.init))
        }
        return Extraction(
            metadata: JSONObject([JSONObject.Member(key: "drawn", value: .array(notes))]))
    }

    private static func note(_ spot: Spot, _ readings: [DrawnReading]) -> JSONValue {
        var note = JSONObject()
        note.append("page", .integer(spot.page))
        note.append("field", .string(spot.name))
        note.append("value", .string(spot.field.value))
        note.append("reason", .string(spot.reason))
        if spot.isOverPicture { note.append("over_picture", .bool(true)) }
        let printed = spot.field.raw ?? spot.field.value
        let seen = readings.map { $0.seen(in: spot.mode) }
        if let first = seen.first, let text = first, seen.count == resolutions.count,
            seen.allSatisfy({ $0 == text })
        {
            note.append("seen", .string(text))
            note.append("confidence", .double(readings.map(\.confidence).min() ?? 0))
            note.append(
                "verdict", .string(DrawnReading.verdict(seen: text, printed: printed, spot.mode).rawValue))
        } else {
            note.append("verdict", .string(DrawnReading.Verdict.unclear.rawValue))
        }
        return .object(note)
    }

    /// What is to be looked at, and why; nothing on recognised pages, which have no text of their own.
    private static func spots(_ document: borrowing DocumentView, _ records: [Record]) -> [Spot] {
        var pages: [Int: PageFlags] = [:]
        for index in 0..<document.pageCount {
            pages[document.page(at: index).number] = document.page(at: index).flags
        }
        var spots: [Spot] = []
        for record in records.prefix(mostRecords) {
            let named = fields.compactMap { name, mode -> (String, LookRequest.Mode, Field, Int, Box)? in
                guard let field = record.fields[name], field.origin == .read, let page = field.page,
                    let box = field.box, let flags = pages[page], flags.contains(.hasText),
                    !flags.contains(.recognised)
                else { return nil }
                return (name, mode, field, page, box)
            }
            guard !named.isEmpty else { continue }
            let facts = DocumentFacts(document, record: record, keyFields: fields.map(\.name))
            for (name, mode, field, page, box) in named {
                let isOverPicture = pages[page]?.contains(.scanned) == true
                guard let reason = isOverPicture ? "a picture under the text" : reason(facts, name) else {
                    continue
                }
                let room = Box(box.x0 - 2, box.y0 - 1, box.x1 + 2, box.y1 + 1)
                spots.append(
                    Spot(
                        name: name, field: field, page: page, box: room, mode: mode, reason: reason,
                        isOverPicture: isOverPicture))
            }
        }
        return spots
    }

    /// What speaks for another text than what is drawn; nil: nothing.
    private static func reason(_ facts: DocumentFacts, _ field: String) -> String? {
        let hidden = facts.hiddenWords.contains { word in
            word.text.utf8.count { (0x30...0x39).contains($0) } >= 3
        }
        if hidden { return "figures that no one sees" }
        let traces = FileTraces(metadata: facts.metadata)
        // Each signature is a save of its own, and a linearised file has one.
        let explained =
            (traces.signatures?.count ?? 0) + (facts.metadata["linearized"]?.boolValue == true ? 1 : 0)
        if let saves = traces.incrementalSaves, saves > explained { return "changes appended to the file" }
        let families = Set((facts.fieldWords[field] ?? []).compactMap { $0.font.map(DocumentFacts.family) })
        guard facts.wordCount >= 60, facts.fontFamilies.count > 1 else { return nil }
        if families.count > 1 || families.contains(where: { facts.fontFamilies[$0, default: 0] <= 2 }) {
            return "a font of its own"
        }
        return nil
    }
}
