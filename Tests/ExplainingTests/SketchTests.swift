import AssayKit
import Testing

@testable import Explaining

@Suite("What was found, drawn on its pages")
struct SketchTests {
    /// Two lines close together, one far below; the total was read from the last.
    private static let words: JSONValue = [
        "pages": [
            [
                "page": 1, "width": 200, "height": 100,
                "words": [
                    ["text": "Acme", "box": [10, 10, 40, 18], "line": 1],
                    ["text": "Ltd", "box": [44, 10, 60, 18], "line": 1],
                    ["text": "Pune", "box": [10, 20, 40, 28], "line": 2],
                    ["text": "1,180.00", "box": [150, 80, 190, 88], "line": 3],
                ],
            ]
        ]
    ]

    private static let result: JSONValue = [
        "fields": [
            "total": [
                "value": "1180.00", "raw": "1,180.00", "confidence": 1, "page": 1, "box": [150, 80, 190, 88],
                "origin": "read", "alternatives": [["value": "(9)", "page": 1, "box": [10, 20, 40, 28]]],
            ],
            "currency": ["value": "INR", "origin": "default"],
        ],
        "line_items": [["hsn": ["value": "48", "page": 1, "box": [10, 10, 40, 18], "confidence": 0]]],
    ]

    /// A grey PNG's chunks; the checksums are not looked at.
    private static func png(kind: UInt8 = 0, interlaced: UInt8 = 0) -> PagePNG {
        func chunk(_ type: String, _ body: [UInt8]) -> [UInt8] {
            [0, 0, 0, UInt8(body.count)] + Array(type.utf8) + body + [0, 0, 0, 0]
        }
        let header = chunk("IHDR", [0, 0, 0, 2, 0, 0, 0, 1, 8, kind, 0, 0, interlaced])
        let bytes =
            [137, 80, 78, 71, 13, 10, 26, 10] + header + chunk("IDAT", [1, 2]) + chunk("IDAT", [3])
            + chunk("IEND", [])
        return PagePNG(bytes: bytes, width: 2, height: 1)
    }

    @Test("lines, blocks, candidates, choices and what was not chosen")
    func marks() throws {
        let page = try #require(Sketch(results: [Self.result], words: Self.words).pages.first)
        func boxes(_ role: Sketch.Role) -> [[Double]] {
            page.marks.filter { $0.role == role }.map { [$0.box.x0, $0.box.y0, $0.box.x1, $0.box.y1] }
        }
        #expect(boxes(.line) == [[10, 10, 60, 18], [10, 20, 40, 28], [150, 80, 190, 88]])
        #expect(boxes(.block) == [[10, 10, 60, 28], [150, 80, 190, 88]])
        #expect(boxes(.candidate) == [[150, 80, 190, 88]])
        #expect(boxes(.field) == [[150, 80, 190, 88]])
        #expect(boxes(.cell) == [[10, 10, 40, 18]])
        #expect(boxes(.alternative) == [[10, 20, 40, 28]])
    }

    @Test("values in words, those that stand nowhere too")
    func values() {
        let values = Sketch(results: [Self.result], words: Self.words).values
        #expect(values.map(\.name) == ["total", "currency", "line_items[1].hsn"])
        #expect(values.map(\.page) == [1, nil, 1])
        let two = Sketch(results: [Self.result, Self.result], words: Self.words).values
        #expect(two.first?.name == "#1 total" && two.last?.name == "#2 line_items[1].hsn")
    }

    @Test("the page for the browser stands alone and escapes")
    func html() {
        let html = Sketch(results: [Self.result], words: Self.words).html(
            title: "<a>.pdf", pictures: [1: Self.png()])
        #expect(html.contains("&lt;a&gt;.pdf") && !html.contains("<a>"))
        #expect(html.contains("data:image/png;base64,iVBORw"))
        #expect(html.contains("class=\"cell doubtful\"") && html.contains("total 1.00"))
        #expect(!html.contains("http") && !html.contains("<script"))
    }

    @Test("the PDF holds the picture's own bytes and every object where its table says")
    func pdf() throws {
        let bytes = try #require(
            Sketch(results: [Self.result], words: Self.words).pdf(pictures: [1: Self.png()]))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix("%PDF-1.4") && text.hasSuffix("%%EOF\n"))
        #expect(text.contains("/Predictor 15 /Colors 1") && text.contains("/Width 2 /Height 1"))
        #expect(text.contains("(total? \\(9\\)) Tj"))
        let start = try #require(text.split(separator: "\n").dropLast().last.flatMap { Int($0) })
        #expect(String(decoding: bytes[start..<(start + 4)], as: UTF8.self) == "xref")
    }

    @Test(
        "pictures that a PDF can't hold as they are",
        arguments: [(4, 0), (6, 0), (0, 1), (3, 0)] as [(UInt8, UInt8)])
    func otherPictures(_ kind: UInt8, _ interlaced: UInt8) {
        #expect(Self.png(kind: kind, interlaced: interlaced).parts == nil)
    }

    @Test(
        "a broken picture is none",
        arguments: [[], [137], Array(repeating: 255, count: 40), Array(SketchTests.png().bytes.prefix(30))]
            as [[UInt8]])
    func broken(_ bytes: [UInt8]) { #expect(PagePNG(bytes: bytes, width: 1, height: 1).parts == nil) }

    @Test("words and results that make no sense mark nothing")
    func senseless() {
        let words: JSONValue = [
            "pages": [
                ["page": 1, "width": 100, "height": 100, "words": [["text": "1.00", "box": [9, 9]]]],
                ["page": 2],
            ]
        ]
        let result: JSONValue = [
            "fields": ["total": ["value": "1", "page": 7, "box": [1, 1, 2, 2]], "x": 5], "line_items": [3],
        ]
        let sketch = Sketch(results: [result, .null], words: words)
        #expect(sketch.pages.count == 1 && sketch.pages[0].marks.isEmpty)
    }
}
