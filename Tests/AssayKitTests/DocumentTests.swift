import AssayKit
import Foundation
import Testing

@Suite("The document buffer")
struct DocumentTests {
    static func sample() -> DocumentBuilder {
        var builder = DocumentBuilder()
        builder.metadata = ["media_type": "application/pdf"]
        builder.addPage(
            number: 2, width: 595, height: 842, rotation: 90, dpi: 300, flags: [.hasText, .wordsRead])
        let font = builder.fontIndex(of: Font(name: "Helvetica-Bold", style: .bold))
        builder.addWord(
            utf8: Array("Invoice".utf8), box: Box(10, 20, 60, 32), line: 1, font: font, fontSize: 12,
            colour: 0xFF0000, flags: [.bold, .lineEnd])
        builder.addImage(
            [UInt8](repeating: 200, count: 6 * 4), encoding: .grey8, width: 5, height: 4, stride: 6, dpi: 72,
            matrix: PixelMatrix(filling: Box(0, 0, 595, 842), width: 5, height: 4))
        builder.addPage(number: 5, width: 100, height: 50)
        builder.addWord("₹1,180.00", box: Box(1, 2, 3, 4), confidence: 0.5)
        return builder
    }

    @Test("what was built is what is read")
    func roundTrip() throws {
        try Self.sample().encoded().withUnsafeBytes { buffer in
            let view = try DocumentView(validating: buffer)
            #expect(view.pageCount == 2)
            #expect(view.metadata["media_type"]?.stringValue == "application/pdf")
            let page = view.page(at: 0)
            #expect(page.number == 2)
            #expect(page.rotation == 90)
            #expect(page.flags == [.hasText, .wordsRead])
            let word = page.word(at: 0)
            #expect(word.text == "Invoice")
            #expect(word.box == Box(10, 20, 60, 32))
            #expect(word.colour == 0xFF0000)
            #expect(word.fontIndex.flatMap { view.font(at: $0)?.name } == "Helvetica-Bold")
            let image = page.image(at: 0)
            #expect(image.encoding == .grey8)
            #expect(image.bytes.count == 24)
            #expect(image.matrix.apply(5, 4) == (595, 842))
            #expect(view.page(at: 1).word(at: 0).text == "₹1,180.00")
            #expect(view.page(at: 1).word(at: 0).confidence == 0.5)
        }
    }

    @Test("pages are spliced by number with their words, fonts and images")
    func splicing() throws {
        try Self.sample().encoded().withUnsafeBytes { buffer in
            let view = try DocumentView(validating: buffer)
            var spliced = DocumentBuilder()
            spliced.addPage(number: 1, width: 10, height: 10)
            spliced.appendPage(at: 0, of: view, parts: .all)
            spliced.appendPage(at: 1, of: view, parts: .words, adding: .recognised)
            try spliced.encoded().withUnsafeBytes { bytes in
                let result = try DocumentView(validating: bytes)
                #expect(result.pageCount == 3)
                #expect(
                    result.page(at: 1).word(at: 0).fontIndex.flatMap { result.font(at: $0)?.style } == .bold)
                #expect(result.page(at: 1).imageCount == 1)
                #expect(result.page(at: 2).flags.contains(.recognised))
                #expect(result.page(at: 2).word(at: 0).text == "₹1,180.00")
            }
        }
    }

    @Test("a page may not come twice or out of order")
    func pageOrder() {
        var builder = DocumentBuilder()
        builder.addPage(number: 3, width: 1, height: 1)
        builder.addPage(number: 3, width: 1, height: 1)
        builder.encoded().withUnsafeBytes { buffer in
            _ = #expect(throws: DocumentError.self) { _ = try DocumentView(validating: buffer).pageCount }
        }
    }

    @Test("mutated buffers are refused or readable, never a trap")
    func mutation() throws {
        let original = Self.sample().encoded()
        var generator = SplitMix(state: 42)
        var accepted = 0
        for _ in 0..<20_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<min(bytes.count, 500), using: &generator)
                bytes[place] =
                    [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &generator)]
                    .randomElement(using: &generator) ?? 0
            }
            if Bool.random(using: &generator) {
                bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
            }
            bytes.withUnsafeBytes { buffer in
                guard let view = try? DocumentView(validating: buffer) else { return }
                accepted += 1
                Self.readAll(view)
            }
        }
        #expect(accepted > 0)
    }

    private static func readAll(_ view: borrowing DocumentView) {
        var sum = 0
        for index in 0..<view.pageCount {
            let page = view.page(at: index)
            for place in 0..<page.wordCount { sum &+= page.word(at: place).text.utf8.count }
            for place in 0..<page.imageCount {
                sum &+= page.image(at: place).bytes.reduce(0) { $0 &+ Int($1) }
            }
        }
        for index in 0..<view.fontCount { sum &+= view.font(at: index)?.name.count ?? 0 }
        _ = view.metadata
    }
}

struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
