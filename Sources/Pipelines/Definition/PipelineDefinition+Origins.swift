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
        guard value.mask == nil, case .object(let members) = value.content else {
            return [OptionOrigin(path: path, value: value.maskedJSON, origin: value.origin)]
        }
        return members.flatMap { origins(of: $0.value, at: "\(path).\($0.key)") }
    }
}
