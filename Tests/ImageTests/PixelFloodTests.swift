import AssayKit
import CraftedFiles
import Foundation
import Testing

@testable import Image

@Suite("Pixel floods")
struct PixelFloodTests {
    struct Flood: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
    }

    /// Small files whose headers promise 500 megapixels and more.
    static let floods = [
        Flood(testDescription: "PNG", bytes: CraftedFile.png(width: 25_000, height: 20_000)),
        Flood(testDescription: "JPEG", bytes: CraftedFile.jpeg(width: 25_000, height: 20_000)),
        Flood(testDescription: "GIF", bytes: CraftedFile.gif(width: 25_000, height: 20_000, frames: 1)),
        Flood(testDescription: "BMP", bytes: CraftedFile.bmp(width: 25_000, height: 20_000)),
        Flood(
            testDescription: "TIFF",
            bytes: CraftedFile.tiff([CraftedFile.tiffPage(width: 25_000, height: 20_000)])),
        Flood(
            testDescription: "WebP",
            bytes: CraftedFile.webp([
                CraftedFile.webpCanvas(width: 25_000, height: 20_000),
                CraftedFile.webpLossless(width: 16_000, height: 16_000),
            ])),
    ]

    @Test("row 60: 500 megapixels are refused by their header, before anything is decoded", arguments: floods)
    func refused(_ flood: Flood) throws {
        // 5 resets the highest figure (proc(5), clear_refs).
        try "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
        let before = try Self.status("VmRSS")
        let held = TestFile.held(flood.bytes)
        let error = #expect(throws: PluginError.self) { _ = try ImageFile(reading: held, ImageOptions()) }
        #expect(error?.kind == .limit)
        #expect(error?.code == "too_many_pixels")
        #expect(error?.mend.isEmpty == false)
        #expect(try Self.status("VmHWM") - before <= 32 << 10, "kilobytes more than before")
    }

    /// A figure of /proc/self/status, in kilobytes.
    private static func status(_ name: String) throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(name + ":") })
        return try #require(Int(line.filter(\.isNumber)))
    }
}
