internal import AssayKit
internal import Commands
internal import Files
internal import Glibc
internal import Storage

/// `DIR/service.json`: where the running service listens; gone when it ends.
struct ServiceFile: Sendable {
    private let path: String
    private let host: String
    private let port: UInt16

    init(folder: String, host: String, port: UInt16) {
        path = FilePath.join(folder, "service.json")
        self.host = host
        self.port = port
    }

    /// Under which programs on this machine reach it.
    var url: String {
        let reachable = host == "0.0.0.0" || host == "::" ? "127.0.0.1" : host
        return reachable.contains(":") ? "http://[\(reachable)]:\(port)" : "http://\(reachable):\(port)"
    }

    func write() throws(FileError) {
        let content: JSONValue = [
            "host": .string(host), "port": .integer(Int(port)), "pid": .integer(Int(getpid())),
            "url": .string(url),
            "urls": [
                "http": .string(url), "api": .string(url + "/api"), "docs": .string(url + "/docs"),
                "health": .string(url + "/health"),
                "websocket": .string("ws" + url.dropFirst("http".count) + "/ws"),
            ],
            "version": .string(assayVersion),
            "started_at": .string(SystemTime().now().rfc3339),
        ]
        try FileSystem.write(text: JSONWriter.prettyText(content) + "\n", to: path)
    }

    /// A file that stays behind names a process that is gone, which readers check.
    func remove() { try? FileSystem.remove(path) }
}
