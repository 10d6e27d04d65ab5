internal import AssayKit
package import Files

/// `plugins.lock`: which libraries may run, and what they were granted.
package struct PluginLock: Sendable, Equatable {
    /// One library that may run.
    package struct Entry: Sendable, Equatable {
        /// The plugin's id.
        package var id: String
        /// Its version, for people.
        package var version: String
        /// The library's SHA-256, 64 lower-case digits.
        package var sha256: String
        /// What it was granted out of its needs.
        package var grants: [String]

        /// An entry with these values.
        package init(id: String, version: String, sha256: String, grants: [String]) {
            self.id = id
            self.version = version
            self.sha256 = sha256
            self.grants = grants
        }
    }

    /// The entries, sorted by id when written.
    package var entries: [Entry]

    /// A list of these entries.
    package init(entries: [Entry] = []) { self.entries = entries }

    /// The list in a file; an empty one when there is no file.
    ///
    /// - Throws: When the file cannot be read or is no such list.
    package init(file path: String) throws(FileError) {
        guard FileSystem.exists(path) else {
            self.init(entries: [])
            return
        }
        let bytes = try FileSystem.read(path, limit: 16 << 20)
        let json: JSONValue
        do {
            json = try JSONParser.parse(bytes)
        } catch {
            throw Self.unusable(path, "it is not JSON: \(error)")
        }
        guard json["lock"]?.intValue == 1, let list = json["plugins"]?.arrayValue else {
            throw Self.unusable(path, "it has no \"lock\": 1 with a list of \"plugins\"")
        }
        var entries: [Entry] = []
        for (index, item) in list.enumerated() {
            guard let id = item["id"]?.stringValue, let sha256 = item["sha256"]?.stringValue,
                sha256.count == 64
            else { throw Self.unusable(path, "plugins[\(index)] has no id or no sha256 of 64 digits") }
            entries.append(
                Entry(
                    id: id, version: item["version"]?.stringValue ?? "", sha256: sha256.lowercased(),
                    grants: item["grants"]?.arrayValue?.compactMap(\.stringValue) ?? []))
        }
        self.init(entries: entries)
    }

    /// Writes the list, whole or not at all.
    package func write(to path: String) throws(FileError) {
        let list = entries.sorted { ($0.id, $0.sha256) < ($1.id, $1.sha256) }.map { entry -> JSONValue in
            [
                "id": .string(entry.id), "version": .string(entry.version), "sha256": .string(entry.sha256),
                "grants": .array(entry.grants.map(JSONValue.string)),
            ]
        }
        try FileSystem.write(
            text: JSONWriter.prettyText(["lock": 1, "plugins": .array(list)]) + "\n", to: path)
    }

    /// The library with the grants of its entry; nil when its bytes are not in the list.
    ///
    /// - Throws: A `.loadFailed` when the library cannot be read.
    package func admitted(_ library: PluginLibrary) throws(WorkerFailure) -> PluginLibrary? {
        let sha256 = try library.sha256()
        return entries.first { $0.id == library.id && $0.sha256 == sha256 }.map {
            library.granting($0.grants)
        }
    }

    /// Adds a library, or replaces what was known of this plugin.
    ///
    /// - Throws: A `.loadFailed` when the library cannot be read.
    package mutating func allow(_ library: PluginLibrary, grants: [String]) throws(WorkerFailure) {
        let entry = Entry(
            id: library.id, version: library.manifest.version, sha256: try library.sha256(), grants: grants)
        revoke(library.id)
        entries.append(entry)
    }

    /// Takes a plugin out; false when it was not in.
    @discardableResult
    package mutating func revoke(_ id: String) -> Bool {
        let before = entries.count
        entries.removeAll { $0.id == id }
        return entries.count < before
    }

    private static func unusable(_ path: String, _ reason: String) -> FileError {
        FileError("use", path, reason: reason, mend: "write it anew with assay plugin allow")
    }
}
