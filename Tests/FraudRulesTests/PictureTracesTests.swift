import AssayKit
import InvoiceHistory
import RuleEngine
import Testing

@testable import FraudRules

/// A sheet of paper with blocks of text, as a scanner sees it.
private struct Sheet {
    static let (width, height) = (600, 800)
    var pixels = [UInt8](repeating: 235, count: width * height)

    /// - Parameter seed: Where the text stands.
    init(seed: UInt64) {
        var random = Noise(state: seed)
        for line in stride(from: 40, to: 760, by: 18) where random.next() % 3 != 0 {
            var x = 30 + Int(random.next() % 200)
            let end = x + 60 + Int(random.next() % 300)
            while x < min(end, Self.width - 20) {
                fill(x..<(x + 3), line..<(line + 10), 40)
                x += 6
            }
        }
    }

    mutating func fill(_ columns: Range<Int>, _ rows: Range<Int>, _ grey: UInt8) {
        for y in rows { for x in columns { pixels[y * Self.width + x] = grey } }
    }

    /// With noise, moved by some pixels, and darker.
    func scanned(seed: UInt64, moved: Int = 0, darker: Int = 0, by level: UInt64 = 9) -> Sheet {
        var random = Noise(state: seed)
        var scan = self
        for y in 0..<Self.height {
            for x in 0..<Self.width {
                let from = min(max(0, y - moved), Self.height - 1) * Self.width + max(0, x - moved)
                let grey = Int(pixels[from]) - darker + Int(random.next() % level) - Int(level / 2)
                scan.pixels[y * Self.width + x] = UInt8(min(max(grey, 0), 255))
            }
        }
        return scan
    }

    func hash() -> PictureHash? {
        pixels.withUnsafeBytes { bytes in
            GreyPixels(bytes, width: Self.width, height: Self.height, stride: Self.width)
                .flatMap { InkMap($0).hash }
        }
    }

    struct Noise {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
    }
}

@Suite struct PictureTracesTests {
    @Test("scans of one sheet look alike, other sheets do not", arguments: [UInt64(1), 2, 3])
    func alike(_ seed: UInt64) throws {
        let sheet = Sheet(seed: seed)
        let own = try #require(sheet.hash())
        let again = try #require(sheet.scanned(seed: 7, moved: 3, darker: 30).hash())
        #expect(own.distance(to: again) <= PictureHash.farthest)
        let other = try #require(Sheet(seed: seed + 100).scanned(seed: 8).hash())
        #expect(own.distance(to: other) > PictureHash.farthest)
    }

    @Test("a blank page looks like nothing")
    func blank() {
        var sheet = Sheet(seed: 1)
        sheet.fill(0..<Sheet.width, 0..<Sheet.height, 250)
        #expect(sheet.hash() == nil)
        #expect(sheet.scanned(seed: 3).hash() == nil)
        sheet.fill(30..<90, 40..<50, 20)
        #expect(sheet.hash() == nil)
    }

    @Test("what does not fit its measures is no picture")
    func hostile() {
        let bytes = [UInt8](repeating: 0, count: 100)
        bytes.withUnsafeBytes { bytes in
            #expect(GreyPixels(bytes, width: 10, height: 10, stride: 10) != nil)
            #expect(GreyPixels(bytes, width: 10, height: 11, stride: 10) == nil)
            #expect(GreyPixels(bytes, width: 10, height: 10, stride: 9) == nil)
            #expect(GreyPixels(bytes, width: 0, height: 10, stride: 10) == nil)
            #expect(GreyPixels(bytes, width: 10, height: Int.max, stride: Int.max) == nil)
        }
    }

    @Test("hashes are found by their quarters up to seven bits, and survive as text")
    func quarters() throws {
        let own = PictureHash(bits: 0xFEDC_BA98_7654_3210)
        #expect(PictureHash(text: own.text) == own)
        #expect(PictureHash(text: "0") == nil && PictureHash(text: "zzzzzzzzzzzzzzzz") == nil)
        #expect(PictureHash(bits: 5).text == "0000000000000005")
        let near = Set(own.nearQuarters)
        for bits in [UInt64(0x7F), 0x0003_0300_0003_0001, 0x4000_0400_0040_0004, 0x0101_0101_0101_0100] {
            #expect(bits.nonzeroBitCount <= 7)
            #expect(!near.isDisjoint(with: PictureHash(bits: own.bits ^ bits).quarters))
        }
    }

    /// A page with words in rows; the second picture has an amount put on clean paper.
    private func document(_ sheet: Sheet) -> [UInt8] {
        var builder = DocumentBuilder()
        builder.addPage(
            number: 1, width: Float(Sheet.width), height: Float(Sheet.height), flags: [.scanned, .recognised])
        for row in 0..<30 {
            builder.addWord(
                utf8: Array("word\(row)".utf8), box: Box(40, Float(40 + row * 24), 120, Float(54 + row * 24)))
        }
        builder.addImage(
            sheet.pixels, encoding: .grey8, width: Sheet.width, height: Sheet.height, stride: Sheet.width,
            dpi: 72,
            matrix: PixelMatrix(
                filling: Box(0, 0, Float(Sheet.width), Float(Sheet.height)), width: Sheet.width,
                height: Sheet.height))
        return builder.encoded()
    }

    @Test("words at the very edge of the picture have no paper to measure, and end nothing")
    func edges() throws {
        let sheet = Sheet(seed: 4).scanned(seed: 5)
        let (width, height) = (Sheet.width, Sheet.height)
        try sheet.pixels.withUnsafeBytes { bytes in
            let pixels = try #require(GreyPixels(bytes, width: width, height: height, stride: width))
            let matrix = PixelMatrix(
                filling: Box(0, 0, Float(width), Float(height)), width: width, height: height)
            for (x, y) in [(0, 300), (width - 1, 300), (300, 0), (300, height - 1), (width - 1, height - 1)] {
                let box = Box(Float(x), Float(y), Float(x + 1), Float(y + 1))
                let span = try #require(PixelSpan(box, of: matrix, in: pixels))
                #expect(PaperNoise.level(pixels, span) == nil)
            }
        }
    }

    @Test("the noise about a field is noted beside that of the page", arguments: [false, true])
    func noise(isPatched: Bool) throws {
        var scan = Sheet(seed: 4).scanned(seed: 5)
        if isPatched { scan.fill(390..<520, 690..<730, 235) }
        scan.fill(400..<500, 705..<715, 30)
        var record = Record(pages: [1])
        record["total"] = Field("4130.00", confidence: 0.9, page: 1, box: Box(400, 700, 500, 720))
        let found = try document(scan).withUnsafeBytes { bytes in
            try PictureTraces(configuration: NoConfiguration()).extraction(
                try DocumentView(validating: bytes), records: [record])
        }
        // A hash is no value of the invoice.
        #expect(found.records.allSatisfy { $0.fields.isEmpty })
        #expect(PictureHash.all(in: .object(found.metadata), pages: [1]).count == 1)
        #expect(PictureHash.all(in: .object(found.metadata), pages: [2, 3]).isEmpty)
        let page = try #require(found.metadata["pictures"]?.arrayValue?.first)
        let note = try #require(page["noise"]?.arrayValue?.first)
        #expect(note["field"]?.stringValue == "total" && note["words"]?.intValue == 30)
        let deviation = try #require(note["deviation"]?.doubleValue)
        #expect(isPatched ? deviation < -6 : abs(deviation) < 3)
        let input = RuleInput(
            record, document: DocumentFacts(metadata: .object(found.metadata)),
            today: try #require(CalendarDate(iso: "2024-06-20")))
        let outcome = PictureRules.noise.evaluate(input)
        #expect(Verdict(outcome, of: PictureRules.noise.card) == (isPatched ? .hit(.low) : .pass))
    }
}
