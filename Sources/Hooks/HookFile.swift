internal import Crypto
internal import Files
package import Pipelines
internal import YAML

/// The file that describes the sources of incoming webhooks, checked as a whole before anything runs.
package struct HookFile {
    /// All mistakes of a file, each with `file:line:column`.
    package struct Mistakes: Error, Sendable, CustomStringConvertible {
        package let sentences: [String]
        package var description: String { sentences.joined(separator: "\n") }
    }

    /// A source and where its expressions stand, for mistakes that only jq finds.
    package struct Entry: Sendable {
        package let source: HookSource
        /// `file:line:column` of each of ``HookSource/expressions``, and of `data`.
        package let places: [String]
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - reserved: Names that no alias may have.
    ///   - variables: What `${NAME}` stands for; nil: this process's environment, and files beside the file.
    /// - Returns: The sources, in the order of the file.
    /// - Throws: ``Mistakes``, all of them.
    package static func read(
        _ path: String, reserved: Set<String> = [], variables: VariableSource? = nil
    ) throws(Mistakes) -> [Entry] {
        let bytes: [UInt8]
        do {
            bytes = try FileSystem.read(path, limit: 1 << 20)
        } catch {
            throw Mistakes(sentences: ["\(error)"])
        }
        let source = YAMLSource(name: path, bytes: bytes)
        let (document, problems) = YAMLReader.readDocument(source)
        guard problems.isEmpty else {
            throw Mistakes(
                sentences: problems.map {
                    "\(path):\($0.span.start.line):\($0.span.start.column): \($0.message)"
                })
        }
        var reader = HookFileReader(
            path: path, reserved: reserved,
            variables: variables ?? .process(folder: FilePath.parent(path)))
        let entries = reader.entries(document)
        guard reader.mistakes.isEmpty else { throw Mistakes(sentences: reader.mistakes) }
        return entries
    }
}

/// Walks the file's tree and collects what is wrong.
struct HookFileReader {
    let path: String
    let reserved: Set<String>
    let variables: VariableSource
    private(set) var mistakes: [String] = []

    init(path: String, reserved: Set<String>, variables: VariableSource) {
        self.path = path
        self.reserved = reserved
        self.variables = variables
    }

    private static let keys = [
        "description", "owner", "verify", "documents", "contact", "message", "data", "pipeline", "aliases",
        "events",
    ]

    mutating func entries(_ document: YAMLNode?) -> [HookFile.Entry] {
        guard let document, document.mapping != nil else {
            add("the file holds no sources; begin it with sources:", at: document)
            return []
        }
        check(document, only: ["sources"])
        guard let sources = document["sources"]?.mapping else {
            add(
                "sources: is missing, or holds no sources by their names", at: document["sources"] ?? document
            )
            return []
        }
        var entries: [HookFile.Entry] = []
        var taken: [String: String] = [:]
        for member in sources {
            let name = member.key.scalar?.text ?? ""
            guard Self.isName(name) else {
                add(
                    "\"\(name)\" is no name; use small letters, digits and hyphens, at most 63",
                    at: member.key)
                continue
            }
            guard let source = source(name, member.value) else { continue }
            for word in [name] + source.aliases {
                if let other = taken[word] {
                    add("\(word) is the name of the source \(other) already; take another", at: member.key)
                }
                taken[word] = name
            }
            let parts = ["documents", "contact", "message", "data"]
            entries.append(
                HookFile.Entry(source: source, places: parts.map { place(member.value[$0] ?? member.key) }))
        }
        return entries
    }

    private mutating func source(_ name: String, _ node: YAMLNode) -> HookSource? {
        guard node.mapping != nil else {
            add("the source \(name) says nothing; give owner, verify and documents", at: node)
            return nil
        }
        check(node, only: Self.keys)
        let owner = text("owner", of: node, isNeeded: true)
        let documents = text("documents", of: node, isNeeded: true)
        let verification = verification(of: node)
        let (details, pipeline) = (text("description", of: node), text("pipeline", of: node))
        let expressions = ["contact", "message", "data"].map { text($0, of: node) }
        let aliases = aliases(of: node)
        let events = events(of: node)
        guard let owner, let documents, let verification else { return nil }
        var source = HookSource(
            name: name, owner: owner, verification: verification, documents: documents)
        source.details = details
        source.pipeline = pipeline
        (source.contact, source.message, source.data) = (expressions[0], expressions[1], expressions[2])
        source.aliases = aliases
        source.events = events
        return source
    }

    private mutating func aliases(of node: YAMLNode) -> [String] {
        guard let list = node["aliases"] else { return [] }
        guard let items = list.sequence else {
            add("aliases is a list of names", at: list)
            return []
        }
        return items.compactMap { item in
            let alias = item.scalar?.text ?? ""
            guard Self.isName(alias) else {
                add("\"\(alias)\" is no name; use small letters, digits and hyphens, at most 63", at: item)
                return nil
            }
            guard !reserved.contains(alias) else {
                add("/api/\(alias) is the service's own; take another alias", at: item)
                return nil
            }
            return alias
        }
    }

    private mutating func events(of node: YAMLNode) -> HookSource.EventNames {
        var names = HookSource.EventNames()
        guard let events = node["events"] else { return names }
        check(events, only: ["data", "update", "request"])
        if let name = text("data", of: events) { names.data = name }
        if let name = text("update", of: events) { names.update = name }
        if let name = text("request", of: events) { names.request = name }
        return names
    }

    // MARK: Verification

    private mutating func verification(of node: YAMLNode) -> HookVerification? {
        guard let verify = node["verify"], verify.mapping != nil else {
            add("verify: is missing; give scheme and secret, for nobody unknown is let in", at: node)
            return nil
        }
        check(verify, only: ["scheme", "secret", "header", "query", "id_header"])
        let secrets = secrets(of: verify)
        let scheme = text("scheme", of: verify, isNeeded: true)
        if scheme != "token" {
            for key in ["header", "query", "id_header"] {
                if let extra = verify[key] { add("\(key) is for the scheme token", at: extra) }
            }
        }
        guard let scheme, let secrets else { return nil }
        switch scheme {
        case "standard-webhooks":
            let keys = secrets.map { secret -> [UInt8]? in
                let key = Base64.decode(secret.hasPrefix("whsec_") ? String(secret.dropFirst(6)) : secret)
                return key.flatMap { (24...64).contains($0.count) ? $0 : nil }
            }
            guard !keys.contains(nil) else {
                add("the secret is not whsec_ and Base64 of 24 to 64 bytes", at: verify["secret"])
                return nil
            }
            return .standardWebhooks(keys: keys.compactMap(\.self))
        case "github-hmac", "token":
            guard secrets.allSatisfy({ $0.utf8.count >= 16 }) else {
                add(
                    "the secret is shorter than 16 characters; make one with: openssl rand -hex 32",
                    at: verify["secret"])
                return nil
            }
            return scheme == "token" ? token(secrets, verify) : .github(secrets: secrets)
        default:
            let schemes = ["standard-webhooks", "github-hmac", "token"]
            let meant = Spelling.nearest(to: scheme, among: schemes).map { "did you mean \($0)?" }
            add(
                "there is no scheme \(scheme); \(meant ?? "there are \(schemes.joined(separator: ", "))")",
                at: verify["scheme"])
            return nil
        }
    }

    private mutating func token(_ secrets: [String], _ node: YAMLNode) -> HookVerification? {
        let (header, query) = (text("header", of: node), text("query", of: node))
        guard header == nil || query == nil else {
            add("the token comes in a header or in the query, not in both", at: node["query"])
            return nil
        }
        let place: HookVerification.TokenPlace =
            header.map { .header($0) } ?? query.map { .query($0) } ?? .bearer
        return .token(secrets: secrets, place: place, idHeader: text("id_header", of: node))
    }

    /// One secret, or several while it is being replaced.
    private mutating func secrets(of node: YAMLNode) -> [String]? {
        guard let secret = node["secret"] else {
            add("secret is missing; write secret: ${NAME} and set the variable", at: node)
            return nil
        }
        let nodes = secret.sequence ?? [secret]
        let texts = nodes.compactMap { filled($0) }
        guard texts.count == nodes.count, !texts.isEmpty else { return nil }
        return texts
    }

    // MARK: Parts

    private mutating func text(_ key: String, of node: YAMLNode, isNeeded: Bool = false) -> String? {
        guard let value = node[key] else {
            if isNeeded { add("\(key) is missing; write \(key): and its value", at: node) }
            return nil
        }
        // jq has its own $; only values that an operator sets are filled in.
        guard ["documents", "contact", "message", "data"].contains(key) else { return filled(value) }
        guard let text = value.scalar?.text, !text.isEmpty else {
            add("\(key) is a jq expression", at: value)
            return nil
        }
        return text
    }

    private mutating func filled(_ node: YAMLNode) -> String? {
        guard let text = node.scalar?.text, !text.isEmpty else {
            add("a text is expected here", at: node)
            return nil
        }
        do {
            return try variables.filled(text)
        } catch {
            add(error.message, at: node)
            return nil
        }
    }

    private mutating func check(_ node: YAMLNode, only keys: [String]) {
        for member in node.mapping ?? [] {
            let key = member.key.scalar?.text ?? ""
            guard !keys.contains(key) else { continue }
            let meant = Spelling.nearest(to: key, among: keys).map { "did you mean \($0)?" }
            add(
                "\(key) means nothing here; \(meant ?? "there are \(keys.joined(separator: ", "))")",
                at: member.key)
        }
    }

    private mutating func add(_ sentence: String, at node: YAMLNode?) {
        mistakes.append("\(node.map(place) ?? "\(path):1:1"): \(sentence)")
    }

    private func place(_ node: YAMLNode) -> String {
        "\(path):\(node.span.start.line):\(node.span.start.column)"
    }

    private static func isName(_ text: String) -> Bool {
        (1...63).contains(text.utf8.count) && text.utf8.first != UInt8(ascii: "-")
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
            }
    }
}
