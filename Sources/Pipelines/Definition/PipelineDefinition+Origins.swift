package import AssayKit

/// An option of a pipeline's step and where its value comes from.
package struct OptionOrigin: Sendable, Hashable {
    /// "steps.pdf-text.password": the step's name and the option's.
    package let path: String
    /// Secrets masked.
    package let value: JSONValue
    package let origin: ConfigValue.Origin

    /// "purchase.yaml:12" or "default".
    package var source: String {
        switch origin {
        case .line(let line, let file): "\(file):\(line)"
        case .standard: "default"
        }
    }
}

extension PipelineDefinition {
    /// Every option of every step and notification, defaults too, in the order in which they run.
    package var origins: [OptionOrigin] {
        steps.flatMap { Self.origins(of: $0.options, at: "steps.\($0.name)") }
            + notify.flatMap { Self.origins(of: $0.options, at: "notify.\($0.name)") }
    }

    private static func origins(of value: ConfigValue, at path: String) -> [OptionOrigin] {
        let alone = [OptionOrigin(path: path, value: value.maskedJSON, origin: value.origin)]
        guard value.mask == nil else { return alone }
        switch value.content {
        case .object(let members):
            return members.flatMap { origins(of: $0.value, at: "\(path).\($0.key)") }
        case .array(let items)
        where items.contains(where: { if case .object = $0.content { true } else { false } }):
            // A list of mappings, such as templates, each from a file of its own.
            return items.enumerated().flatMap { origins(of: $0.element, at: "\(path)[\($0.offset)]") }
        default: return alone
        }
    }
}
