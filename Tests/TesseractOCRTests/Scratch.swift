import AssayKit
import Foundation
import Image
import Testing

@testable import TesseractOCR

@Test func scratch() throws {
    guard let list = ProcessInfo.processInfo.environment["SCRATCH"] else { return }
    for path in list.split(separator: ",").map(String.init) {
        let data = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var document = DocumentBuilder()
        let meta: JSONValue = try data.withUnsafeBytes { bytes in
            let file = try ImageFile(reading: bytes, ImageOptions())
            try file.addPicture(
                of: 1, as: ImageRequest(encoding: .grey8, dpi: 250, allowsEmbedded: true), to: &document)
            return file.inspected().metadata
        }
        print(path, String(decoding: JSONWriter.bytes(meta), as: UTF8.self))
        let encoded = document.encoded()
        try encoded.withUnsafeBytes { bytes in
            let view = try DocumentView(validating: bytes)
            let start = clock()
            let extraction = try PageRecogniser.recognise(
                view, RecognitionOptions(), isCancelled: { false }, progress: { _ in })
            print("CPU ms", Double(clock() - start) / 1000)
            let out = try #require(extraction.document).encoded()
            try out.withUnsafeBytes { bytes in
                let view = try DocumentView(validating: bytes)
                var text = ""
                var sum: Float = 0
                for i in 0..<view.wordCount {
                    let w = view.word(at: i)
                    sum += w.confidence
                    text += w.text + (w.flags.contains(.lineEnd) ? "\n" : " ")
                }
                print(text, view.wordCount, sum / Float(view.wordCount))
            }
        }
    }
}
