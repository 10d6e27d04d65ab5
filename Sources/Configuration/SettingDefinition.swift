package import Pipelines

/// A setting of the service: its place in `assay.yaml`, what it may be, and what else may say it.
package struct SettingDefinition: Sendable {
    /// A variable of the environment that says a setting.
    package struct Variable: Sendable {
        /// "PORT".
        package let name: String
        /// The texts that the schema is asked about, or a sentence that says why there are none.
        let read: @Sendable (String) -> Result<[String], Refusal>

        init(
            _ name: String,
            read: @escaping @Sendable (String) -> Result<[String], Refusal> = { .success([$0]) }
        ) {
            self.name = name
            self.read = read
        }
    }

    /// Why a variable's text is no setting.
    package struct Refusal: Error, Sendable {
        /// One sentence with the mend.
        let sentence: String
    }

    /// Where it stands in the file: "limits.file_size".
    package let path: String
    package let schema: OptionSchema
    package let variable: Variable?
    /// The command line's option: "port".
    package let option: String?
    /// What the option means when it is a switch.
    let switchText: String?
    /// Folders to search: those of the command line come first, then the environment's, then the file's.
    let isSearchPath: Bool

    init(
        _ path: String, _ schema: OptionSchema, variable: Variable? = nil, option: String? = nil,
        switchText: String? = nil, isSearchPath: Bool = false
    ) {
        self.path = path
        self.schema = schema
        self.variable = variable
        self.option = option
        self.switchText = switchText
        self.isSearchPath = isSearchPath
    }

    /// What holds when nobody says anything.
    package var standard: ConfigValue { schema.standard ?? ConfigValue(.null) }
}
