internal import CExpat
internal import Glibc

/// What expat reports, put together to elements.
final class XMLTree {
    /// Between a namespace and a name; it cannot occur in either.
    static let separator = XML_Char(1)

    private(set) var root: XMLElement?
    private let parser: XML_Parser
    private let limits: XMLLimits
    /// From the root down to the element that is being read.
    private var open: [XMLElement] = []
    /// The characters of each of them.
    private var texts: [[UInt8]] = []
    private var elementCount = 0
    private var refusal: XMLError?

    init(parser: XML_Parser, limits: XMLLimits) {
        self.parser = parser
        self.limits = limits
    }

    /// Asks expat to report to this tree, which must outlive the reading.
    func listen() {
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { XMLTree.of($0)?.begin($1, $2) },
            { data, _ in XMLTree.of(data)?.end() })
        XML_SetCharacterDataHandler(parser) { XMLTree.of($0)?.add($1, count: Int($2)) }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
            XMLTree.of(data)?.refuse(
                .declaresTypes,
                "the XML has a document type declaration, which electronic invoices never have")
        }
    }

    /// Why the reading ended.
    func error() -> XMLError {
        if let refusal { return refusal }
        let code = XML_GetErrorCode(parser)
        let words = XML_ErrorString(code).map { String(cString: $0) } ?? "unknown error"
        return XMLError(.malformed, line: line, "the XML is not well-formed at line \(line): \(words)")
    }

    private var line: Int { Int(clamping: XML_GetCurrentLineNumber(parser)) }

    private static func of(_ data: UnsafeMutableRawPointer?) -> XMLTree? {
        data.map { Unmanaged<XMLTree>.fromOpaque($0).takeUnretainedValue() }
    }

    private func refuse(_ kind: XMLError.Kind, _ sentence: String) {
        guard refusal == nil else { return }
        refusal = XMLError(kind, line: line, "\(sentence) (line \(line))")
        XML_StopParser(parser, 0)
    }

    private func begin(
        _ name: UnsafePointer<XML_Char>?, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
    ) {
        guard refusal == nil, let name else { return }
        elementCount += 1
        guard open.count < limits.depth else {
            return refuse(.tooLarge, "the XML is nested deeper than \(limits.depth) elements")
        }
        guard elementCount <= limits.elements else {
            return refuse(.tooLarge, "the XML has more than \(limits.elements) elements")
        }
        let (namespace, local) = Self.parts(name)
        var values: [String: String] = [:]
        var place = 0
        while let attributes, let key = attributes[place], let value = attributes[place + 1] {
            guard values.count < limits.attributes else {
                return refuse(.tooLarge, "an element has more than \(limits.attributes) attributes")
            }
            guard strlen(value) <= limits.text else {
                return refuse(.tooLarge, "an attribute has more than \(limits.text) bytes")
            }
            let name = Self.parts(key).local
            if values[name] == nil { values[name] = String(cString: value) }
            place += 2
        }
        open.append(XMLElement(name: local, namespace: namespace, attributes: values))
        texts.append([])
    }

    private func add(_ characters: UnsafePointer<XML_Char>?, count: Int) {
        guard refusal == nil, let characters, count > 0, let last = texts.indices.last,
            let element = open.last, !limits.withoutText.contains(element.name)
        else { return }
        guard texts[last].count + count <= limits.text else {
            return refuse(.tooLarge, "the text of \(element.name) has more than \(limits.text) bytes")
        }
        texts[last].append(contentsOf: UnsafeRawBufferPointer(start: characters, count: count))
    }

    private func end() {
        guard refusal == nil, var element = open.popLast(), let text = texts.popLast() else { return }
        element.text = Self.trimmed(text)
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].children.append(element)
        }
    }

    private static func parts(_ name: UnsafePointer<XML_Char>) -> (namespace: String, local: String) {
        let text = String(cString: name)
        guard let cut = text.utf8.firstIndex(of: UInt8(bitPattern: separator)) else { return ("", text) }
        return (String(text[..<cut]), String(text[text.utf8.index(after: cut)...]))
    }

    private static func trimmed(_ text: [UInt8]) -> String {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        guard let first = text.firstIndex(where: { !isSpace($0) }),
            let last = text.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(decoding: text[first...last], as: UTF8.self)
    }
}
