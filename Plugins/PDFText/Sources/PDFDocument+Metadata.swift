import AssayKit
internal import CPoppler

extension PDFDocument {
    /// What the file says of itself, and what its bytes say of it.
    ///
    /// - Parameters:
    ///   - fonts: Names of the fonts that its words are set in; nil when no words were read.
    ///   - hiddenText: What was found on its pages.
    /// - Returns: An object; the README lists its members.
    mutating func metadata(fonts: [String]?, hiddenText: [HiddenTextReport]) -> JSONValue {
        var object = JSONObject()
        object.append("media_type", "application/pdf")
        object.append("pages", .integer(pageCount))
        object.append("pdf_version", structure.version.map(JSONValue.string) ?? .null)
        for (key, text) in [
            ("title", poppler_document_get_title(pointer)), ("author", poppler_document_get_author(pointer)),
            ("creator", poppler_document_get_creator(pointer)),
            ("producer", poppler_document_get_producer(pointer)),
        ] {
            guard let text else { continue }
            defer { g_free(text) }
            if text.pointee != 0 { object.append(key, .string(String(cString: text))) }
        }
        for (key, date) in [
            ("creation_date", poppler_document_get_creation_date_time(pointer)),
            ("mod_date", poppler_document_get_modification_date_time(pointer)),
        ] {
            guard let date else { continue }
            defer { g_date_time_unref(date) }
            if let text = Self.iso8601(date) { object.append(key, .string(text)) }
        }
        object.append("encrypted", .bool(structure.isEncrypted))
        object.append("linearized", .bool(structure.isLinearized))
        object.append("revisions", .integer(max(structure.revisionEnds.count, 1)))
        object.append("incremental_saves", .integer(max(structure.revisionEnds.count - 1, 0)))
        object.append("has_javascript", .bool(poppler_document_has_javascript(pointer) != 0))
        object.append("signatures", signatures)
        object.append("embedded_files", .array(embeddedFiles.map(\.json)))
        if !hiddenText.isEmpty { object.append("hidden_text", .array(hiddenText.map(\.json))) }
        if let fonts { object.append("fonts", .array(fonts.map(JSONValue.string))) }
        object.append("problems", .array(problems.map(\.json)))
        return .object(object)
    }

    /// The part of ``metadata(fonts:hiddenText:)`` that a later window of pages may add to.
    func briefMetadata(hiddenText: [HiddenTextReport] = []) -> JSONValue {
        var object = JSONObject()
        object.append("media_type", "application/pdf")
        object.append("pages", .integer(pageCount))
        if !hiddenText.isEmpty { object.append("hidden_text", .array(hiddenText.map(\.json))) }
        object.append("problems", .array(problems.map(\.json)))
        return .object(object)
    }

    /// "2025-07-04T15:46:43+05:30".
    private static func iso8601(_ date: OpaquePointer) -> String? {
        guard let text = g_date_time_format_iso8601(date) else { return nil }
        defer { g_free(text) }
        let written = String(cString: text)
        // GLib leaves the minutes of a zone out when they are 0.
        guard let sign = written.utf8.dropLast(2).last, written.utf8.last != UInt8(ascii: "Z") else {
            return written
        }
        return sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? written + ":00" : written
    }

    /// Each signature with the part of the file that it covers.
    private var signatures: JSONValue {
        .array(
            structure.signedRanges.map { range in
                guard range.count == 4 else { return ["byte_range": .null, "covers_file": false] }
                let (end, isHuge) = range[2].addingReportingOverflow(range[3])
                return [
                    "byte_range": .array(range.map(JSONValue.integer)),
                    "covers_file": .bool(range[0] == 0 && !isHuge && end == structure.byteCount),
                ]
            })
    }
}
