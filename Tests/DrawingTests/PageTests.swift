import Foundation
import Testing

@testable import Drawing

@Suite("Drawing pages")
struct PageTests {
    private let metadata = PDFMetadata(title: "T", creator: "C", created: "2026-04-01T10:00:00+05:30")

    private func page(_ text: String) -> Page {
        let style = TextStyle(family: "Liberation Sans", size: 12)
        return Page(marks: [
            .text(TextMark(text, at: Point(72, 72), style: style)),
            .line(from: Point(72, 100), to: Point(200, 100), width: 1, colour: .black),
            .box(Area(x: 300, y: 300, width: 100, height: 50), fill: .black, outline: nil, width: 0),
        ])
    }

    @Test("the same pages give the same PDF")
    func deterministic() throws {
        let once = try PDFWriter.bytes(of: [page("one"), page("two")], metadata: metadata)
        let again = try PDFWriter.bytes(of: [page("one"), page("two")], metadata: metadata)
        #expect(once == again)
        #expect(once.starts(with: Array("%PDF-".utf8)))
        let other = try PDFWriter.bytes(of: [page("one"), page("three")], metadata: metadata)
        #expect(once != other)
    }

    @Test("a picture shows what is on the page, where it is")
    func picture() throws {
        let picture = try page("text").picture(dpi: 72, channels: .grey)
        #expect(picture.width == 595)
        #expect(picture.height == 842)
        func shade(_ x: Int, _ y: Int) -> UInt8 { picture.pixels[y * picture.width + x] }
        #expect(shade(350, 325) == 0)
        #expect(shade(290, 325) == 255)
        #expect(shade(500, 700) == 255)
        let inked = (72..<110).contains { x in (72..<88).contains { y in shade(x, y) < 128 } }
        #expect(inked)
    }

    @Test("grey and colour pictures become PNG and JPEG")
    func encodings() throws {
        for channels in [Picture.Channels.grey, .rgb] {
            let picture = try page("text").picture(dpi: 40, channels: channels)
            #expect(try picture.png().starts(with: [0x89, 0x50, 0x4e, 0x47]))
            #expect(try picture.jpeg(quality: 60).starts(with: [0xff, 0xd8, 0xff]))
        }
    }

    @Test("a scan holds its picture as JPEG and no text")
    func scan() throws {
        let picture = try page("secret").picture(dpi: 60, channels: .grey, skew: 0.5)
        let bytes = try PDFWriter.bytes(
            ofScans: [(picture: picture, size: .a4)], quality: 60, metadata: metadata)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("/DCTDecode"))
        #expect(text.contains("/DeviceGray"))
        #expect(!text.contains("/Font"))
    }

    @Test("a picture beyond what cairo can hold is refused in a sentence")
    func tooLarge() {
        let error = #expect(throws: DrawingError.self) {
            try page("text").picture(dpi: 10_000, channels: .grey)
        }
        #expect(error?.description.contains("lower the resolution") == true)
    }

    @Test("text wraps at its width")
    func measure() {
        let style = TextStyle(family: "Liberation Sans", size: 10)
        let measure = TextMeasure()
        let line = measure.size(of: "one two three four", style: style)
        let wrapped = measure.size(of: "one two three four", style: style, width: line.width / 2)
        #expect(wrapped.width <= line.width / 2 + 1)
        #expect(wrapped.height > line.height * 1.5)
    }
}
