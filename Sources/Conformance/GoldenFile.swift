internal import AssayKit
internal import Files
internal import Workers

/// `golden/NAME.json` beside a manifest: words, options, and what the component must answer.
///
/// `{"component": "acme.total", "words": ["Total", "12.00"], "options": {}, "expect": {…}}`
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
}

extension Conformance {
    func judge(_ golden: GoldenFile, _ component: ComponentManifest) async -> ConformanceReport.Outcome {
        let json: JSONValue
        switch golden.json {
        case .failure(let error): return .failed("\(error)")
        case .success(let value): json = value
        }
        var options = standardOptions(component) ?? JSONObject()
        for member in json["options"]?.objectValue?.members ?? [] { options[member.key] = member.value }
        let answer = await run(component, on: GoldenFile.document(json), options: options)
        guard case .answered(let result) = answer, result.isOK else {
            return Self.verdict(answer, on: component)
        }
        let got = result.value ?? .null
        return got == json["expect"]
            ? .passed
            : .failed("it answered \(JSONWriter.text(got)); correct the plugin, or \"expect\" in the file")
    }
}
