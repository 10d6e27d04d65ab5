import Testing
import XMLReading

@Suite("Reading XML")
struct XMLDocumentTests {
    private func parse(_ text: String, _ limits: XMLLimits = XMLLimits()) throws(XMLError) -> XMLElement {
        try XMLDocument.parse(Array(text.utf8), limits: limits)
    }

    private func refusal(_ text: String, _ limits: XMLLimits = XMLLimits()) -> XMLError? {
        do {
            _ = try parse(text, limits)
            return nil
        } catch {
            return error
        }
    }

    @Test("names are local, texts trimmed, attributes kept, CDATA and references read")
    func elements() throws {
        let root = try parse(
            """
            <?xml version="1.0"?><!-- a --><x:a xmlns:x="urn:one" xmlns="urn:two" x:k="1">
              <b>  one &amp; two&#33; </b><b><c d="&lt;">3</c></b><e><![CDATA[<f>]]></e>
            </x:a>
            """)
        #expect(root.name == "a")
        #expect(root.namespace == "urn:one")
        #expect(root.attributes == ["k": "1"])
        #expect(root.text("b") == "one & two!")
        #expect(root.text("b", "c") == "3")
        #expect(root.first("b", "c")?.attributes["d"] == "<")
        #expect(root.all("b").count == 2)
        #expect(root.text("e") == "<f>")
        #expect(root.text("z", "c") == nil)
    }

    @Test("encodings are read as the document says")
    func encodings() throws {
        let latin =
            Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>".utf8) + [0xFC] + Array("</a>".utf8)
        #expect(try XMLDocument.parse(latin).text == "ü")
        var wide: [UInt8] = [0xFF, 0xFE]
        for unit in "<a>ü</a>".utf16 { wide += [UInt8(unit & 255), UInt8(unit >> 8)] }
        #expect(try XMLDocument.parse(wide).text == "ü")
        #expect(try parse("\u{FEFF}<a>ü</a>").text == "ü")
    }

    static let entities = [
        (
            "billion laughs",
            "<!DOCTYPE a [<!ENTITY b \"ha\">"
                + (1...9).map {
                    "<!ENTITY b\($0) \"\(String(repeating: "&b\($0 == 1 ? "" : String($0 - 1));", count: 10))\">"
                }
                .joined() + "]><a>&b9;</a>"
        ),
        ("a file outside", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>"),
        ("an address outside", "<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\"><a/>"),
        ("a parameter entity", "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/\"> %p;]><a/>"),
        ("quadratic", "<!DOCTYPE a [<!ENTITY b \"\(String(repeating: "x", count: 50_000))\">]><a>&b;&b;</a>"),
    ]

    @Test("a document type declaration is refused, whatever is in it", arguments: entities)
    func declarations(name: String, text: String) {
        #expect(refusal(text)?.kind == .declaresTypes, "\(name)")
    }

    @Test(
        "what is not well-formed is refused with its line",
        arguments: [
            "", " ", "<a>", "<a></b>", "<a/><b/>", "<a>&nope;</a>", "<a b=1/>", "\n\n<a>\u{1}</a>", "<a",
        ])
    func malformed(text: String) {
        #expect(refusal(text)?.kind == .malformed)
    }

    @Test("limits hold")
    func limits() {
        let deep = String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)
        #expect(refusal(deep)?.kind == .tooLarge)
        let attribute = "<a b=\"\(String(repeating: "x", count: 10 << 20))\"/>"
        #expect(refusal(attribute)?.kind == .tooLarge)
        #expect(refusal("<a>\(String(repeating: "x", count: 1 << 20))</a>")?.kind == .tooLarge)
        #expect(refusal(String(repeating: "x", count: 17 << 20))?.kind == .tooLarge)
        let many = "<a>" + String(repeating: "<b/>", count: 300_000) + "</a>"
        #expect(refusal(many)?.kind == .tooLarge)
        let wide = "<a " + (0..<100).map { "b\($0)=\"\"" }.joined(separator: " ") + "/>"
        #expect(refusal(wide)?.kind == .tooLarge)
    }

    @Test("characters that nobody wants are left out, however many they are")
    func withoutText() throws {
        let text = "<a><b>\(String(repeating: "x", count: 1 << 20))</b><c>1</c></a>"
        let root = try parse(text, XMLLimits(withoutText: ["b"]))
        #expect(root.first("b")?.text.isEmpty == true)
        #expect(root.text("c") == "1")
    }

    @Test("a document cut off anywhere, or with any byte changed, is read or refused")
    func mutations() {
        let bytes = Array("<?xml version=\"1.0\"?><a x=\"1\"><b>é&amp;</b><![CDATA[c]]></a>".utf8)
        for end in 0..<bytes.count { _ = try? XMLDocument.parse(Array(bytes[..<end])) }
        var count = 0
        for place in bytes.indices {
            for value in [0, 0x3C, 0x26, 0xFF] as [UInt8] {
                var changed = bytes
                changed[place] = value
                if (try? XMLDocument.parse(changed)) != nil { count += 1 }
            }
        }
        #expect(count < bytes.count * 4)
    }
}
