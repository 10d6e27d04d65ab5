import AssayKit
import Files
import Foundation
import Testing

@Suite("The conformance kit")
struct PluginKitTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test("shipped plugins conform", arguments: ["gst", "fraud-rules", "pdf-text", "image", "webhook"])
    func shipped(_ plugin: String) throws {
        let outcome = try Program.run("plugin", "test", plugin, "--patience", "30")
        #expect(outcome.status == 0, "\(outcome.out)\(outcome.err)")
        #expect(outcome.out.contains("ok    memory flat") || outcome.out.contains("skip  memory flat"))
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let mode: String
        let isCaughtBy: String?
        var testDescription: String { mode }
    }

    @Test(
        "a fault is caught by the case that it breaks",
        arguments: [
            Fault(mode: "ok", isCaughtBy: nil), Fault(mode: "stdout", isCaughtBy: nil),
            Fault(mode: "segfault", isCaughtBy: "empty document"),
            Fault(mode: "exit", isCaughtBy: "empty document"),
            Fault(mode: "bad_json", isCaughtBy: "empty document"),
            Fault(mode: "not_object", isCaughtBy: "empty document"),
            Fault(mode: "unexplained", isCaughtBy: "empty document"),
        ])
    func faults(_ fault: Fault) throws {
        let folder = try faultPlugin()
        let outcome = try Program.run(
            "plugin", "test", folder, "--patience", "30", "--with", "{\"mode\": \"\(fault.mode)\"}")
        guard let name = fault.isCaughtBy else {
            #expect(outcome.status == 0, "\(outcome.out)\(outcome.err)")
            return
        }
        #expect(outcome.status == 1)
        #expect(outcome.out.contains("FAIL  \(name): "), "\(outcome.out)\(outcome.err)")
    }

    @Test("another manifest than the library's is told, and JUnit counts it")
    func manifest() throws {
        let folder = try faultPlugin()
        let path = folder + "/plugin.json"
        try FileSystem.write(
            text: try FileSystem.readText(path).replacing("The same as a notifier.", with: "Changed"),
            to: path)
        let report = workspace.folder + "/report.xml"
        let outcome = try Program.run("plugin", "test", folder, "--patience", "30", "--junit", report)
        #expect(outcome.status == 1)
        #expect(outcome.out.contains("FAIL  library and manifest agree: "))
        #expect(
            try FileSystem.readText(report).contains("<testsuite name=\"fault\" tests=\"1\" failures=\"1\">"))
    }

    @Test("JSON written by hand without escapes is found", arguments: [true, false])
    func injection(_ isEscaped: Bool) throws {
        let source = Program.repository + "/Tests/Fixtures/CPlugin"
        let manifest = try FileSystem.readText(source + "/plugin.json")
        let text = try FileSystem.readText(source + "/number.c")
            .replacing("\"{}\"", with: literal(manifest))
        let folder = try workspace.compile(
            try workspace.file("number.c", text), manifest: manifest, library: "libnumber.so", as: "number",
            flags: isEscaped ? [] : ["-DWITHOUT_ESCAPES"])
        let outcome = try Program.run("plugin", "test", folder, "--patience", "30")
        #expect(outcome.status == (isEscaped ? 0 : 1), "\(outcome.out)")
        #expect(outcome.out.contains("FAIL  hostile places and text: ") == !isEscaped, "\(outcome.out)")
        #expect(
            outcome.out.contains(isEscaped ? "conforms, 13 cases" : "1 of 13 cases failed"), "\(outcome.out)")
    }

    private func faultPlugin() throws -> String {
        let source = Program.repository + "/Tests/Fixtures/FaultPlugin"
        let manifest = try FileSystem.readText(source + "/plugin.json")
        let header = try workspace.file("manifest.h", "#define FAULT_MANIFEST \(literal(manifest))\n")
        return try workspace.compile(
            source + "/fault.c", manifest: manifest, library: "libassay-fault.so", as: "fault",
            flags: ["-include", header])
    }

    private func literal(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            + "\""
    }
}
