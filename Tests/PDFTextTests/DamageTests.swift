import AssayKit
import Foundation
import Testing

@testable import PDFText

@Suite("Files that are damaged, encrypted or no PDF")
struct DamageTests {
    struct Refused: Sendable, CustomTestStringConvertible {
        let name: String
        let file: Data
        let kind: PluginError.Kind
        let code: String
        var options = PDFTextOptions()
        var testDescription: String { name }
    }

    static var refused: [Refused] {
        var noPages = SamplePDF()
        noPages.catalog = ""
        var many = SamplePDF()
        for _ in 0..<3 { many.addPage("") }
        let encrypted = SamplePDF.line("secret").encrypted ?? Data()
        return [
            Refused(name: "empty file", file: Data(), kind: .input, code: "empty_file"),
            Refused(
                name: "a text file", file: Data("hello world\n".utf8), kind: .unsupported, code: "not_a_pdf"),
            Refused(
                name: "binary rubbish", file: Data((0..<5000).map { UInt8($0 * 7919 % 251) }),
                kind: .unsupported, code: "not_a_pdf"),
            Refused(name: "only a header", file: Data("%PDF-1.4\n".utf8), kind: .input, code: "damaged"),
            Refused(
                name: "a header and rubbish",
                file: Data("%PDF-1.4\n".utf8) + Data(repeating: 0x41, count: 3000),
                kind: .input, code: "damaged"),
            Refused(name: "no pages", file: noPages.data, kind: .input, code: "no_pages"),
            Refused(
                name: "more pages than allowed", file: many.data, kind: .limit, code: "too_many_pages",
                options: PDFTextOptions(maximumPages: 2)),
            Refused(name: "encrypted", file: encrypted, kind: .input, code: "encrypted"),
            Refused(
                name: "encrypted, wrong password", file: encrypted, kind: .input, code: "wrong_password",
                options: PDFTextOptions(password: "guess")),
        ]
    }

    @Test("each says its kind, a sentence and a mend", arguments: refused)
    func refusal(_ sample: Refused) throws {
        let error = try #require(throws: PluginError.self) { try Reading.words(sample.file, sample.options) }
        #expect(error.kind == sample.kind)
        #expect(error.code == sample.code)
        #expect(!error.message.isEmpty && !error.mend.isEmpty)
        #expect(throws: error) { try Reading.inspect(sample.file, sample.options) }
        #expect(throws: error) {
            try Reading.images(sample.file, ImageRequest(encoding: .grey8, dpi: 50), sample.options)
        }
    }

    struct Mended: Sendable, CustomTestStringConvertible {
        let name: String
        let file: Data
        let problem: String?
        var testDescription: String { name }
    }

    static var mended: [Mended] {
        let whole = SamplePDF.line("Total 118.00").data
        var wrongTable = whole
        if let range = wrongTable.range(of: Data("startxref\n".utf8)) {
            wrongTable.replaceSubrange(range.upperBound..<range.upperBound + 1, with: Data("9".utf8))
        }
        let cut = whole.range(of: Data("startxref".utf8)).map { whole.prefix(upTo: $0.lowerBound) } ?? whole
        return [
            Mended(name: "whole", file: whole, problem: nil),
            Mended(name: "a table at the wrong place", file: wrongTable, problem: "table_rebuilt"),
            Mended(name: "cut off before its end", file: Data(cut), problem: "table_rebuilt"),
            Mended(name: "rubbish before the header", file: Data("junk\n\n".utf8) + whole, problem: nil),
            Mended(
                name: "rubbish behind the end", file: whole + Data(repeating: 0, count: 500), problem: nil),
        ]
    }

    @Test("what can be mended is read, and said", arguments: mended)
    func mending(_ sample: Mended) throws {
        let answer = try Reading.words(sample.file)
        #expect(answer.texts == ["Total", "118.00"])
        if let problem = sample.problem {
            #expect(answer.problemCodes.contains(problem), "\(answer.metadata)")
        }
        if sample.name == "whole" { #expect(answer.problemCodes.isEmpty, "\(answer.metadata)") }
    }

    @Test("the right password opens an encrypted document")
    func password() throws {
        let file = try #require(SamplePDF.line("Total").encrypted)
        let answer = try Reading.words(file, PDFTextOptions(password: SamplePDF.password))
        #expect(answer.texts == ["Total"])
        #expect(answer.metadata["encrypted"]?.boolValue == true)
    }

    @Test("pages that the document does not have are refused", arguments: [[3], [0], [2, 1], [1, 1]])
    func noSuchPage(pages: [Int]) throws {
        var file = SamplePDF()
        file.addPage("")
        file.addPage("")
        let error = try #require(throws: PluginError.self) { try Reading.words(file.data, pages: pages) }
        #expect(error.code == "no_such_page")
    }

    @Test("a page that is missing is said, and the others are read")
    func missingPage() throws {
        var file = SamplePDF()
        file.addPage("BT /F1 12 Tf 72 720 Td (one) Tj ET")
        file.addBrokenPage()
        file.addPage("BT /F1 12 Tf 72 720 Td (three) Tj ET")
        let answer = try Reading.words(file.data)
        #expect(answer.texts == ["one", "three"], "\(answer.metadata)")
    }

    @Test("a page whose boxes do not meet is said")
    func withoutSize() throws {
        let file = SamplePDF.line("Total", entries: "/CropBox[700 900 800 1000]")
        let answer = try Reading.inspect(file.data)
        #expect(answer.pages[0].flags.contains(.damaged) && answer.problemCodes == ["page_without_size"])
    }

    @Test("every cut and every flipped byte gives a document or an error")
    func garbage() throws {
        let whole = SamplePDF.line("Total 118.00").data
        var outcomes = Set<String>()
        for length in stride(from: 1, to: whole.count, by: 37) {
            outcomes.insert(outcome(whole.prefix(length)))
        }
        for place in stride(from: 9, to: whole.count, by: 11) {
            var changed = whole
            changed[place] ^= 0x55
            outcomes.insert(outcome(changed))
        }
        #expect(outcomes.contains("read") && outcomes.contains("damaged"))
        #expect(!outcomes.contains("unknown"), "\(outcomes)")
    }

    private func outcome(_ file: Data) -> String {
        do {
            _ = try Reading.words(Data(file))
            _ = try Reading.inspect(Data(file))
            _ = try Reading.images(Data(file), pages: [1], ImageRequest(encoding: .grey8, dpi: 20))
            return "read"
        } catch let error as PluginError {
            return error.code
        } catch {
            return "unknown"
        }
    }
}
