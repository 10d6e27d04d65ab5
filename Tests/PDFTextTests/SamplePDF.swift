import Foundation

/// Writes small PDFs by hand, so that each test says itself what is in its file.
struct SamplePDF {
    /// Bodies of objects 1, 2, …; object 1 is the catalog, 2 the page tree.
    private(set) var objects: [Data] = []
    /// Further entries of the trailer.
    var trailer = ""
    private var pages: [Int] = []
    var version = "1.4"
    /// Further entries of the catalog.
    var catalog = ""

    init() { objects = [Data(), Data()] }

    /// Adds an object.
    ///
    /// - Returns: Its number.
    @discardableResult
    mutating func add(_ body: String) -> Int { add(Data(body.utf8)) }

    @discardableResult
    mutating func add(_ body: Data) -> Int {
        objects.append(body)
        return objects.count
    }

    @discardableResult
    mutating func addStream(_ data: Data, _ entries: String = "") -> Int {
        add(Data("<<\(entries)/Length \(data.count)>>\nstream\n".utf8) + data + Data("\nendstream".utf8))
    }

    /// Adds a page with Helvetica as /F1 and Helvetica-Bold as /F2.
    mutating func addPage(
        _ content: String, box: String = "0 0 595 842", entries: String = "", objects: String = ""
    ) {
        let stream = addStream(Data(content.utf8))
        let font = "<</Type/Font/Subtype/Type1/Encoding/WinAnsiEncoding/BaseFont"
        pages.append(
            add(
                """
                <</Type/Page/Parent 2 0 R/MediaBox[\(box)]\(entries)/Contents \(stream) 0 R/Resources<<\
                /Font<</F1 \(font)/Helvetica>>/F2 \(font)/Helvetica-Bold>>>>\(objects)>>>>
                """))
    }

    /// Adds a page whose object is no page.
    mutating func addBrokenPage() { pages.append(add("42")) }

    /// The file.
    var data: Data {
        var all = objects
        all[0] = Data("<</Type/Catalog/Pages 2 0 R\(catalog)>>".utf8)
        let kids = pages.map { "\($0) 0 R" }.joined(separator: " ")
        all[1] = Data("<</Type/Pages/Count \(pages.count)/Kids[\(kids)]>>".utf8)
        var file = Data("%PDF-\(version)\n%\u{E2}\u{E3}\n".utf8)
        var offsets: [Int] = []
        for (index, body) in all.enumerated() {
            offsets.append(file.count)
            file += Data("\(index + 1) 0 obj\n".utf8) + body + Data("\nendobj\n".utf8)
        }
        let table = file.count
        file += Data("xref\n0 \(all.count + 1)\n0000000000 65535 f \n".utf8)
        for offset in offsets {
            let digits = String(offset)
            file += Data((String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n").utf8)
        }
        file += Data(
            "trailer\n<</Size \(all.count + 1)/Root 1 0 R\(trailer)>>\nstartxref\n\(table)\n%%EOF\n".utf8)
        return file
    }

    /// One page with one line of text.
    static func line(_ text: String, box: String = "0 0 595 842", entries: String = "") -> SamplePDF {
        var file = SamplePDF()
        file.addPage("BT /F1 12 Tf 72 720 Td (\(text)) Tj ET", box: box, entries: entries)
        return file
    }
}
