internal import AssayKit

/// Which reader reads a file: decided by its first bytes alone.
enum ReaderChoice {
    /// How many first bytes the decision sees.
    static let headLength = 8192

    /// The reader of a file, and the type that it takes it for.
    ///
    /// - Throws: ``ResultError`` when the file is empty, nothing reads it, or the plan does not accept it.
    static func choose(
        for input: EngineInput, plan: Plan, among readers: [InstalledComponent]
    ) throws(ResultError) -> (reader: InstalledComponent, type: ReadableType) {
        guard input.bytes.count > 0 else {
            throw ResultError(
                code: "empty_file", message: "\(input.name): the file is empty; give a file with content")
        }
        guard let found = match(input.bytes, among: readers) else {
            throw ResultError(
                code: "unsupported_type",
                message: "\(input.name): no installed reader knows this type of file; \(known(readers))")
        }
        guard plan.accepts.isEmpty || plan.accepts.contains(found.type.name) else {
            throw ResultError(
                code: "type_not_accepted",
                message: "\(input.name): the pipeline \(plan.name) does not accept \(found.type.name) files; "
                    + "add \(found.type.name) to its accepts, or use another pipeline")
        }
        return found
    }

    private static func match(
        _ bytes: any Payload, among readers: [InstalledComponent]
    ) -> (reader: InstalledComponent, type: ReadableType)? {
        // Bytes that can't be reached are bytes that nothing reads.
        try? bytes.withHead(headLength) { head in
            for reader in readers {
                for type in reader.manifest.reads where type.matches(head) { return (reader, type) }
            }
            return nil
        }
    }

    private static func known(_ readers: [InstalledComponent]) -> String {
        let names = readers.flatMap { $0.manifest.reads.map(\.name) }
        guard !names.isEmpty else { return "no reader is installed at all: see assay plugin list" }
        return "they read " + names.joined(separator: ", ")
    }

    /// A note when the name's extension says something else than the content.
    static func contradiction(of name: String, type: ReadableType, among readers: [InstalledComponent])
        -> String?
    {
        guard let dot = name.lastIndex(of: "."), !type.extensions.isEmpty else { return nil }
        let written = name[name.index(after: dot)...].lowercased()
        guard !type.extensions.contains(written) else { return nil }
        let isKnown = readers.contains { $0.manifest.reads.contains { $0.extensions.contains(written) } }
        guard isKnown else { return nil }
        return "the name ends in .\(written), but the content is \(type.name)"
    }
}
