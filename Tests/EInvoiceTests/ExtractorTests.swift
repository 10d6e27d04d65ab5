import AssayKit
import Crypto
import EInvoice
import RuleChecks
import RuleEngine
import Testing

@Suite("The extractor einvoice")
struct ExtractorTests {
    private func view<R>(_ builder: DocumentBuilder, _ body: (borrowing DocumentView) throws -> R) throws -> R
    {
        let bytes = builder.encoded()
        let aligned = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
        defer { aligned.deallocate() }
        aligned.copyBytes(from: bytes)
        return try body(try DocumentView(validating: UnsafeRawBufferPointer(aligned)))
    }

    /// A PDF as its reader gives it: words on a page, and attachments.
    private func document(_ words: [String], _ files: [(name: String, content: String)]) -> DocumentBuilder {
        var builder = DocumentBuilder()
        builder.addPage(number: 1, width: 595, height: 842, flags: [.hasText, .wordsRead])
        for (place, word) in words.enumerated() {
            builder.addWord(word, box: Box(20, Float(place) * 14, 80, Float(place) * 14 + 10), line: place)
        }
        let entries = files.map { file -> JSONValue in
            ["name": .string(file.name), "content": .string(Base64.encode(Array(file.content.utf8)))]
        }
        builder.metadata = ["media_type": "application/pdf", "embedded_files": .array(entries)]
        return builder
    }

    private func extraction(
        _ words: [String], _ files: [(name: String, content: String)], _ printed: [Record] = [],
        compares: Bool = true
    ) throws -> Extraction {
        let extractor = EInvoiceExtractor(configuration: .init(compares: compares))
        return try view(document(words, files)) { extractor.extraction($0, records: printed) }
    }

    private let page = ["R-7", "21.11.2026", "Lieferant", "GmbH", "Kunde", "100,00", "19,00", "119,00"]

    @Test("an attachment is taken by what is in it, the announced name first")
    func attachments() throws {
        let other = Samples.cii.replacing("R-7", with: "R-8")
        for files in [
            [("photo.jpg", Samples.cii)], [("a.xml", other), ("factur-x.xml", Samples.cii)],
            [("notes.xml", "<notes/>"), ("x.bin", Samples.cii)], [("ZUGFeRD-invoice.xml", Samples.cii)],
        ] {
            let found = try extraction(page, files)
            #expect(found.records.first?.text("invoice_number") == "R-7")
            #expect(found.records.first?.flags.isEmpty == true)
            #expect(found.metadata["einvoice"]?["syntax"] == "cii")
        }
        #expect(try extraction(page, []).records.isEmpty)
        #expect(try extraction(page, [("notes.xml", "<notes/>")]).records.isEmpty)
    }

    @Test(
        "an attached invoice that cannot be read is flagged and costs nothing else",
        arguments: [
            ("factur-x.xml", String(Samples.cii.prefix(900))), ("factur-x.xml", "<notes/>"),
            (
                "factur-x.xml",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><CrossIndustryInvoice/>"
            ),
            ("x.xml", "<CrossIndustryInvoice>"),
        ])
    func damaged(name: String, content: String) throws {
        let printed = [Record(pages: [1], fields: ["total": Field("119.00", confidence: 0.9)])]
        let found = try extraction(page, [(name, content)], printed)
        #expect(found.records.first?.flags.map(\.rule) == ["EIN-03"])
        for flag in found.records.first?.flags ?? [] { try expectComplete(flag) }
        #expect(found.records.first?.fields.isEmpty == true)
    }

    @Test("values that the page has too point at their places")
    func places() throws {
        var printed = Record(pages: [1])
        printed["total"] = Field("119", raw: "119,00", confidence: 0.9, page: 1, box: Box(20, 98, 80, 108))
        let record = try #require(try extraction(page, [("a.xml", Samples.cii)], [printed]).records.first)
        #expect(record["total"]?.page == 1)
        #expect(record["total"]?.box == Box(20, 98, 80, 108))
        #expect(record["total"]?.confidence == 1)
        #expect(record.pages == [1])
        #expect(record.flags.isEmpty)
    }

    @Test("a contradiction is flagged; a page that was read wrongly is not")
    func contradiction() throws {
        var printed = Record(pages: [1])
        printed["invoice_number"] = Field("R-9", confidence: 0.9, page: 1)
        printed["invoice_date"] = Field("2026-11-23", confidence: 0.9, page: 1)
        printed["buyer_name"] = Field("Kunde & Sohn", confidence: 0.3, page: 1)
        let files = [("a.xml", Samples.cii)]
        // The page shows the number R-9 alone; the date is there, the reader took another.
        let words = ["R-9", "21.11.2026", "23.11.2026", "Sohn", "119,00"]
        let flags = try extraction(words, files, [printed]).records.first?.flags
        #expect(flags?.map(\.rule) == ["EIN-01"])
        #expect(flags?.first?.fields == ["invoice_number"])
        #expect(flags?.first?.severity == .high)
        #expect(flags?.first?.confidence == 0.9)
        for flag in flags ?? [] { try expectComplete(flag) }
        #expect(try extraction(words, files, [printed], compares: false).records.first?.flags.isEmpty == true)
    }

    @Test(
        "a total that stands nowhere on the page is flagged",
        arguments: [
            (["119,00"], false), (["119"], false), (["EUR", "119.00"], false), (["1190"], true),
            (["118.00"], true), ([], false),
        ])
    func total(words: [String], isFlagged: Bool) throws {
        let flags = try extraction(words, [("a.xml", Samples.cii)], [Record(pages: [1])]).records.first?.flags
        #expect(flags?.map(\.rule) == (isFlagged ? ["EIN-02"] : []))
        for flag in flags ?? [] { try expectComplete(flag) }
    }

    @Test(
        "amounts and dates are found however the page writes them",
        arguments: [
            ("1234567.8", FieldType.amount, ["1.234.567,80"]), ("1234567.80", .amount, ["12,34,567.80"]),
            ("1234", .amount, ["1", "234,00"]), ("-8.79", .amount, ["-8,79"]), ("0.5", .amount, ["0.50"]),
            ("2026-11-05", .date, ["5.11.2026"]), ("2026-11-05", .date, ["11/05/26", "05.11.26"]),
            ("2026-11-05", .date, ["5th", "November", "2026"]), ("2026-11-05", .date, ["2026-11-05"]),
            ("DE 123", .identifier, ["DE1", "23"]),
        ])
    func printedForms(value: String, type: FieldType, words: [String]) throws {
        var builder = DocumentBuilder()
        builder.addPage(number: 1, width: 595, height: 842)
        for word in words { builder.addWord(word, box: Box(0, 0, 1, 1), line: 1) }
        try view(builder) { document in
            let printed = PrintedWords(document)
            #expect(printed.contains(value, as: type))
            #expect(!printed.contains(type == .date ? "2025-01-31" : "98765.43", as: type))
        }
    }

    @Test("a file of its own is a page without values, and its invoice")
    func ownFile() throws {
        for (text, type) in [
            (Samples.ubl, "application/xml"), (Samples.inv01, "application/json"),
        ] {
            let bytes = Array(text.utf8)
            let builder = try bytes.withUnsafeBytes {
                try EInvoiceFileReader().words($0, pages: [], name: "mine")
            }
            #expect(builder.metadata["media_type"] == .string(type))
            let extractor = EInvoiceExtractor(configuration: .init())
            let found = try view(builder) { extractor.extraction($0, records: [Record(pages: [1])]) }
            #expect(found.records.first?.text("total") != nil)
            #expect(found.records.first?.flags.isEmpty == true)
        }
        for (text, code) in [
            ("<svg/>", "not_an_einvoice"), ("<Invoice>", "damaged"), ("{}", "not_an_einvoice"),
        ] {
            do {
                _ = try Array(text.utf8).withUnsafeBytes {
                    try EInvoiceFileReader().words($0, pages: [], name: "")
                }
                Issue.record("\(text) was read")
            } catch let error as PluginError {
                #expect(error.code == code)
            }
        }
        #expect(throws: PluginError.self) {
            try Array(Samples.ubl.utf8).withUnsafeBytes {
                try EInvoiceFileReader().words($0, pages: [2], name: "")
            }
        }
    }
}
