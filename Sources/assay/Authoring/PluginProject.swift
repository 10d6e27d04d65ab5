internal import AssayKit
internal import Files
internal import Pipelines

/// A plugin that is to be begun: a folder made from the templates that ship with Assay.
struct PluginProject {
    /// What it is written in.
    enum Language: String, CaseIterable {
        case swift, c, cpp, rust

        /// What people call it.
        var title: String {
            switch self {
            case .swift: "Swift"
            case .c: "C"
            case .cpp: "C++"
            case .rust: "Rust"
            }
        }
    }

    /// The plugin's id, and its component's.
    let name: String
    let language: Language
    let kind: ComponentKind
    /// Where Assay's own code is: a URL of its repository, or a checkout; nil: not known.
    let assay: String?

    /// The id without what a file's name should not have: "acme-total".
    var fileName: String { name.replacing(".", with: "-") }

    /// How Swift names the component's type: "AcmeTotalExtractor".
    var typeName: String {
        var words = name.split { $0 == "." || $0 == "-" }
        if words.last != Substring(kind.rawValue) { words.append(Substring(kind.rawValue)) }
        return words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// The file where its author begins, within the folder.
    var start: String {
        switch language {
        case .swift: "Sources/Plugin/\(typeName).swift"
        case .c: "plugin.c"
        case .cpp: "plugin.cpp"
        case .rust: "src/plugin.rs"
        }
    }

    /// Whether a plugin may have that id: a file, a library and a Swift module are named after it.
    static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else {
            return false
        }
        return PipelineStart.isName(name) && name.utf8.count <= 40
    }

    /// Writes its files into a folder, which is made when it is not there.
    ///
    /// - Parameters:
    ///   - folder: Where to.
    ///   - templates: The folder of the templates.
    /// - Returns: The paths written, within the folder.
    /// - Throws: When a template can't be read or a file can't be written.
    func write(into folder: String, templates: String) throws(FileError) -> [String] {
        var written: [String] = []
        for part in [
            "shared", "kinds/\(kind.rawValue)", "\(language)/shared", "\(language)/\(kind.rawValue)",
        ] {
            let root = FilePath.join(templates, part)
            for entry in try FileSystem.list(root, recursive: true, hidden: true) where !entry.isDirectory {
                let path = filled(String(entry.path.dropFirst(root.utf8.count + 1)))
                let target = FilePath.join(folder, path)
                try FileSystem.makeDirectory(FilePath.parent(target))
                try FileSystem.write(text: filled(try FileSystem.readText(entry.path)), to: target)
                written.append(path)
            }
        }
        return written.sorted()
    }

    private func filled(_ template: String) -> String {
        var text = template
        for (place, value) in [
            ("@NAME@", name), ("@FILE@", fileName), ("@TYPE@", typeName), ("@KIND@", kind.rawValue),
            ("@LANGUAGE@", language.title), ("@START@", start), ("@ASSAY@", assay ?? ""),
            ("@DEPENDENCY@", dependency), ("@PACKAGE@", package),
            ("@CRATE@", fileName.replacing("-", with: "_")),
        ] { text = text.replacing(place, with: value) }
        return text
    }

    // MARK: - Swift's dependency

    /// Whether Assay's code is named by a URL.
    static func isURL(_ place: String) -> Bool { place.contains("://") || place.hasPrefix("git@") }

    private var dependency: String {
        guard let assay else { return "" }
        return Self.isURL(assay)
            ? ".package(url: \"\(assay)\", branch: \"main\")" : ".package(path: \"\(assay)\")"
    }

    /// What SwiftPM calls Assay's package: the last part of its place.
    private var package: String {
        let last = FilePath.basename(assay ?? "assay")
        return last.hasSuffix(".git") ? String(last.dropLast(4)) : last
    }
}
