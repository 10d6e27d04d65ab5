internal import AssayKit
internal import Files
internal import Workers

/// `golden/NAME.json` beside a manifest: what a component is given, and what it must answer.
///
/// `{"component": "acme.total", "words": ["Total", "12.00"], "options": {}, "expect": {…}}`; a validator is given a
/// `record` too, a notifier an `event`, and its answer is `{"verdict": "delivered", "detail": "…"}`.
struct GoldenFile {
    let name: String
    let json: Result<JSONValue, FileError>

    /// The files for a component, in the order of their names.
    static func beside(_ manifest: String, of component: String) -> [GoldenFile] {
        let folder = FilePath.join(FilePath.parent(manifest), "golden")
        // A plugin without golden files has no such folder.
        let entries = (try? FileSystem.list(folder)) ?? []
        return entries.filter { !$0.isDirectory && $0.name.hasSuffix(".json") }.map(read).filter { golden in
            guard case .success(let json) = golden.json else { return true }
            return json["component"]?.stringValue == component
        }
    }

    private static func read(_ entry: FileEntry) -> GoldenFile {
        GoldenFile(
            name: entry.name,
            json: Result { () throws(FileError) in
                let bytes = try FileSystem.read(entry.path, limit: 16 << 20)
                do {
                    return try JSONParser.parse(bytes)
                } catch {
                    throw FileError("use", entry.path, reason: "it is not JSON: \(error)", mend: "correct it")
                }
            })
    }

    /// Its words as a page, a line each.
    static func document(_ json: JSONValue) -> DocumentBuilder {
        var document = DocumentBuilder()
        document.addPage(number: 1, width: 595, height: 842, flags: [.hasText, .wordsRead])
        for (index, word) in (json["words"]?.arrayValue ?? []).enumerated() {
            let y = Float(index) * 12 + 20
            document.addWord(word.stringValue ?? "", box: Box(20, y, 80, y + 10), line: index)
        }
        return document
    }

    /// What the component is told beside the words: its record or its event, in the form that the engine sends.
    static func told(_ json: JSONValue, _ component: ComponentManifest) throws(RecordError) -> [UInt8]? {
        guard component.kind != .notifier else { return json["event"].map(JSONWriter.bytes) }
        guard let record = json["record"] else { return nil }
        return SampleRecords.encoded(try [Record](json: record))
    }

    /// Whether an answer is the one that is expected, as Assay understands both: order and spelling don't matter.
    static func isSame(_ got: JSONValue, _ expected: JSONValue) -> Bool {
        if got == expected { return true }
        // What is no list of records can only be the same as it stands.
        guard let first = try? [Record](json: got), let second = try? [Record](json: expected) else {
            return false
        }
        return meaningful(first) == meaningful(second)
            && ["requests", "metadata"].allSatisfy { got[$0] == expected[$0] }
    }

    /// The records up to the last that says anything.
    private static func meaningful(_ records: [Record]) -> ArraySlice<Record> {
        let last = records.lastIndex { $0 != Record(pages: $0.pages) }
        return records.prefix(last.map { $0 + 1 } ?? 0)
    }
}

extension Conformance {
    func judge(_ golden: GoldenFile, _ component: ComponentManifest) async -> ConformanceReport.Outcome {
        let json: JSONValue
        let told: [UInt8]?
        do {
            json = try golden.json.get()
            told = try GoldenFile.told(json, component)
        } catch {
            return .failed("\(error)")
        }
        guard let expected = json["expect"] else {
            return .failed("the file has no \"expect\"; write there what the component must answer")
        }
        var options = standardOptions(component) ?? JSONObject()
        for member in json["options"]?.objectValue?.members ?? [] { options[member.key] = member.value }
        let answer = await run(component, on: GoldenFile.document(json), options: options, told: told)
        guard case .answered(let result) = answer, result.isOK else {
            guard case .answered(let result) = answer, let failure = result.failure else {
                return Self.verdict(answer, on: component)
            }
            return .failed("it failed: \(failure.message)")
        }
        let got = result.verdict.map(Self.json) ?? result.value ?? .object(JSONObject())
        return GoldenFile.isSame(got, expected)
            ? .passed
            : .failed("it answered \(JSONWriter.text(got)); correct the plugin, or \"expect\" in the file")
    }

    private static func json(_ verdict: Verdict) -> JSONValue {
        switch verdict {
        case .delivered(let detail): ["verdict": "delivered", "detail": .string(detail)]
        case .retry(let after, let detail):
            ["verdict": "retry", "detail": .string(detail), "after_ms": .integer(Int(clamping: after))]
        case .permanent(let detail): ["verdict": "permanent", "detail": .string(detail)]
        case .gone(let detail): ["verdict": "gone", "detail": .string(detail)]
        }
    }
}
