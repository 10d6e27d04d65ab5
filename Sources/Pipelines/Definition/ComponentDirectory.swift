package import AssayKit

/// What a pipeline has to know of a component.
package struct ComponentDescription: Sendable {
    /// As `uses` names it.
    package let id: String
    package let kind: ComponentKind
    /// The id of the plugin that holds it.
    package let plugin: String
    /// One sentence.
    package let summary: String
    /// The short names of the file types that it reads: "pdf"; empty unless it is a reader.
    package let reads: [String]
    /// Whether it adds words to pages, as readers and recognisers do.
    package let givesWords: Bool
    /// Whether it works on words.
    package let needsWords: Bool
    /// Whether it serves the engine and has no place in a pipeline file.
    package let isInternal: Bool
    /// The options that it takes.
    package let options: OptionSchema
    /// Why its plugin may not run, or not have what it needs; nil: nothing is in its way.
    package var obstacle: Obstacle?
    /// The ids of the rules that it checks; none: not known.
    package var rules: @Sendable () -> [String] = { [] }

    /// Something that the operator has to allow first.
    package struct Obstacle: Sendable, Hashable {
        /// One sentence.
        package let message: String
        package let mend: String

        package init(_ message: String, mend: String) {
            self.message = message
            self.mend = mend
        }
    }

    package init(
        id: String, kind: ComponentKind, plugin: String, summary: String = "", reads: [String] = [],
        givesWords: Bool = false, needsWords: Bool = false, isInternal: Bool = false,
        options: OptionSchema = OptionSchema()
    ) {
        self.id = id
        self.kind = kind
        self.plugin = plugin
        self.summary = summary
        self.reads = reads
        self.givesWords = givesWords
        self.needsWords = needsWords
        self.isInternal = isInternal
        self.options = options
    }

    /// A component as its manifest describes it.
    package init(_ component: ComponentManifest, of plugin: PluginManifest) {
        let givesWords = component.isReader || component.provides.contains("words")
        self.init(
            id: component.id, kind: component.kind, plugin: plugin.id, summary: component.summary,
            reads: component.reads.map(\.name), givesWords: givesWords,
            needsWords: component.kind == .extractor && !givesWords && !component.input.source,
            isInternal: !Set(component.provides).isDisjoint(with: ["expressions", "drafts"]),
            options: OptionSchema(json: component.configuration))
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

    /// The components of these plugins; of two with one id the first counts.
    package init(plugins: [PluginManifest]) {
        var seen: Set<String> = []
        components = plugins.flatMap { plugin in
            plugin.components.filter { seen.insert($0.id).inserted }
                .map { ComponentDescription($0, of: plugin) }
        }
    }
}
