import Glibc

/// Arithmetic on paths; touches the file system only where it says so.
package enum FilePath {
    /// `base` and `part` with one slash between; `part` alone when it is absolute or `base` is empty.
    package static func join(_ base: String, _ part: String) -> String {
        if base.isEmpty || part.hasPrefix("/") { return part }
        if part.isEmpty { return base }
        return base.hasSuffix("/") ? base + part : base + "/" + part
    }

    /// The last component: "a/b.pdf" gives "b.pdf"; "/" gives "/".
    package static func basename(_ path: String) -> String {
        let trimmed = withoutTrailingSlashes(path)
        guard trimmed != "/", let slash = trimmed.lastIndex(of: "/") else { return trimmed }
        return String(trimmed[trimmed.index(after: slash)...])
    }

    /// Everything before the last component: "a/b" gives "a", "b" gives ".", "/b" gives "/".
    package static func parent(_ path: String) -> String {
        let trimmed = withoutTrailingSlashes(path)
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : withoutTrailingSlashes(String(trimmed[..<slash]))
    }

    /// What follows the last dot of the last component, in lower case; empty when there is none.
    package static func fileExtension(_ path: String) -> String {
        let name = basename(path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
        return name[name.index(after: dot)...].lowercased()
    }

    /// The last component without its extension: "a/b.pdf" gives "b".
    package static func stem(_ path: String) -> String {
        let name = basename(path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// The path from the root, with "." and ".." taken out; looks at the current folder, follows no links.
    package static func absolute(_ path: String) -> String {
        normal(path.hasPrefix("/") ? path : join(currentFolder(), path))
    }

    /// The path that `path` really names, all links followed; nil when it does not exist.
    package static func resolved(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    /// Whether `path` is the folder itself or something below it.
    ///
    /// By name only: resolve both first where links matter.
    package static func isInside(_ path: String, folder: String) -> Bool {
        let inner = absolute(path)
        let outer = absolute(folder)
        return inner == outer || outer == "/" || inner.hasPrefix(outer + "/")
    }

    private static func normal(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    private static func currentFolder() -> String {
        guard let found = getcwd(nil, 0) else { return "/" }
        defer { free(found) }
        return String(cString: found)
    }

    private static func withoutTrailingSlashes(_ path: String) -> String {
        var trimmed = Substring(path)
        while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        return String(trimmed)
    }
}
