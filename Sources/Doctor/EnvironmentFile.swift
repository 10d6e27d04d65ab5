package import Files

/// A front end's `.env`, into which a service's URLs are written.
package struct EnvironmentFile {
    private let path: String
    private let address: ServiceAddress

    package init(_ path: String, _ address: ServiceAddress) {
        self.path = path
        self.address = address
    }

    /// What variables of URLs end in, behind a front end's own prefix (`NEXT_PUBLIC_`, `REACT_APP_`, `VITE_`).
    private static let endings = [
        "API_URL", "BACKEND_URL", "AUTH_SERVICE_URL", "WEBSOCKET_URL", "WS_URL", "SOCKET_URL", "ASSAY_URL",
    ]
    private static let prefixes = ["NEXT_PUBLIC_", "REACT_APP_", "VITE_"]

    /// Writes the URLs into it.
    ///
    /// Where a variable of a URL is there, its scheme, host and port are replaced, and its path is kept; where there is
    /// none, they are added. All else stays as it is.
    ///
    /// - Returns: The names that were written.
    /// - Throws: When the file can't be read or written.
    package func write() throws(FileError) -> [String] {
        var text = ""
        if FileSystem.exists(path) { text = try FileSystem.readText(path, limit: 1 << 20) }
        var names: [String] = []
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        for index in lines.indices {
            guard let (name, value) = Self.parts(of: lines[index]),
                Self.endings.contains(where: { name.hasSuffix($0) })
            else { continue }
            names.append(name)
            lines[index] = "\(name)=\(replaced(value, in: name))"
        }
        if names.isEmpty {
            for prefix in Self.prefixes {
                lines.append("\(prefix)API_URL=\(address.url)")
                lines.append("\(prefix)WEBSOCKET_URL=\(address.socketOrigin)\(address.prefix)/ws")
                names += [prefix + "API_URL", prefix + "WEBSOCKET_URL"]
            }
        }
        try FileSystem.write(text: lines.joined(separator: "\n") + "\n", to: path)
        return names
    }

    /// Name and value of a line; nil for a comment and all else.
    private static func parts(of line: String) -> (name: String, value: String)? {
        guard let equals = line.firstIndex(of: "=") else { return nil }
        var name = line[..<equals]
        while name.last == " " { name.removeLast() }
        guard !name.isEmpty,
            name.utf8.allSatisfy({
                (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
                    || $0 == 0x5F
            })
        else { return nil }
        return (String(name), String(line[line.index(after: equals)...]))
    }

    private func replaced(_ value: String, in name: String) -> String {
        var old = value[...]
        while let first = old.first, first == " " || first == "\"" || first == "'" { old.removeFirst() }
        while let last = old.last, last == " " || last == "\"" || last == "'" { old.removeLast() }
        let schemes = ["ws://", "wss://", "http://", "https://"]
        guard let scheme = schemes.first(where: { old.lowercased().hasPrefix($0) }) else {
            let isSocket = name.hasSuffix("WEBSOCKET_URL") || name.hasSuffix("WS_URL")
            return isSocket ? address.socketOrigin + address.prefix + "/ws" : address.url
        }
        let path = old.dropFirst(scheme.count).drop { $0 != "/" && $0 != "?" && $0 != "#" }
        let origin = scheme.hasPrefix("ws") ? address.socketOrigin : address.origin
        return origin + (path.hasPrefix(address.prefix + "/") ? "" : address.prefix) + path
    }
}
