internal import AssayKit
internal import XMLReading

/// Tells what electronic invoice some bytes are, and reads it.
package enum EInvoiceReader {
    /// Larger files are refused, bytes; attachments within an invoice may make it large.
    package static let maximumBytes = 16 << 20

    /// Reads the invoices in some bytes, whatever the file was called.
    ///
    /// - Returns: At least one; INV-01 files may hold several.
    /// - Throws: ``EInvoiceError``; it says whether the bytes are no electronic invoice at all.
    package static func read(_ bytes: [UInt8]) throws(EInvoiceError) -> [EInvoice] {
        guard bytes.count <= maximumBytes else {
            throw EInvoiceError("it has \(bytes.count) bytes; the limit is \(maximumBytes)")
        }
        switch firstCharacter(of: bytes) {
        case UInt8(ascii: "<"): return [try xml(bytes)]
        case UInt8(ascii: "{"), UInt8(ascii: "["): return try INV01Reader.read(bytes)
        default: throw EInvoiceError(isForeign: true, "it is neither XML nor JSON")
        }
    }

    /// Whether bytes begin as XML or JSON does: only then they are worth reading.
    package static func mayBeInvoice(_ head: some Collection<UInt8>) -> Bool {
        [UInt8(ascii: "<"), UInt8(ascii: "{"), UInt8(ascii: "[")].contains(firstCharacter(of: head))
    }

    /// The first byte that is no byte order mark, no zero of UTF-16 and no white space.
    private static func firstCharacter(of bytes: some Collection<UInt8>) -> UInt8? {
        let passed: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0, 0x20, 0x09, 0x0A, 0x0D]
        return bytes.prefix(256).first { !passed.contains($0) }
    }

    private static func xml(_ bytes: [UInt8]) throws(EInvoiceError) -> EInvoice {
        let limits = XMLLimits(
            bytes: maximumBytes,
            withoutText: ["AttachmentBinaryObject", "EmbeddedDocumentBinaryObject", "SignatureValue"])
        let root: XMLElement
        do {
            root = try XMLDocument.parse(bytes, limits: limits)
        } catch {
            throw EInvoiceError(error.description)
        }
        switch root.name {
        case "CrossIndustryInvoice", "CrossIndustryDocument": return CIIReader(root: root).invoice()
        case "Invoice" where isUBL(root), "CreditNote" where isUBL(root):
            return UBLReader(root: root).invoice()
        default:
            throw EInvoiceError(
                isForeign: true,
                "its root element is \(root.name.prefix(80)), not that of an electronic invoice")
        }
    }

    private static func isUBL(_ root: XMLElement) -> Bool {
        root.namespace.isEmpty || root.namespace.hasPrefix("urn:oasis:names:specification:ubl:schema:xsd:")
    }
}
