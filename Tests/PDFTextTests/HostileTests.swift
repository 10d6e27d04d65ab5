import AssayKit
import Foundation
import Testing

@testable import PDFText

/// Broken, fuzzed and awkward files from the folder that ASSAY_CORPORA names.
@Suite("Hostile files", .enabled(if: ProcessInfo.processInfo.environment["ASSAY_CORPORA"] != nil))
struct HostileTests {
    /// Files that bring poppler or qpdf down themselves; only a worker process may read them.
    static let crashing: Set<String> = []

    static var files: [URL] {
        guard let folder = ProcessInfo.processInfo.environment["ASSAY_CORPORA"] else { return [] }
        let all = try? FileManager.default.contentsOfDirectory(
            at: URL(filePath: folder).appending(path: "hostile-pdf"), includingPropertiesForKeys: nil)
        return (all ?? []).filter { $0.pathExtension == "pdf" && !crashing.contains($0.lastPathComponent) }
            .sorted { $0.path < $1.path }
    }

    @Test("each gives a document or an error that a person can act on", arguments: files)
    func answer(_ file: URL) throws {
        let data = try Data(contentsOf: file)
        do {
            let words = try Reading.words(data)
            #expect(!words.pages.isEmpty)
            let inspected = try Reading.inspect(data)
            #expect(inspected.pages.count == words.pages.count)
            let request = ImageRequest(encoding: .grey8, dpi: 36, allowsEmbedded: true)
            for number in 1...min(words.pages.count, 3) {
                do {
                    _ = try Reading.images(data, pages: [number], request)
                } catch let error as PluginError where error.kind == .limit {
                    #expect(error.page == number)
                }
            }
        } catch let error as PluginError {
            #expect(error.kind != .internal)
            #expect(!error.message.isEmpty && !error.mend.isEmpty)
            if ProcessInfo.processInfo.environment["ASSAY_VERBOSE"] != nil {
                print(file.lastPathComponent, error.code)
            }
        }
    }
}
