import AssayKit
import Foundation
import Testing

/// A page with a QR code on it, drawn from the rows of a fixture.
struct QRPage {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/EInvoice").path

    static func text(_ name: String) throws -> String {
        try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
    }

    static func tokens() throws -> JSONValue { try JSONParser.parse(try text("tokens.json")) }

    /// The page's document: white with the code of a fixture, each module `scale` pixels.
    static func document(_ fixture: String?, scale: Int = 4) throws -> [UInt8] {
        let (width, height) = (900, 1200)
        var pixels = [UInt8](repeating: 255, count: width * height)
        let rows = try fixture.map { try text($0).split(separator: "\n") } ?? []
        for (y, row) in rows.enumerated() {
            for (x, module) in row.enumerated() where module == "#" {
                for dy in 0..<scale {
                    for dx in 0..<scale { pixels[(60 + y * scale + dy) * width + 60 + x * scale + dx] = 0 }
                }
            }
        }
        var builder = DocumentBuilder()
        builder.addPage(number: 1, width: 450, height: 600)
        builder.addImage(
            pixels, encoding: .grey8, width: width, height: height, stride: width, dpi: 144,
            matrix: PixelMatrix(filling: Box(0, 0, 450, 600), width: width, height: height))
        return builder.encoded()
    }
}
