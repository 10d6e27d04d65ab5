internal import Files
package import Pipelines

/// Puts a configuration together: the command line over the environment over the file over the defaults.
package struct ConfigurationLoader: Sendable {
    package typealias Environment = @Sendable (String) -> String?

    private let environment: Environment
    private let options: [String: [String]]
    private let variables: VariableSource?

    /// A loader.
    ///
    /// - Parameters:
    ///   - environment: A variable's value; nil when it is not set, or empty.
    ///   - options: What the command line says, by the option's name; of a switch the list is empty.
    ///   - variables: Where the file's `${NAME}` gets its value; nil: this process's environment.
    package init(
        environment: @escaping Environment, options: [String: [String]], variables: VariableSource? = nil
    ) {
        self.environment = environment
        self.options = options
        self.variables = variables
    }

    /// The file that holds: the named one, else `assay.yaml` in the data folder, else in the working folder.
    ///
    /// - Returns: nil when there is none.
    package func file(named name: String?) -> String? {
        if let name { return name }
        return [FilePath.join(folderWithoutFile, Self.fileName), Self.fileName].first(
            where: FileSystem.isFile)
    }

    private static let fileName = "assay.yaml"

    /// The data folder, as far as no file says it.
    private var folderWithoutFile: String {
        if let named = options["data"]?.last { return named }
        if let text = environment("DATABASE_URL"), case .success(let paths) = DatabaseAddress.folder(text) {
            return paths.last ?? Self.standardFolder
        }
        return Self.standardFolder
    }

    private static let standardFolder = "./assay-data"

    /// Reads all of it.
    ///
    /// - Parameter name: The file that the command line names, if any.
    /// - Returns: What holds.
    /// - Throws: ``ConfigurationMistakes`` with every mistake.
    package func load(_ name: String? = nil) throws(ConfigurationMistakes) -> Configuration {
        let file = file(named: name)
        var diagnostics: [Diagnostic] = []
        var sentences: [String] = []
        var content = ConfigValue(.object([]))
        if let file {
            let outcome = SettingsChecker.check(
                file: file, schema: SettingTable.schema, whole: "the configuration", variables: variables)
            diagnostics = outcome.diagnostics
            content = outcome.value ?? content
        }
        let settings = SettingTable.all.map { setting($0, content, file, &sentences) }
        let configuration = Configuration(file: file, settings: settings)
        if let file, name == nil { sentences += configuration.strayFolder(file, found: folderWithoutFile) }
        sentences += configuration.portsTwice()
        sentences += configuration.halfModel()
        guard !diagnostics.hasErrors, sentences.isEmpty else {
            throw ConfigurationMistakes(diagnostics: diagnostics, sentences: sentences)
        }
        return configuration
    }

    /// One setting with all that is said of it.
    private func setting(
        _ definition: SettingDefinition, _ content: ConfigValue, _ file: String?, _ sentences: inout [String]
    ) -> Setting {
        var setting = Setting(path: definition.path, value: definition.standard, origins: [.standard])
        func take(_ value: ConfigValue, _ origin: Setting.Origin) {
            if definition.isSearchPath, case .array(let new) = value.content,
                case .array(let old) = setting.value.content
            {
                // What is said with more weight is searched first.
                setting.value = ConfigValue(.array(new + old))
                setting.origins = [origin] + setting.origins.filter { $0 != .standard }
            } else {
                setting.value = value
                setting.origins = [origin]
            }
        }
        func take(_ texts: [String], named name: String, _ origin: Setting.Origin) {
            let (value, wrong) = SettingsChecker.value(of: texts, named: name, schema: definition.schema)
            // One variable may say several settings.
            sentences += wrong.filter { !sentences.contains($0) }
            if let value { take(value, origin) }
        }
        if let file, let value = content.value(at: definition.path), case .line(let line, _) = value.origin {
            take(value.counted(from: file, definition), .file(file, line: line))
        }
        if let variable = definition.variable, let text = environment(variable.name) {
            switch variable.read(text) {
            case .success(let texts): take(texts, named: variable.name, .environment(variable.name))
            case .failure(let refusal): sentences.append("\(variable.name): \(refusal.sentence)")
            }
        }
        if let option = definition.option, let texts = options[option] {
            take(definition.switchText.map { [$0] } ?? texts, named: "--" + option, .option(option))
        }
        return setting
    }
}

extension ConfigValue {
    /// The value at "limits.file_size".
    fileprivate func value(at path: String) -> ConfigValue? {
        var value: ConfigValue? = self
        for part in path.split(separator: ".") { value = value?[String(part)] }
        return value
    }

    /// A file's folders are counted from the file.
    fileprivate func counted(from file: String, _ definition: SettingDefinition) -> ConfigValue {
        guard definition.isSearchPath || ["data", "hooks", "plugins_lock"].contains(definition.path) else {
            return self
        }
        switch content {
        case .string(let path) where !path.hasPrefix("/"):
            let folder = FilePath.parent(file)
            return ConfigValue(
                .string(folder == "." ? path : FilePath.join(folder, path)), origin: origin, mask: mask)
        case .array(let items):
            return ConfigValue(
                .array(items.map { $0.counted(from: file, definition) }), origin: origin, mask: mask)
        default: return self
        }
    }
}
