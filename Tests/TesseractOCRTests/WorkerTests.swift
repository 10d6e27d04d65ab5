import AssayKit
import Drawing
import Files
import Foundation
import Raster
import Testing
import Workers

@Suite("Both picture plugins in their sandbox")
struct WorkerTests {
    private static let repository = FilePath.parent(FilePath.parent(FilePath.parent(#filePath)))

    /// The library that the same build made, beside this test's own program.
    private func library(_ folder: String, _ name: String) throws -> PluginLibrary {
        let manifest = "\(Self.repository)/Plugins/\(folder)/Entry/plugin.json"
        let bytes = try FileSystem.read(manifest)
        let built = FilePath.parent(try #require(FilePath.resolved("/proc/self/exe")))
        return PluginLibrary(
            manifest: try PluginManifest(json: try JSONParser.parse(bytes)), manifestPath: manifest,
            manifestBytes: bytes, path: "\(built)/lib\(name).so", grants: nil)
    }

    @Test("a drawn invoice goes from its file to words through two workers")
    func wholeWay() async throws {
        var settings = PoolSettings()
        settings.concurrency = 1
        let pool = try WorkerPool(settings: settings)
        let picture = try DrawnPage.page.picture(dpi: 200, channels: .grey)
        let source = try SealedBytes(try picture.jpeg(quality: 90))
        var read = WorkerCall(
            library: try library("Image", "assay-image"),
            steps: [.init(component: "image", options: Array(#"{"dpi": 200}"#.utf8))])
        read.request = .images
        read.source = source
        read.pages = [1]
        read.image = ImageRequest(encoding: .grey8, dpi: 250, allowsEmbedded: true)
        let pages = try #require(try await pool.call(read).last)
        #expect(pages.isOK, "\(String(describing: pages.failure))")
        var recognise = WorkerCall(
            library: try library("TesseractOCR", "assay-tesseract-ocr"),
            steps: [.init(component: "tesseract-ocr")])
        recognise.document = pages.document
        let result = try #require(try await pool.call(recognise).last)
        #expect(result.isOK, "\(String(describing: result.failure))")
        let words = try #require(result.document).withDocument { document in
            (0..<document.wordCount).map { document.word(at: $0).text }
        }
        #expect(words.contains("14,726.99") && words.contains("INV-2026-0417"))
        await pool.shutdown()
    }

    @Test("a file that claims 3,600 million pixels is refused in the worker, and the next file is read")
    func flood() async throws {
        var settings = PoolSettings()
        settings.concurrency = 1
        let pool = try WorkerPool(settings: settings)
        var call = WorkerCall(
            library: try library("Image", "assay-image"), steps: [.init(component: "image")])
        call.request = .inspect
        call.source = try SealedBytes([
            0xFF, 0xD8, 0xFF, 0xC0, 0, 17, 8, 0xEA, 0x60, 0xEA, 0x60, 3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1,
            0xFF, 0xDA,
        ])
        let refused = try #require(try await pool.call(call).last)
        #expect(refused.failure?.code == "too_many_pixels")
        call.source = try SealedBytes(try DrawnPage.page.picture(dpi: 50, channels: .rgb).png())
        #expect(try await pool.call(call).last?.isOK == true)
        await pool.shutdown()
    }
}
