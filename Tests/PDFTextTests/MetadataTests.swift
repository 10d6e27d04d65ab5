import AssayKit
import Foundation
import Testing

@testable import PDFText

@Suite("What a PDF tells of its making")
struct MetadataTests {
    private func sample() -> SamplePDF {
        var file = SamplePDF.line("Total")
        let info = file.add(
            """
            <</Producer(TestWriter 1.0)/Creator(Billing)/Title(Invoice 7)\
            /CreationDate(D:20260131101500+05'30')/ModDate(D:20260202000000Z)>>
            """)
        file.trailer = "/Info \(info) 0 R"
        return file
    }

    @Test("dates, producer, version; the same from inspect and words")
    func info() throws {
        for answer in [try Reading.inspect(sample().data), try Reading.words(sample().data)] {
            let metadata = answer.metadata
            #expect(metadata["media_type"]?.stringValue == "application/pdf")
            #expect(metadata["pages"]?.intValue == 1)
            #expect(metadata["pdf_version"]?.stringValue == "1.4")
            #expect(metadata["producer"]?.stringValue == "TestWriter 1.0")
            #expect(metadata["creator"]?.stringValue == "Billing")
            #expect(metadata["title"]?.stringValue == "Invoice 7")
            #expect(metadata["creation_date"]?.stringValue == "2026-01-31T10:15:00+05:30")
            #expect(metadata["mod_date"]?.stringValue == "2026-02-02T00:00:00Z")
            #expect(metadata["encrypted"]?.boolValue == false)
            #expect(metadata["linearized"]?.boolValue == false)
            #expect(metadata["revisions"]?.intValue == 1)
            #expect(metadata["incremental_saves"]?.intValue == 0)
            #expect(metadata["has_javascript"]?.boolValue == false)
            #expect(metadata["signatures"]?.arrayValue == [])
            #expect(metadata["embedded_files"]?.arrayValue == [])
            #expect(metadata["problems"]?.arrayValue == [])
        }
        #expect(try Reading.words(sample().data).metadata["fonts"]?.arrayValue == ["Helvetica"])
    }

    @Test("inspect gives pages without words")
    func inspect() throws {
        var file = SamplePDF.line("Total", box: "0 0 300 400", entries: "/Rotate 90")
        file.addPage("", box: "0 0 200 100")
        let answer = try Reading.inspect(file.data)
        #expect(answer.pages.map(\.width) == [400, 200])
        #expect(answer.pages.map(\.height) == [300, 100])
        #expect(answer.pages.map(\.rotation) == [90, 0])
        #expect(answer.texts.isEmpty)
    }

    @Test("each incremental save is counted", arguments: [0, 1, 3])
    func saves(count: Int) throws {
        var file = sample().data
        for _ in 0..<count { SamplePDF.append(revisionTo: &file) }
        let metadata = try Reading.inspect(file).metadata
        #expect(metadata["incremental_saves"]?.intValue == count)
        #expect(metadata["revisions"]?.intValue == count + 1)
    }

    @Test("JavaScript is noticed")
    func javaScript() throws {
        var file = sample()
        file.catalog = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
        let named = file.add("<</S/JavaScript/JS(app.alert\\(1\\))>>")
        file.catalog += "/Names<</JavaScript<</Names[(a)\(named) 0 R]>>>>"
        #expect(try Reading.inspect(file.data).metadata["has_javascript"]?.boolValue == true)
    }

    @Test("embedded files have name, type and size")
    func embedded() throws {
        var file = sample()
        let stream = file.addStream(
            Data("<xml/>".utf8), "/Type/EmbeddedFile/Subtype/text#2Fxml/Params<</Size 6>>")
        let specification = file.add(
            "<</Type/Filespec/F(factur-x.xml)/UF(factur-x.xml)/AFRelationship/Alternative/EF<</F \(stream) 0 R>>>>"
        )
        file.catalog = "/Names<</EmbeddedFiles<</Names[(factur-x.xml)\(specification) 0 R]>>>>"
        for answer in [try Reading.inspect(file.data), try Reading.words(file.data)] {
            #expect(
                answer.metadata["embedded_files"]?.arrayValue == [
                    [
                        "name": "factur-x.xml", "media_type": "text/xml", "size": 6,
                        "relationship": "Alternative", "content": "PHhtbC8+",
                    ]
                ])
        }
    }

    @Test(
        "bytes are handed on by what they are, not by what the file is called",
        arguments: [
            ("factur-x.xml", "%PDF-1.4 in disguise", false), ("photo.jpg", "<Invoice/>", true),
            ("data.bin", "\u{FEFF}\n <Invoice/>", true), ("factur-x.xml", "", false),
            ("inv.txt", "[{\"Version\":\"1.1\"}]", true),
        ])
    func content(name: String, text: String, isHandedOn: Bool) throws {
        var file = sample()
        let stream = file.addStream(Data(text.utf8), "/Type/EmbeddedFile/Params<</Size 999999999>>")
        let specification = file.add("<</Type/Filespec/F(\(name))/UF(\(name))/EF<</F \(stream) 0 R>>>>")
        file.catalog = "/Names<</EmbeddedFiles<</Names[(\(name))\(specification) 0 R]>>>>"
        let entry = try Reading.words(file.data).metadata["embedded_files"]?.arrayValue?.first
        #expect(entry?["name"] == .string(name))
        #expect(
            entry?["content"] == (isHandedOn ? .string(Data(text.utf8).base64EncodedString()) : nil))
    }

    @Test("an attachment that is too large is named and not handed on")
    func largeAttachment() throws {
        var file = sample()
        let stream = file.addStream(
            Data("<a>".utf8) + Data(repeating: UInt8(ascii: "x"), count: 9 << 20), "/Type/EmbeddedFile")
        let specification = file.add("<</Type/Filespec/F(a.xml)/EF<</F \(stream) 0 R>>>>")
        file.catalog = "/Names<</EmbeddedFiles<</Names[(a.xml)\(specification) 0 R]>>>>"
        let entry = try Reading.words(file.data).metadata["embedded_files"]?.arrayValue?.first
        #expect(entry?["name"] == "a.xml")
        #expect(entry?["content"] == nil)
    }

    @Test("a signature says whether it covers the whole file", arguments: [true, false])
    func signature(coversFile: Bool) throws {
        var file = sample()
        let size = file.data.count
        // The file grows by the signature itself, whose length does not depend on the numbers in it.
        let signature = { (end: Int) in
            "<</Type/Sig/Contents<00>/ByteRange[0 100 110 " + String(format: "%06d", end) + "]>>"
        }
        var probe = file
        probe.add(signature(0))
        let total = probe.data.count
        #expect(total > size)
        file.add(signature(coversFile ? total - 110 : 200))
        let signatures = try Reading.inspect(file.data).metadata["signatures"]?.arrayValue
        #expect(signatures?.count == 1)
        #expect(signatures?.first?["covers_file"]?.boolValue == coversFile)
    }

    @Test("text that is not seen is flagged word by word and counted")
    func hiddenText() throws {
        var file = SamplePDF()
        file.addPage(
            """
            BT /F1 12 Tf 72 720 Td (seen words) Tj ET \
            BT /F1 12 Tf 3 Tr 72 700 Td (hidden words here) Tj ET \
            BT /F1 12 Tf 0 Tr 72 680 Td (seen) Tj 3 Tr 200 0 Td (ghost) Tj 0 Tr 100 0 Td (again) Tj ET \
            BT /F1 1 Tf 72 660 Td (tiny) Tj ET \
            BT 1 g /F1 12 Tf 72 640 Td (white) Tj ET \
            BT 0 g /F1 12 Tf 72 1200 Td (outside) Tj ET
            """)
        let answer = try Reading.words(file.data)
        let invisible = answer.pages[0].words.filter { $0.flags.contains(.invisible) }.map(\.text)
        #expect(invisible == ["hidden", "words", "here", "ghost"])
        #expect(
            answer.metadata["hidden_text"]?.arrayValue == [
                [
                    "page": 1, "scanned": false, "words": 10, "invisible_words": 4, "tiny_words": 1,
                    "white_words": 1, "off_page_texts": 1,
                ]
            ])
        let never = try Reading.words(file.data, PDFTextOptions(hiddenText: .never))
        #expect(!never.pages[0].words.contains { $0.flags.contains(.invisible) })
    }
}
