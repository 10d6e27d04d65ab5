package import AssayKit
internal import Raster

/// A picture file whose header was read and checked; its pages.
package struct ImageFile {
    let bytes: UnsafeRawBufferPointer
    let header: ImageHeader
    let options: ImageOptions

    /// Reads the header; decodes nothing.
    ///
    /// - Throws: ``PluginError`` of kind `.input`, `.limit` or `.unsupported`.
    package init(reading bytes: UnsafeRawBufferPointer, _ options: ImageOptions) throws(PluginError) {
        do {
            header = try ImageHeader(reading: bytes, limits: options.limits)
        } catch {
            throw PluginError(reading: error)
        }
        self.bytes = bytes
        self.options = options
    }

    /// All pages with their sizes, and what the file says of itself.
    package func inspected() -> DocumentBuilder {
        var document = DocumentBuilder()
        for page in header.frames.indices.map({ $0 + 1 }) { addPage(page, flags: .scanned, to: &document) }
        document.metadata = metadata
        return document
    }

    /// These pages, known to hold no words.
    ///
    /// - Throws: ``PluginError`` when there is no such page.
    package func wordless(_ pages: [Int]) throws(PluginError) -> DocumentBuilder {
        var document = DocumentBuilder()
        for page in pages {
            try check(page)
            addPage(page, flags: [.scanned, .wordsRead], to: &document)
        }
        return document
    }

    func check(_ page: Int) throws(PluginError) {
        guard header.frames.indices.contains(page - 1) else {
            throw PluginError(
                .input, code: "no_page",
                "the file has \(header.frames.count) pages, and page \(page) was asked for",
                page: page)
        }
    }

    func geometry(of page: Int) -> PageGeometry {
        PageGeometry(header.frames[page - 1], dpi: options.dpi)
    }

    func addPage(_ page: Int, flags: PageFlags, to document: inout DocumentBuilder) {
        let geometry = geometry(of: page)
        document.addPage(
            number: page, width: Float(geometry.width), height: Float(geometry.height),
            dpi: Float(geometry.dpi), flags: flags)
    }

    private var metadata: JSONValue {
        let first = header.frames[0]
        let geometry = geometry(of: 1)
        var object = JSONObject()
        object.append("media_type", .string(header.format.mediaType))
        object.append("pages", .integer(header.frames.count))
        object.append("width", .integer(first.seenWidth))
        object.append("height", .integer(first.seenHeight))
        object.append("frames", .integer(header.frameCount))
        if header.frameCount > header.frames.count { object.append("animated", .bool(true)) }
        object.append("dpi", .double((geometry.dpi * 10).rounded() / 10))
        object.append("dpi_source", .string(geometry.source.rawValue))
        object.append("orientation", .integer(first.orientation.rawValue))
        let programs = ["software", "creator_tool", "processing_software"].compactMap { header.tags[$0] }
        if !programs.isEmpty { object.append("software", .string(programs.joined(separator: "; "))) }
        if !header.tags.all.isEmpty {
            let tags = header.tags.all.map { JSONObject.Member(key: $0.name, value: .string($0.text)) }
            object.append("tags", .object(JSONObject(tags)))
        }
        return .object(object)
    }
}
