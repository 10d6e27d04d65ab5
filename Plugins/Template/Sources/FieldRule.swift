internal import AssayKit
internal import RegularExpressions

/// How one value is found and what it is.
struct FieldRule: Sendable, Decodable {
    /// Where a value stands from its label.
    enum Place: String, Sendable, Decodable { case right, below, any }
    /// Which of several is meant.
    enum Pick: String, Sendable, Decodable { case first, last, largest }

    /// A part of a page.
    struct Region: Sendable, Decodable {
        /// From 1; -1 is the last page.
        let page: Int
        /// Points from the page's top left corner.
        let box: Box

        private enum Key: String, CodingKey { case page, box }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            page = try container.decodeIfPresent(Int.self, forKey: .page) ?? 1
            let edges = try container.decode([Float].self, forKey: .box)
            guard edges.count == 4, edges[0] < edges[2], edges[1] < edges[3] else {
                throw PluginError(
                    .configuration, code: "region", "a region's box is [left, top, right, bottom]",
                    mend: "Write the smaller edge first.")
            }
            box = Box(edges[0], edges[1], edges[2], edges[3])
        }
    }

    /// What the value is; nil: as the field table says.
    enum Kind: String, Sendable, Decodable { case text, word, amount, date }

    let labels: [String]
    let place: Place
    let pattern: RegularExpression?
    let region: Region?
    /// Stands for whatever was found.
    let value: String?
    let kind: Kind?
    let pick: Pick
    /// Lines of a text below a label.
    let lines: Int

    private enum Key: String, CodingKey { case label, place, regex, region, value, type, pick, lines }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        labels = try container.decodeIfPresent(OneOrMore<String>.self, forKey: .label)?.all ?? []
        place = try container.decodeIfPresent(Place.self, forKey: .place) ?? .any
        pattern = try container.decodeIfPresent(String.self, forKey: .regex).map(
            RegularExpression.init(option:))
        region = try container.decodeIfPresent(Region.self, forKey: .region)
        value = try container.decodeIfPresent(String.self, forKey: .value)
        kind = try container.decodeIfPresent(Kind.self, forKey: .type)
        pick = try container.decodeIfPresent(Pick.self, forKey: .pick) ?? .first
        lines = try container.decodeIfPresent(Int.self, forKey: .lines) ?? 1
        guard !labels.isEmpty || pattern != nil || region != nil || value != nil else {
            throw PluginError(
                .configuration, code: "rule", "a rule needs label, regex, region or value",
                mend: "Say where the value stands.")
        }
    }
}

extension RegularExpression {
    /// A pattern of the options.
    ///
    /// - Throws: ``PluginError`` of kind `.configuration`.
    convenience init(option pattern: String) throws {
        do throws(Mistake) {
            try self.init(pattern)
        } catch {
            throw PluginError(
                .configuration, code: "regex",
                "\"\(pattern)\" isn't a regular expression: \(error.message) at byte \(error.offset)",
                mend: "Correct the pattern.")
        }
    }
}
