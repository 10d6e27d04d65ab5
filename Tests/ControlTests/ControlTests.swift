import AssayKit
import Control
import Files
import Glibc
import Testing

@Suite("Control socket")
struct ControlTests {
    /// Runs `body` with a folder of its own.
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        var template = Array("/tmp/assay-control-XXXXXX".utf8CString)
        let folder = String(cString: try #require(mkdtemp(&template)))
        // What is left in the temporary folder harms nobody.
        defer { try? FileSystem.remove(folder) }
        try await body(folder)
    }

    @Test("questions are answered, long ones too, until it is stopped; others may not connect")
    func answers() async throws {
        try await withFolder { folder in
            #expect(try ControlLine.ask(folder, ["a": 1]) == nil, "nobody is there")
            let socket = try ControlSocket(folder: folder) { ["echo": $0] }
            var status = stat()
            #expect(stat(folder + "/control.sock", &status) == 0 && status.st_mode & 0o777 == 0o600)
            for question: JSONValue in [
                ["a": 1], .string(String(repeating: "x", count: 1 << 20)), "line\nend",
            ] {
                #expect(try ControlLine.ask(folder, question) == ["echo": question])
            }
            socket.stop()
            #expect(try ControlLine.ask(folder, ["a": 1]) == nil)
        }
    }

    @Test("what a killed service left over is no service, and is replaced")
    func leftOver() async throws {
        try await withFolder { folder in
            try FileSystem.write(text: "", to: folder + "/control.sock")
            #expect(try ControlLine.ask(folder, ["a": 1]) == nil)
            let socket = try ControlSocket(folder: folder) { _ in "here" }
            #expect(try ControlLine.ask(folder, ["a": 1]) == "here")
            socket.stop()
        }
    }
}
