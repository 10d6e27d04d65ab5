import AssayKit
import Foundation
import Testing

@testable import GST

/// Runs the development corpus through the extractor and prints what is right, wrong and missing.
///
/// It needs documents that are not part of this repository: set ASSAY_CORPORA to the folder that holds
/// `gst-printed`. Scans are read by the `tesseract` command and kept in a temporary folder.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["ASSAY_CORPORA"] != nil))
struct GSTCorpusTests {
    @Test("text PDFs of gst-printed: header F1")
    func textDocuments() throws {
        let score = try run { try CorpusWords.isText($0) }
        for line in score.summary("text") { print(line) }
        #expect(score.headerF1 >= 0.90)
    }

    @Test("scans of gst-printed: header F1")
    func scans() throws {
        let score = try run { try !CorpusWords.isText($0) }
        for line in score.summary("scans") { print(line) }
        #expect(score.headerF1 >= 0.75)
    }

    private func run(_ isWanted: (URL) throws -> Bool) throws -> CorpusScore {
        let environment = ProcessInfo.processInfo.environment
        let folder = URL(filePath: environment["ASSAY_CORPORA"] ?? "").appending(
            path: environment["ASSAY_CORPUS"] ?? "gst-printed")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        var score = CorpusScore()
        for name in names where !name.hasSuffix(".json") && !name.hasSuffix(".md") {
            if let only = environment["ASSAY_ONLY"], !name.contains(only) { continue }
            let file = folder.appending(path: name)
            let truthFile = file.deletingPathExtension().appendingPathExtension("json")
            guard try isWanted(file) else { continue }
            let truth = try JSONParser.parse(Array(Data(contentsOf: truthFile)))
            let bytes = try CorpusWords.load(file)
            let records = try bytes.withUnsafeBytes { buffer in
                GSTInvoice().records(try DocumentView(validating: buffer))
            }
            score.add(name, truth, records)
        }
        return score
    }
}
