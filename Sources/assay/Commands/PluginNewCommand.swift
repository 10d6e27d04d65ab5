internal import AssayKit
internal import Commands
internal import Files
internal import Pipelines

/// `assay plugin new`.
enum PluginNewCommand {
    static let command = Command(
        name: "plugin new", summary: "Begin a plugin: a folder that builds, with a test and a place to start",
        operands: "NAME",
        details: """
            The folder NAME holds a small plugin that works: build it with make, try it with make test, then change
            it. A C, C++ or Rust plugin needs assay_plugin.h alone, which pkg-config finds once Assay is installed;
            a Swift plugin is built with AssayKit, a part of Assay's repository.
            """,
        examples: [
            "assay plugin new acme.number --language c --kind extractor",
            "assay plugin new acme.limit --language swift --kind validator --assay ~/assay",
        ],
        options: [
            Option(
                "language", choices: PluginProject.Language.allCases.map(\.rawValue),
                help: "what it is written in"),
            Option("kind", choices: ComponentKind.allCases.map(\.rawValue), help: "what it does (extractor)"),
            Option("into", value: "DIR", help: "write into this folder instead of NAME"),
            Option("assay", value: "URL|PATH", help: "Assay's repository, or a checkout of it"),
        ], run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard let name = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name the new plugin, like acme.number")
        }
        guard PluginProject.isName(name) else {
            throw UsageError(
                "\(name): a name begins with a lower-case letter and has at most 40 lower-case letters, digits, "
                    + "dots and hyphens")
        }
        guard let language = arguments.value("language").flatMap(PluginProject.Language.init(rawValue:))
        else {
            throw UsageError("say what it is written in: --language swift, c, cpp or rust")
        }
        let project = PluginProject(
            name: name, language: language,
            kind: arguments.value("kind").flatMap(ComponentKind.init(rawValue:)) ?? .extractor,
            assay: try assay(arguments, for: language))
        let folder = arguments.value("into") ?? name
        // A folder that can't be listed is not there, or says why when it is written into.
        guard (try? FileSystem.list(folder, hidden: true))?.isEmpty ?? !FileSystem.exists(folder) else {
            throw UsageError("\(folder) is there already; take another name, or another folder with --into")
        }
        if language == .swift, let assay = project.assay,
            FilePath.basename(FilePath.absolute(folder)).lowercased() == FilePath.basename(assay).lowercased()
        {
            throw UsageError(
                "\(folder): SwiftPM takes a package for the folder that it lies in, and Assay's is called that too; "
                    + "write into another with --into")
        }
        guard let templates else {
            throw UsageError("the templates are neither in share/assay nor in a checkout; install Assay anew")
        }
        let written = try project.write(into: folder, templates: templates)
        Terminal.out(
            written.map { "\(FilePath.join(folder, $0))\n" }.joined() + """

                Start in \(FilePath.join(folder, project.start)); build and try it:
                  cd \(folder) && make && make test

                """)
        return .success
    }

    /// Where Assay's code is: as told, or the checkout that this program was built in.
    private static func assay(_ arguments: Arguments, for language: PluginProject.Language)
        throws(UsageError) -> String?
    {
        guard let place = arguments.value("assay") ?? checkout else {
            guard language != .swift else {
                throw UsageError(
                    "a Swift plugin is built with AssayKit; name Assay's repository or a checkout: --assay URL|PATH"
                )
            }
            return nil
        }
        guard !place.unicodeScalars.contains(where: { "\"'\\$#\n\r\t".unicodeScalars.contains($0) }) else {
            throw UsageError(
                "\(place): quotes, $, # and backslashes don't fit into a makefile; take another folder")
        }
        guard !PluginProject.isURL(place) else {
            guard language == .swift else {
                throw UsageError("--assay \(place): for \(language.title) name a checkout, or leave it out")
            }
            return place
        }
        let path = FilePath.absolute(place)
        guard FileSystem.isFile(FilePath.join(path, "Sources/CAssayPlugin/include/assay_plugin.h")) else {
            throw UsageError("--assay \(place): it is no checkout of Assay")
        }
        return path
    }

    /// The templates: below the installation's prefix, or in the checkout, beside the pipelines.
    private static var templates: String? {
        let folder = PipelineLibrary.installedFolder.map {
            FilePath.join(FilePath.parent($0), "plugin-templates")
        }
        return folder.flatMap { FileSystem.isDirectory($0) ? $0 : nil }
    }

    /// The checkout that this program was built in; nil for one that is installed.
    private static var checkout: String? {
        let folder = templates.map { FilePath.parent(FilePath.parent($0)) }
        return folder.flatMap { FileSystem.isFile(FilePath.join($0, "Package.swift")) ? $0 : nil }
    }
}
