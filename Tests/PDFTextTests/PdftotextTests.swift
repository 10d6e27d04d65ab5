import AssayKit
import Foundation
import Testing

@testable import PDFText

/// The words must be those that `pdftotext` of poppler-utils finds.
@Suite("Words against pdftotext")
struct PdftotextTests {
    static let program = "/usr/bin/pdftotext"

    /// PDFs of the repository's own corpus, and of the folder that ASSAY_CORPORA names.
    static var files: [URL] {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        var folders = [repository.appending(path: "corpora/gst")]
        if let others = ProcessInfo.processInfo.environment["ASSAY_CORPORA"] {
            folders.append(URL(filePath: others).appending(path: "gst-printed"))
        }
        let found = folders.flatMap { folder in
            (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        }
        return found.filter { $0.pathExtension == "pdf" }.sorted { $0.path < $1.path }
    }

    /// Its words as boxes: each as it stands, but one that changes its font within counts twice.
    static func boxed(_ file: URL) throws -> [String] {
        try pdftotext(["-bbox"], file).split(separator: "\n").compactMap { line in
            guard let start = line.range(of: #"">"#), let end = line.range(of: "</word>") else { return nil }
            return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")].reduce(
                String(line[start.upperBound..<end.lowerBound])
            ) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
        }
    }

    /// Its words as running text: joined where a hyphen divides them.
    static func running(_ file: URL) throws -> [String] {
        try pdftotext([], file).split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static func pdftotext(_ arguments: [String], _ file: URL) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments + ["-enc", "UTF-8", file.path, "-"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    @Test(
        "the same multiset of words", .enabled(if: FileManager.default.isExecutableFile(atPath: program)),
        arguments: files)
    func sameWords(_ file: URL) throws {
        let ours = try Reading.words(Data(contentsOf: file)).texts
        let boxed = Self.difference(try Self.boxed(file), ours)
        let running = Self.difference(try Self.running(file), ours)
        // Only how many: the documents are other people's.
        #expect(min(boxed, running) == 0, "\(file.lastPathComponent): \(boxed) and \(running) words differ")
    }

    private static func difference(_ one: [String], _ other: [String]) -> Int {
        var counts: [String: Int] = [:]
        for word in one { counts[word, default: 0] += 1 }
        for word in other { counts[word, default: 0] -= 1 }
        return counts.values.reduce(0) { $0 + abs($1) }
    }
}
