internal import AssayKit

/// Documents that every component must stand.
enum SampleDocuments {
    /// A document, and what it is good for.
    static var all: [(name: String, document: DocumentBuilder)] {
        [
            ("empty document", DocumentBuilder()), ("page without words", blank(width: 595, height: 842)),
            ("scanned page without its image", scanned), ("page of no size", blank(width: 0, height: 0)),
            ("huge page", blank(width: 999_999, height: 999_999)),
            ("many words", words(pages: 20, each: 500)),
            ("hostile places and text", hostile),
        ]
    }

    /// Words as in an invoice.
    static func words(pages: Int, each count: Int) -> DocumentBuilder {
        var document = DocumentBuilder()
        let texts = [
            "Invoice", "No", "INV-2026-001", "Total", "1,234.50", "29ABCDE1234F1Z5", "01/04/2026", "₹",
        ]
        for page in 0..<pages {
            document.addPage(number: page + 1, width: 595, height: 842, flags: [.hasText, .wordsRead])
            for index in 0..<count {
                let (x, y) = (Float(index % 8) * 70 + 20, Float(index / 8) * 12 + 20)
                document.addWord(
                    texts[index % texts.count], box: Box(x, y, x + 60, y + 10), line: index / 8)
            }
        }
        return document
    }

    private static func blank(width: Float, height: Float) -> DocumentBuilder {
        var document = DocumentBuilder()
        document.addPage(number: 1, width: width, height: height, flags: [.wordsRead])
        return document
    }

    private static var scanned: DocumentBuilder {
        var document = DocumentBuilder()
        document.addPage(number: 1, width: 595, height: 842, dpi: 300, flags: [.scanned])
        return document
    }

    /// What a damaged or malicious file can lead to: boxes off the page, turned over and as large as the host lets
    /// pass, bytes that are no UTF-8, quotes that break JSON written by hand, endless numbers.
    private static var hostile: DocumentBuilder {
        var document = DocumentBuilder()
        document.addPage(
            number: 4_000_000, width: 595, height: 842, rotation: 270, flags: [.hasText, .wordsRead])
        let boxes = [
            Box(-2e6, -2e6, 2e6, 2e6), Box(100, 100, 10, 10), Box(0, 0, 0, 0), Box(2e6, 2e6, 2e6, 2e6),
        ]
        let texts: [[UInt8]] = [
            [0xFF, 0xFE, 0xC0], Array("\"},\\\"\n\u{0}".utf8), [UInt8](repeating: 0x39, count: 100_000),
            Array("INV-\"\\\u{202E}".utf8), Array("29ABCDE1234F1Z5".utf8),
            Array("-99999999999999999999.99".utf8),
        ]
        for text in texts {
            for box in boxes { document.addWord(utf8: text, box: box, line: Int(UInt32.max)) }
        }
        return document
    }
}
