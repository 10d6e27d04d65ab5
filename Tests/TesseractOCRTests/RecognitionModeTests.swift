import AssayKit
import Drawing
import Testing

@testable import TesseractOCR

@Suite("Modes, languages and limits of recognition")
struct RecognitionModeTests {
    private func line(_ text: String, _ mode: RecognitionOptions.Mode) throws -> String {
        let page = Page(
            size: PageSize(width: 160, height: 20),
            marks: [.text(TextMark(text, at: Point(6, 3), style: DrawnPage.style()))])
        var options = RecognitionOptions()
        options.mode = mode
        let picture = try page.picture(dpi: 200, channels: .grey)
        let result = try DrawnPage.recognised(
            DrawnPage.document(picture, width: 160, height: 20), options)
        for word in DrawnPage.words(result) {
            #expect(word.box.x0 >= 4 && word.box.x1 <= 156 && word.box.y0 >= 0 && word.box.y1 <= 20)
        }
        return DrawnPage.words(result).map(\.text).joined(separator: " ")
    }

    @Test(
        "a spot read again in the mode that fits it",
        arguments: [
            ("Taxable value 118", RecognitionOptions.Mode.line, "Taxable value 118"),
            ("14,726.99", .digits, "14,726.99"), ("27AAPFU0939F1ZV", .identifier, "27AAPFU0939F1ZV"),
        ])
    func modes(_ text: String, _ mode: RecognitionOptions.Mode, _ read: String) throws {
        #expect(try line(text, mode) == read)
    }

    @Test("digits only come out where digits only are expected")
    func whitelist() throws {
        let text = try line("Total 118", .digits)
        #expect(text.utf8.allSatisfy { " 0123456789.,:-/%()+".utf8.contains($0) })
    }

    @Test(
        "language data that is missing is named with its package",
        arguments: [
            ("hin", "tesseract-ocr-hin"), ("chi_sim", "tesseract-ocr-chi-sim"),
            ("script/Devanagari", "tesseract-ocr-script-deva"),
        ])
    func missingLanguage(_ name: String, _ package: String) {
        let error = #expect(throws: PluginError.self) {
            try LanguageData(["eng", name], folders: ["/nowhere"])
        }
        #expect(error?.kind == .missing)
        #expect(error?.code == "no_language")
        let named = #expect(throws: PluginError.self) { try LanguageData([name], folders: ["/nowhere"]) }
        #expect(named?.mend.contains(package) == true)
        #expect(named?.message.contains("\"\(name)\"") == true)
    }

    @Test(
        "names that are none never reach the file system", arguments: ["", "../eng", "a b", "eng+hin", "é"])
    func languageNames(_ name: String) {
        let error = #expect(throws: PluginError.self) { try LanguageData([name]) }
        #expect(error?.kind == .configuration)
    }

    @Test("cancelling ends a recognition")
    func cancelled() throws {
        let document = try DrawnPage.document(DrawnPage.page.picture(dpi: 200, channels: .grey))
        let view = try DocumentView(validating: DrawnPage.held(document.encoded()))
        var asked = 0
        #expect(throws: CancellationError.self) {
            _ = try PageRecogniser.recognise(
                view, RecognitionOptions(),
                isCancelled: {
                    asked += 1
                    return asked > 2
                }, progress: { _ in })
        }
    }

    @Test("a page that takes too long is named")
    func timeout() throws {
        let document = try DrawnPage.document(DrawnPage.page.picture(dpi: 200, channels: .grey))
        var options = RecognitionOptions()
        options.timeoutMilliseconds = 1
        let error = #expect(throws: PluginError.self) {
            _ = try DrawnPage.recognised(document, options).pageCount
        }
        #expect(error?.code == "ocr_timeout")
        #expect(error?.page == 1)
    }

    @Test(
        "a picture that lies about its rows or its file is refused",
        arguments: [
            (ImageEncoding.png, [UInt8](repeating: 7, count: 40)), (.jpeg, [0xFF, 0xD8, 0xFF, 0xD9]),
            (.tiff, Array("II*\0".utf8)), (.jpeg2000, [0xFF, 0x4F, 0xFF, 0x51]),
        ])
    func damaged(_ encoding: ImageEncoding, _ bytes: [UInt8]) throws {
        var document = DocumentBuilder()
        document.addPage(number: 4, width: 400, height: 300, dpi: 200, flags: .scanned)
        document.addImage(
            bytes, encoding: encoding, width: 100, height: 100, stride: 0, dpi: 200,
            matrix: PixelMatrix(filling: Box(0, 0, 400, 300), width: 100, height: 100))
        let error = #expect(throws: PluginError.self) { _ = try DrawnPage.recognised(document).pageCount }
        #expect(error?.page == 4)
        #expect(error?.message.isEmpty == false)
    }

    @Test("options have the manifest's defaults and names")
    func options() throws {
        let plain = try JSONValueDecoder.decode(RecognitionOptions.self, from: [:])
        #expect(plain == RecognitionOptions())
        let set = try JSONValueDecoder.decode(
            RecognitionOptions.self,
            from: [
                "languages": ["hin", "eng"], "mode": "digits", "psm": 6, "dpi": 300, "deskew": false,
                "straighten": false, "orientation": false, "invert": true, "background": "even",
                "timeout_seconds": 2,
            ])
        #expect(set.languages == ["hin", "eng"])
        #expect(set.mode == .digits && set.segmentation == 6 && set.dpi == 300 && !set.deskews)
        #expect(!set.straightens && !set.triesOrientations && set.inverts && set.background == .even)
        #expect(set.timeoutMilliseconds == 2000)
    }
}
