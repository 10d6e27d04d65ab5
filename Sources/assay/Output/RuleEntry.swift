internal import AssayKit
internal import Files
internal import Workers

/// A rule as the catalogue beside its plugin describes it.
struct RuleEntry {
    /// The component that checks it.
    let component: String
    /// Its card.
    let card: JSONValue
    /// Its id.
    let id: String

    /// A catalogue longer than this is none.
    private static let longestCatalogue = 4 << 20

    /// The rules of all plugins, by id; what was passed over, with its reason.
    static func all(_ catalogue: PluginCatalogue) -> (rules: [RuleEntry], warnings: [String]) {
        var rules: [RuleEntry] = []
        var warnings: [String] = []
        for library in catalogue.libraries {
            let path = FilePath.join(FilePath.parent(library.manifestPath), "rules.json")
            guard FileSystem.isFile(path) else { continue }
            do {
                let json = try JSONParser.parse(try FileSystem.read(path, limit: longestCatalogue))
                guard let component = json["component"]?.stringValue, let cards = json["rules"]?.arrayValue
                else {
                    warnings.append(
                        "\(path): no catalogue of rules; it needs \"component\" and \"rules\"")
                    continue
                }
                rules += cards.compactMap { card in
                    card["id"]?.stringValue.map { RuleEntry(component: component, card: card, id: $0) }
                }
            } catch {
                warnings.append("\(path): \(error); install the plugin anew")
            }
        }
        return (rules.sorted { $0.id < $1.id }, warnings)
    }

    /// A member of the card; "" where it has none.
    func text(_ name: String) -> String { card[name]?.stringValue ?? "" }

    /// A list of the card.
    func list(_ name: String) -> [String] { card[name]?.arrayValue?.compactMap(\.stringValue) ?? [] }

    /// What it rests on, with kind and days.
    var basis: String {
        let basis = card["basis"]
        var days = ""
        if let from = basis?["from"]?.stringValue { days += ", from \(from)" }
        if let until = basis?["until"]?.stringValue { days += ", until \(until)" }
        return "\(basis?["text"]?.stringValue ?? "") (\(basis?["kind"]?.stringValue ?? "")\(days))"
    }

    /// The card with the component in front.
    var json: JSONValue {
        var object = JSONObject()
        object["component"] = .string(component)
        for member in card.objectValue?.members ?? [] { object[member.key] = member.value }
        return .object(object)
    }
}
