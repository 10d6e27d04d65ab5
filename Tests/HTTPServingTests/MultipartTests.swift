import Foundation
import Testing

@testable import HTTPServing

@Suite("Multipart forms")
struct MultipartTests {
    /// What a form gave: name, file name, type, bytes.
    struct Part: Equatable, Sendable, CustomStringConvertible {
        let name: String
        var fileName: String?
        var type: String?
        let text: String
        var description: String { "\(name)|\(fileName ?? "-")|\(type ?? "-")|\(text)" }
        init(_ name: String, _ text: String, fileName: String? = nil, type: String? = nil) {
            self.name = name
            self.text = text
            self.fileName = fileName
            self.type = type
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let body: String
        let parts: [Part]?
        var boundary = "b"
        var testDescription: String { name }
        init(_ name: String, _ body: String, _ parts: [Part]?, boundary: String = "b") {
            self.name = name
            self.body = body
            self.parts = parts
            self.boundary = boundary
        }
    }

    /// Reads a form that comes in pieces of a size.
    static func read(_ body: [UInt8], boundary: String, pieces: Int) async throws -> [Part] {
        let stream = BodyStream(demand: {})
        var start = 0
        while start < body.count {
            stream.push(Array(body[start..<min(body.count, start + pieces)]))
            start += pieces
        }
        stream.finish()
        let form = try MultipartReader(
            contentType: "multipart/form-data; boundary=\"\(boundary)\"", body: stream, maximumParts: 5)
        var parts: [Part] = []
        while let part = try await form.nextPart() {
            let bytes = try await form.collect(limit: 1 << 20)
            parts.append(
                Part(
                    part.name, String(decoding: bytes, as: UTF8.self), fileName: part.fileName,
                    type: part.mediaType))
        }
        return parts
    }

    private static let plain = "Content-Disposition: form-data; name=\"a\"\r\n\r\n"

    @Test(
        "forms",
        arguments: [
            Case("one field", "--b\r\n\(plain)1\r\n--b--\r\n", [Part("a", "1")]),
            Case("no line's end at the end", "--b\r\n\(plain)1\r\n--b--", [Part("a", "1")]),
            Case("text before and after", "hi\r\n--b\r\n\(plain)1\r\n--b--\r\nbye --b\r\n", [Part("a", "1")]),
            Case("no parts", "--b--\r\n", []),
            Case("empty part", "--b\r\n\(plain)\r\n--b--", [Part("a", "")]),
            Case(
                "two files and a field",
                "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"b c.png\"\r\nContent-Type: Image/PNG; x=y\r\n\r\nPNG\r\n--b\r\n\(plain)x\r\n--b--",
                [
                    Part("files", "%PDF", fileName: "a.pdf", type: "application/pdf"),
                    Part("files", "PNG", fileName: "b c.png", type: "image/png"), Part("a", "x"),
                ]),
            Case(
                "data full of almost-boundaries",
                "--b\r\n\(plain)\r\n-\r\n--\r\n-b\r\r\n\r\n--c\n--b\r\n--b--",
                [Part("a", "\r\n-\r\n--\r\n-b\r\r\n\r\n--c\n--b")]),
            Case("blanks behind a boundary", "--b \t\r\n\(plain)1\r\n--b--", [Part("a", "1")]),
            Case(
                "a long boundary",
                "--\(String(repeating: "x", count: 70))\r\n\(plain)1\r\n--\(String(repeating: "x", count: 70))--",
                [Part("a", "1")], boundary: String(repeating: "x", count: 70)),
            Case(
                "quotes escaped by a browser",
                "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"x%22y%0D%0Az%41.pdf\"\r\n\r\n\r\n--b--",
                [Part("a", "", fileName: "x\"y\r\nz%41.pdf")]),
            Case(
                "quotes escaped by curl",
                "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"x\\\"y\\\\z.pdf\"\r\n\r\n\r\n--b--",
                [Part("a", "", fileName: "x\"y\\z.pdf")]),
            Case(
                "a whole Windows path",
                "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"C:\\new\\a.pdf\"\r\n\r\n\r\n--b--",
                [Part("a", "", fileName: "C:\\new\\a.pdf")]),
            Case(
                "the extended name wins",
                "--b\r\nContent-Disposition: form-data; name=a; filename=\"x.pdf\"; filename*=UTF-8''%E0%A4%85.pdf\r\n\r\n\r\n--b--",
                [Part("a", "", fileName: "अ.pdf")]),
            Case(
                "UTF-8 as it is",
                "--b\r\ncontent-disposition: FORM-DATA; NAME=\"a\"; FileName=\"ü.pdf\"\r\n\r\n\r\n--b--",
                [Part("a", "", fileName: "ü.pdf")]),
            Case(
                "a semicolon in a name",
                "--b\r\nContent-Disposition: form-data; name=\"a;b\"; filename=\"x;y.pdf\"\r\n\r\n\r\n--b--",
                [Part("a;b", "", fileName: "x;y.pdf")]),
            Case("cut before the end", "--b\r\n\(plain)1\r\n--b", nil),
            Case("cut in the data", "--b\r\n\(plain)1", nil),
            Case("cut in the head", "--b\r\nContent-Dispo", nil),
            Case("nothing", "", nil),
            Case("no boundary inside", "hello", nil),
            Case("another boundary", "--c\r\n\(plain)1\r\n--c--", nil),
            Case("a boundary's line goes on", "--bx\r\n\(plain)1\r\n--b--", nil),
            Case("bare LF", "--b\nContent-Disposition: form-data; name=\"a\"\n\n1\n--b--", nil),
            Case("no disposition", "--b\r\nContent-Type: text/plain\r\n\r\n1\r\n--b--", nil),
            Case("a part without fields", "--b\r\n\r\n1\r\n--b--", nil),
            Case("attachment", "--b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--b--", nil),
            Case("no name", "--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--", nil),
            Case(
                "two names",
                "--b\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n1\r\n--b--", nil),
            Case("open quote", "--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--b--", nil),
            Case(
                "two dispositions",
                "--b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n1\r\n--b--",
                nil),
            Case(
                "NUL in the head", "--b\r\nContent-Disposition: form-data; name=\"a\u{0}\"\r\n\r\n1\r\n--b--",
                nil),
            Case("field without a colon", "--b\r\nContent-Disposition form-data\r\n\r\n1\r\n--b--", nil),
            Case(
                "40 fields in a head", "--b\r\n\(String(repeating: "X: y\r\n", count: 40))\(plain)1\r\n--b--",
                nil),
            Case(
                "a head without end",
                "--b\r\nX: \(String(repeating: "y", count: 20_000))\r\n\(plain)1\r\n--b--", nil),
            Case("six parts of five", "\(String(repeating: "--b\r\n\(plain)1\r\n", count: 6))--b--", nil),
        ]
    )
    func forms(_ sample: Case) async {
        // However the bytes are split, the outcome is the same.
        for pieces in [1, 2, 3, 7, 64, 100_000] {
            let parts = try? await Self.read(  // a refusal is one of the outcomes
                Array(sample.body.utf8), boundary: sample.boundary, pieces: pieces)
            #expect(parts == sample.parts, "in pieces of \(pieces)")
        }
    }

    @Test(
        "content types",
        arguments: [
            ("multipart/form-data; boundary=b", nil as Int?),
            ("Multipart/Form-Data; charset=x; Boundary=\"b\"", nil),
            ("multipart/form-data", 400), ("multipart/form-data; boundary=", 400),
            ("multipart/form-data; boundary=\"\"", 400),
            ("multipart/form-data; boundary=\(String(repeating: "x", count: 71))", 400),
            ("multipart/form-data; boundary=\"a\u{1}\"", 400),
            ("multipart/form-data; boundary=a; boundary=b", 415),
            ("multipart/mixed; boundary=b", 415), ("application/json", 415), ("", 415),
        ]
    )
    func contentTypes(_ type: String, _ status: Int?) {
        var found: Int?
        do throws(HTTPError) {
            _ = try MultipartReader(contentType: type, body: .empty)
        } catch {
            found = error.status
        }
        #expect(found == status)
    }

    @Test("random bytes never trap, and split anywhere mean the same")
    func random() async {
        var random = SplitMix(seed: 11)
        let alphabet = Array("\r\n-b:; a=\"".utf8)
        for _ in 0..<300 {
            let tail = (0..<(random.next() % 60)).map { _ in
                alphabet[Int(random.next() % UInt64(alphabet.count))]
            }
            let body = Array("--b\r\n\(Self.plain)".utf8) + tail + Array("\r\n--b--".utf8)
            // A refusal is one of the outcomes.
            let whole = try? await Self.read(body, boundary: "b", pieces: 1_000)
            let split = try? await Self.read(body, boundary: "b", pieces: 1)
            #expect(whole == split, "\(String(decoding: tail, as: UTF8.self).debugDescription)")
        }
    }

    @Test(
        "names to show",
        arguments: [
            ("invoice.pdf", "invoice.pdf"), ("C:\\new\\a.pdf", "a.pdf"), ("../../etc/passwd", "passwd"),
            (".bashrc", "bashrc"), ("-rf", "rf"), ("a\u{0}b\r\n.pdf", "ab.pdf"), ("..", "file"), ("", "file"),
            ("/", "file"), ("a/", "a"), ("\u{202E}fdp.exe", "fdp.exe"), ("अ.pdf", "अ.pdf"),
            (String(repeating: "ü", count: 200), String(repeating: "ü", count: 127)),
        ]
    )
    func cleanNames(_ sent: String, _ shown: String) {
        #expect(ContentDisposition.cleanName(sent) == shown)
    }

    @Test("a download's name cannot break out of its field")
    func disposition() {
        #expect(
            ContentDisposition.attachment("a\"b\r\nX: ü.pdf")
                == "attachment; filename=\"a_bX: _.pdf\"; filename*=UTF-8''a%22bX%3A%20%C3%BC.pdf")
    }
}
