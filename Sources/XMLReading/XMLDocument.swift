internal import CExpat

/// Reads XML into elements; the one owner of expat.
///
/// A document type declaration is refused before anything in it is looked at, so there are no entities to expand and
/// nothing outside the document is ever opened.
package enum XMLDocument {
    /// Bytes given to expat at a time: limits are felt soon.
    private static let portion = 64 << 10

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: In UTF-8, UTF-16, ISO-8859-1 or ASCII, as it says itself.
    ///   - limits: How much is read at all.
    /// - Returns: The root.
    /// - Throws: ``XMLError`` naming the line.
    package static func parse(
        _ bytes: UnsafeRawBufferPointer, limits: XMLLimits = XMLLimits()
    ) throws(XMLError) -> XMLElement {
        guard bytes.count <= limits.bytes else {
            throw XMLError(.tooLarge, "the XML has \(bytes.count) bytes; the limit is \(limits.bytes)")
        }
        guard let parser = XML_ParserCreateNS(nil, XMLTree.separator) else {
            throw XMLError(.tooLarge, "there is no memory to read the XML")
        }
        defer { XML_ParserFree(parser) }
        let tree = XMLTree(parser: parser, limits: limits)
        return try withExtendedLifetime(tree) { () throws(XMLError) -> XMLElement in
            tree.listen()
            try feed(bytes, to: parser, tree)
            guard let root = tree.root else { throw XMLError(.malformed, "the XML has no element") }
            return root
        }
    }

    /// The same for bytes in an array.
    package static func parse(
        _ bytes: [UInt8], limits: XMLLimits = XMLLimits()
    ) throws(XMLError) -> XMLElement {
        // Typed errors do not pass through the closure.
        let result = bytes.withUnsafeBytes { buffer in
            Result { () throws(XMLError) in try parse(buffer, limits: limits) }
        }
        return try result.get()
    }

    private static func feed(
        _ bytes: UnsafeRawBufferPointer, to parser: XML_Parser, _ tree: XMLTree
    ) throws(XMLError) {
        var start = 0
        repeat {
            let count = min(portion, bytes.count - start)
            let part = UnsafeRawBufferPointer(rebasing: bytes[start..<(start + count)])
            start += count
            let status = XML_Parse(
                parser, part.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(count),
                start >= bytes.count ? 1 : 0)
            guard status == XML_STATUS_OK else { throw tree.error() }
        } while start < bytes.count
    }
}
