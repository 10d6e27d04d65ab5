/// What a component does in a pipeline.
package enum ComponentRole: String, Sendable {
    case extractor, validator, notifier
}

/// What a pipeline has to know of a component.
package struct ComponentDescription: Sendable {
    /// As `uses` names it.
    package let id: String
    package let role: ComponentRole
    /// The id of the plugin that holds it.
    package let plugin: String
    /// One sentence.
    package let summary: String
    /// Whether it turns files into pages and words.
    package let isReader: Bool
    /// Whether it adds words to pages, as a recogniser does.
    package let givesWords: Bool
    /// Whether it works on words.
    package let needsWords: Bool
    /// Whether it serves the engine and has no place in a pipeline file.
    package let isInternal: Bool
    /// The options that it takes.
    package let options: OptionSchema

    package init(
        id: String, role: ComponentRole, plugin: String, summary: String = "", isReader: Bool = false,
        givesWords: Bool = false, needsWords: Bool = false, isInternal: Bool = false,
        options: OptionSchema = OptionSchema()
    ) {
        self.id = id
        self.role = role
        self.plugin = plugin
        self.summary = summary
        self.isReader = isReader
        self.givesWords = givesWords
        self.needsWords = needsWords
        self.isInternal = isInternal
        self.options = options
    }
}

/// The components that are installed.
package protocol ComponentDirectory: Sendable {
    /// All of them, in the order in which they were found.
    var components: [ComponentDescription] { get }
}

/// A directory that is a plain list.
package struct ComponentList: ComponentDirectory {
    package let components: [ComponentDescription]

    package init(_ components: [ComponentDescription]) {
        self.components = components
    }
}
