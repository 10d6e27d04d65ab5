/// The three kinds of component.
public enum ComponentKind: String, Sendable, Hashable, CaseIterable {
    /// Reads something out of a document.
    case extractor
    /// Checks what was read.
    case validator
    /// Tells someone.
    case notifier
}

/// What a manifest says of one component.
public struct ComponentManifest: Sendable, Hashable {
    /// The id under which pipelines use it.
    public let id: String
    /// What it is.
    public let kind: ComponentKind
    /// One line for lists.
    public let summary: String
    /// JSON Schema (a subset) of its options; an object schema.
    public let configuration: JSONValue
    /// The file types that it reads as a reader; empty for any other component.
    public let reads: [ReadableType]
    /// What it wants to be given.
    public let input: ComponentInput
    /// What it gives: "words", "fields"; for checking the order of steps.
    public let provides: [String]

    init(json: JSONValue, at place: String) throws(ManifestError) {
        guard json.objectValue != nil else {
            throw ManifestError("\"\(place)\" is \(json.kindName), not an object")
        }
        id = try PluginManifest.identifier(json["id"], at: place + ".id")
        guard let kind = json["kind"]?.stringValue.flatMap(ComponentKind.init(rawValue:)) else {
            throw ManifestError("\"\(place).kind\" must be extractor, validator or notifier")
        }
        self.kind = kind
        summary = json["summary"]?.stringValue ?? ""
        configuration =
            json["config"] ?? ["type": "object", "additionalProperties": false, "properties": [:]]
        guard configuration["type"]?.stringValue == "object" else {
            throw ManifestError("\"\(place).config\" must be a schema of type object")
        }
        var reads: [ReadableType] = []
        for (index, element) in (json["reads"]?.arrayValue ?? []).enumerated() {
            reads.append(try ReadableType(json: element, at: "\(place).reads[\(index)]"))
        }
        self.reads = reads
        input = ComponentInput(json: json["input"])
        provides = json["provides"]?.arrayValue?.compactMap(\.stringValue) ?? []
    }

    /// Whether it turns files into pages and words.
    public var isReader: Bool { !reads.isEmpty }
}

/// What a component wants to be given beside the words.
public struct ComponentInput: Sendable, Hashable {
    /// Which pages it wants pictures of.
    public enum Pages: String, Sendable, Hashable {
        /// Those without usable text.
        case withoutText = "without_text"
        /// Those that one picture covers, with or without a text layer.
        case scanned
        /// All.
        case all
    }

    /// Pictures of pages.
    public struct Images: Sendable, Hashable {
        /// Dots per inch.
        public let dpi: Double
        /// Which pages.
        public let pages: Pages
        /// How their pixels are wanted.
        public let encoding: ImageEncoding
        /// Whether an embedded scan may stand in for a drawing of the page.
        public let allowsEmbedded: Bool
    }

    /// The file's own bytes.
    public let source: Bool
    /// Pictures; nil: none.
    public let images: Images?

    init(json: JSONValue?) {
        source = json?["source"]?.boolValue ?? false
        guard let wanted = json?["images"] else {
            images = nil
            return
        }
        images = Images(
            dpi: wanted["dpi"]?.doubleValue ?? 250,
            pages: wanted["pages"]?.stringValue.flatMap(Pages.init(rawValue:)) ?? .withoutText,
            encoding: wanted["encoding"]?.stringValue.flatMap(ImageEncoding.init(rawValue:)) ?? .grey8,
            allowsEmbedded: wanted["embedded"]?.boolValue ?? true)
    }
}
