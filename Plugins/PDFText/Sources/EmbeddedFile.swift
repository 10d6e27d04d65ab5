import AssayKit
internal import CPoppler
internal import Crypto

/// A file that lies within the PDF, such as the XML of an electronic invoice.
struct EmbeddedFile {
    let name: String
    /// As the PDF says; nil when it does not.
    let mediaType: String?
    /// Bytes as the PDF says; nil when it does not.
    let size: Int?
    /// What it is to the document: "Alternative", "Source", "Data".
    let relationship: String?
    /// Its bytes, where it may be an electronic invoice.
    var content: [UInt8]?

    /// The JSON form under "embedded_files" in the metadata; `content` is Base64, and only for steps of the pipeline.
    var json: JSONValue {
        var object = JSONObject()
        object.append("name", .string(name))
        object.append("media_type", mediaType.map(JSONValue.string) ?? .null)
        object.append("size", size.map(JSONValue.integer) ?? .null)
        if let relationship { object.append("relationship", .string(relationship)) }
        if let content { object.append("content", .string(Base64.encode(content))) }
        return .object(object)
    }
}

extension PDFDocument {
    private static let maximumEmbeddedFiles = 100

    /// The files that the document carries: in its name tree, and attached to places on its first pages.
    var embeddedFiles: [EmbeddedFile] {
        mutating get {
            guard structure.hasEmbeddedFiles || poppler_document_has_attachments(pointer) != 0,
                let file = objects
            else { return [] }
            var found: [EmbeddedFile] = []
            if let names = file.member("/Names", of: file.root),
                let tree = file.member("/EmbeddedFiles", of: names)
            {
                Self.collect(tree, of: file, depth: 0, into: &found)
            }
            for number in 1...min(pageCount, 50) {
                guard let page = file.page(number) else { continue }
                for annotation in file.elements(file.member("/Annots", of: page), limit: 200) {
                    guard let specification = file.member("/FS", of: annotation) else { continue }
                    Self.add(specification, of: file, into: &found)
                }
            }
            guard !found.isEmpty else { return [] }
            let data = AttachedData(pointer)
            for place in found.indices { found[place].content = data.contents[found[place].name] }
            return found
        }
    }

    /// Walks a name tree (ISO 32000-1, 7.9.6).
    private static func collect(
        _ node: ObjectFile.Object, of file: ObjectFile, depth: Int, into found: inout [EmbeddedFile]
    ) {
        guard depth < 16, found.count < maximumEmbeddedFiles else { return }
        let names = file.elements(file.member("/Names", of: node))
        for place in stride(from: 1, to: names.count, by: 2) {
            add(names[place], of: file, into: &found)
        }
        for kid in file.elements(file.member("/Kids", of: node)) {
            collect(kid, of: file, depth: depth + 1, into: &found)
        }
    }

    private static func add(
        _ specification: ObjectFile.Object, of file: ObjectFile, into found: inout [EmbeddedFile]
    ) {
        guard found.count < maximumEmbeddedFiles, let files = file.member("/EF", of: specification),
            let stream = file.member("/F", of: files) ?? file.member("/UF", of: files)
        else { return }
        let name =
            file.text(file.member("/UF", of: specification))
            ?? file.text(file.member("/F", of: specification))
        let parameters = file.member("/Params", of: stream)
        found.append(
            EmbeddedFile(
                name: name ?? "unnamed",
                mediaType: file.name(file.member("/Subtype", of: stream)).map { String($0.dropFirst()) },
                size: parameters.flatMap { file.integer(file.member("/Size", of: $0)) },
                relationship: file.name(file.member("/AFRelationship", of: specification)).map {
                    String($0.dropFirst())
                }))
    }
}
