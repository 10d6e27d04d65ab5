package import YAML

/// A pipeline's text as it may be shown: secrets that are written out stand as asterisks.
package enum MaskedText {
    /// What stands for a secret.
    package static let mask = "********"

    /// The text without its secrets.
    ///
    /// Secret is what a component's schema calls so (`writeOnly`) and what a telling name says; variables stay, for
    /// they tell no value.
    package static func text(_ source: YAMLSource, components: any ComponentDirectory) -> String {
        guard let root = YAMLReader.readDocument(source).document else {
            return linewise(String(decoding: source.bytes, as: UTF8.self))
        }
        var found: [YAMLSpan] = []
        let options = Dictionary(
            components.components.map { ($0.id, $0.options) }, uniquingKeysWith: { first, _ in first })
        for list in [root["steps"], root["notify"]] {
            for step in list?.sequence ?? [] {
                collect(step["with"], step["uses"]?.scalar.flatMap { options[$0.text] }, false, &found)
                // A step that changes one of an extended pipeline doesn't say whose options they are.
                if step["uses"] == nil {
                    for schema in options.values { collect(step["with"], schema, false, &found) }
                }
            }
        }
        collect(root, nil, false, &found)
        return masked(source, found)
    }

    /// Whether a text still has the asterisks of a masked one where a value belongs.
    package static func holdsMask(_ text: String) -> Bool { text.contains(mask) }

    private static func collect(
        _ node: YAMLNode?, _ schema: OptionSchema?, _ isSecret: Bool, _ found: inout [YAMLSpan]
    ) {
        guard let node else { return }
        let isSecret = isSecret || schema?.isSecret ?? false
        switch node.content {
        case .scalar(let scalar): if isSecret, tells(scalar) { found.append(node.span) }
        case .sequence(let items): for item in items { collect(item, schema?.items, isSecret, &found) }
        case .mapping(let entries):
            for entry in entries {
                let key = entry.key.scalar?.text ?? ""
                collect(
                    entry.value, schema?.property(key) ?? schema?.additional, isSecret || isTelling(key),
                    &found)
            }
        }
    }

    /// Whether a scalar tells a secret; one that is nothing but variables without defaults tells none.
    private static func tells(_ scalar: YAMLScalar) -> Bool {
        guard !scalar.text.isEmpty, scalar.text != mask else { return false }
        return VariableText(scalar.text).parts.contains { part in
            switch part {
            case .literal(let text): !text.allSatisfy(\.isWhitespace)
            case .environment(_, let fallback, _): fallback.map { !$0.isEmpty } ?? false
            case .file: false
            case .malformed: true
            }
        }
    }

    private static let telling = [
        "secret", "password", "passwd", "passphrase", "token", "api_key", "apikey", "api-key", "private_key",
        "credential", "authorization",
    ]

    private static func isTelling(_ key: String) -> Bool {
        let key = key.lowercased()
        return telling.contains { key.contains($0) }
    }

    private static func masked(_ source: YAMLSource, _ spans: [YAMLSpan]) -> String {
        var bytes = source.bytes
        var last = bytes.count
        let ranges = Set(spans).map { source.byte(at: $0.start)..<source.byte(at: $0.end) }
        for range in ranges.sorted(by: { $0.lowerBound > $1.lowerBound }) where range.upperBound <= last {
            // A block scalar ends behind its line break, which keeps the next line apart.
            let ends = range.isEmpty ? nil : bytes[range.upperBound - 1]
            let tail: [UInt8] = ends == 0x0A ? [0x0A] : []
            bytes.replaceSubrange(range, with: Array("\"\(mask)\"".utf8) + tail)
            last = range.lowerBound
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What can't be read as YAML: whatever follows a telling name in its line.
    private static func linewise(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            isTelling(String(line)) ? line.prefix { $0 != ":" && $0 != "=" } + ": \"\(mask)\"" : line
        }.joined(separator: "\n")
    }
}
