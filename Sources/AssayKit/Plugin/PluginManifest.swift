/// What `plugin.json` says: which components a library holds and what they need.
///
/// Read without loading the library.
public struct PluginManifest: Sendable, Hashable {
    /// The plugin's id, kebab-case: "pdf-text", "acme.contract".
    public let id: String
    /// "1.0.0".
    public let version: String
    /// Major version of the ABI it was built for.
    public let abi: Int
    /// File name of the library.
    public let library: String
    /// What it asks for beyond the sandbox: "network", "history", "read:DIR".
    public let needs: [String]
    /// Its components.
    public let components: [ComponentManifest]

    /// Reads a manifest.
    ///
    /// - Throws: ``ManifestError`` naming the member that is missing or wrong.
    public init(json: JSONValue) throws(ManifestError) {
        guard json.objectValue != nil else {
            throw ManifestError("the manifest is \(json.kindName), not an object")
        }
        guard json["manifest"]?.intValue == 1 else {
            throw ManifestError("\"manifest\" must be 1, the version of the manifest's format")
        }
        id = try Self.identifier(json["id"], at: "id")
        version = try Self.string(json["version"], at: "version")
        guard let abi = json["abi"]?.intValue else { throw ManifestError("\"abi\" must be a whole number") }
        self.abi = abi
        library = try Self.string(json["library"], at: "library")
        guard !library.contains("/"), library != "..", !library.isEmpty else {
            throw ManifestError("\"library\" must be a file name without a folder")
        }
        needs = json["needs"]?.arrayValue?.compactMap(\.stringValue) ?? []
        for need in needs where need != "network" && need != "history" && !need.hasPrefix("read:") {
            throw ManifestError("\"needs\" has \"\(need)\"; it knows network, history and read:FOLDER")
        }
        guard let elements = json["components"]?.arrayValue, !elements.isEmpty else {
            throw ManifestError("\"components\" must be a list with at least one component")
        }
        var components: [ComponentManifest] = []
        for (index, element) in elements.enumerated() {
            components.append(try ComponentManifest(json: element, at: "components[\(index)]"))
        }
        self.components = components
    }

    /// The component of that id; nil when there is none.
    public func component(_ id: String) -> ComponentManifest? { components.first { $0.id == id } }

    static func string(_ value: JSONValue?, at place: String) throws(ManifestError) -> String {
        guard let text = value?.stringValue, !text.isEmpty else {
            throw ManifestError("\"\(place)\" must be a text")
        }
        return text
    }

    static func identifier(_ value: JSONValue?, at place: String) throws(ManifestError) -> String {
        let text = try string(value, at: place)
        let isValid = text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: ".")
        }
        guard isValid, text.utf8.count <= 64 else {
            throw ManifestError(
                "\"\(place)\" is \"\(text)\"; ids have lower-case letters, digits, '-' and '.'")
        }
        return text
    }
}

/// What is wrong with a manifest.
public struct ManifestError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One sentence that names the member.
    public let description: String

    init(_ description: String) { self.description = description }
}
