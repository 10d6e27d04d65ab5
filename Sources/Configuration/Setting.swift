package import AssayKit
package import Pipelines

/// A setting's value and who said it.
package struct Setting: Sendable, Hashable {
    /// Who says a setting; the later ones win.
    package enum Origin: Sendable, Hashable {
        case standard
        case file(String, line: Int)
        case environment(String)
        case option(String)

        /// "assay.yaml:12", "PORT", "--port" or "default".
        package var text: String {
            switch self {
            case .standard: "default"
            case .file(let name, let line): "\(name):\(line)"
            case .environment(let name): name
            case .option(let name): "--" + name
            }
        }

        /// Whom it wins over.
        var rank: Int {
            switch self {
            case .standard: 0
            case .file: 1
            case .environment: 2
            case .option: 3
            }
        }
    }

    package let path: String
    package internal(set) var value: ConfigValue
    /// More than one where folders from several places are searched.
    package internal(set) var origins: [Origin]

    /// As it may be shown: secrets masked.
    package var shown: JSONValue { value.maskedJSON }
}
