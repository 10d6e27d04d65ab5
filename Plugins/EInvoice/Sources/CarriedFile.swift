internal import AssayKit
internal import Crypto

/// A file that a document carries, with its bytes: an attachment of a PDF, or the document itself.
struct CarriedFile {
    let name: String
    let bytes: [UInt8]
    /// Whether it is the document itself.
    let isDocument: Bool

    /// What attachments are called that are meant to be electronic invoices, in lower case.
    ///
    /// Source: Factur-X 1.07, 6.2; ZUGFeRD 1.0, 12; XRechnung in PDF.
    private static let announced = [
        "factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "ubl-invoice.xml", "cii-invoice.xml",
    ]

    /// Whether its name says that it is an electronic invoice.
    var isAnnounced: Bool { Self.announced.contains(name.lowercased()) }

    /// The carried files whose bytes the reader handed on; those with the usual names come first.
    ///
    /// `metadata`: A document's.
    static func all(in metadata: JSONValue) -> [CarriedFile] {
        let files = (metadata["embedded_files"]?.arrayValue ?? []).compactMap { entry -> CarriedFile? in
            guard let content = entry["content"]?.stringValue, let bytes = Base64.decode(content) else {
                return nil
            }
            return CarriedFile(
                name: entry["name"]?.stringValue ?? "unnamed", bytes: bytes,
                isDocument: entry["relationship"]?.stringValue == ownRelationship)
        }
        return files.filter(\.isAnnounced) + files.filter { !$0.isAnnounced }
    }

    /// What marks the document itself among the carried files.
    static let ownRelationship = "Self"

    /// Metadata of a document that is an electronic invoice by itself.
    static func metadata(of bytes: UnsafeRawBufferPointer, name: String, mediaType: String) -> JSONValue {
        let base = name.split(separator: "/").last.map(String.init) ?? "document"
        return [
            "media_type": .string(mediaType), "pages": 1,
            "embedded_files": [
                [
                    "name": .string(base), "media_type": .string(mediaType),
                    "size": .integer(bytes.count), "relationship": .string(ownRelationship),
                    "content": .string(Base64.encode(Array(bytes))),
                ]
            ],
        ]
    }
}
