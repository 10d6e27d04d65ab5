internal import Commands
internal import Configuration

/// What the command line, the environment and `assay.yaml` say, as one.
enum ServiceConfiguration {
    static let option = Option(
        "config", short: "c", value: "FILE", help: "the configuration (default: assay.yaml in DIR, or here)")

    static func loader(_ arguments: Arguments) -> ConfigurationLoader {
        var options: [String: [String]] = [:]
        for name in SettingTable.all.compactMap(\.option) {
            let values = arguments.all(name)
            if !values.isEmpty || arguments.has(name) { options[name] = values }
        }
        return ConfigurationLoader(environment: { Terminal.variable($0) }, options: options)
    }

    /// All of it, checked.
    ///
    /// - Throws: ``ConfigurationError`` with every mistake.
    static func load(_ arguments: Arguments) throws(ConfigurationError) -> Configuration {
        do {
            return try loader(arguments).load(arguments.value("config"))
        } catch {
            throw ConfigurationError(error.description)
        }
    }
}
