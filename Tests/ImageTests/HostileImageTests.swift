import AssayKit
import Foundation
import Testing

@testable import Image

@Suite("Hostile picture files")
struct HostileImageTests {
    static let files: [String] = {
        guard let root = ProcessInfo.processInfo.environment["ASSAY_CORPORA"] else { return [] }
        let folder = root + "/hostile-image"
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
            .filter { !$0.hasSuffix(".md") }.map { folder + "/" + $0 }
    }()

    @Test("each is read, or refused in a sentence", .enabled(if: !files.isEmpty), arguments: files)
    func file(_ path: String) throws {
        let bytes = TestFile.held([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
        do throws(PluginError) {
            let file = try ImageFile(reading: bytes, ImageOptions())
            for page in 1...max(1, file.inspected().pageCount) {
                var document = DocumentBuilder()
                try file.addPicture(of: page, as: ImageRequest(encoding: .grey8, dpi: 100), to: &document)
            }
        } catch {
            #expect(!error.message.isEmpty)
            #expect(!error.mend.isEmpty)
        }
    }
}
