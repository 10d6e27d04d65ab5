import AssayKit
import Foundation
import Testing

@testable import Samples

@Suite("The samples that ship with the sources")
struct CorpusTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../corpora/gst").standardizedFileURL

    @Test("their truths are those that the generator writes today")
    func truths() throws {
        var names: Set<String> = []
        for request in SampleRequest.corpus(in: "unused") {
            // The truth is the same for every format, and a text PDF is the quickest to draw.
            var text = request
            text.formats = [.text]
            let generator = try SampleGenerator(text)
            for index in 0..<request.count {
                let drawn = try generator.files(at: index)[1]
                for format in request.formats {
                    let stem = drawn.name.dropLast(".json".count) + format.suffix
                    let shipped = try Data(contentsOf: Self.folder.appending(path: "\(stem).json"))
                    #expect(Array(shipped) == drawn.bytes, "\(stem): make corpora/gst anew")
                    names.formUnion(["\(stem).json", "\(stem).\(format.fileExtension(nil))"])
                }
            }
        }
        let shipped = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path())
        #expect(Set(shipped) == names)
    }
}
