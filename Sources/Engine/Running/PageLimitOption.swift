internal import AssayKit

/// Tells a reader that knows an option `max_pages` of the plan's own limit, so that it need not read what is refused.
enum PageLimitOption {
    static func lowered(_ options: [UInt8], of reader: ComponentManifest, to limit: Int) -> [UInt8] {
        guard reader.configuration["properties"]?["max_pages"] != nil,
            // The options were written by the checker; should they be none, the reader says so.
            var object = (try? JSONParser.parse(options))?.objectValue
        else { return options }
        if let own = object["max_pages"]?.intValue, own <= limit { return options }
        object["max_pages"] = .integer(max(1, limit))
        return JSONWriter.bytes(.object(object))
    }
}
