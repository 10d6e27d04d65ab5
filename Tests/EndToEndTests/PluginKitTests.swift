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

    @Test(
        "shipped plugins whose options someone has to write conform with them",
        arguments: [
            (
                "jq",
                #"{"rules": [{"id": "BIG-01", "when": ".fields.total > 100000", "message": "it is \\(.fields.total)"}]}"#
            ),
            (
                "template",
                #"{"templates": [{"name": "x", "keywords": ["Invoice"], "fields": {"invoice_number": {"label": "Invoice No"}}}]}"#
            ),
        ])
    func shippedWithOptions(_ plugin: String, _ options: String) throws {
        let outcome = try Program.run("plugin", "test", plugin, "--patience", "30", "--with", options)
        #expect(outcome.status == 0, "\(outcome.out)\(outcome.err)")
        #expect(outcome.out.contains("ok    hostile values") || outcome.out.contains("ok    many words"))
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
        let header = try workspace.file("manifest.h", "#define NUMBER_MANIFEST \(Self.literal(manifest))\n")
        let folder = try workspace.compile(
            source + "/number.c", manifest: manifest, library: "libnumber.so", as: "number",
            flags: ["-include", header] + (isEscaped ? [] : ["-DWITHOUT_ESCAPES"]))
        let outcome = try Program.run("plugin", "test", folder, "--patience", "30")
        #expect(outcome.status == (isEscaped ? 0 : 1), "\(outcome.out)")
        #expect(outcome.out.contains("FAIL  hostile places and text: ") == !isEscaped, "\(outcome.out)")
        #expect(
            outcome.out.contains(isEscaped ? "conforms, 13 cases" : "1 of 13 cases failed"), "\(outcome.out)")
    }

    /// A plugin of one component that does as told, in C.
    private func plugin(run: String = "", start: String = "") throws -> String {
        let manifest = """
            {"manifest": 1, "id": "acme.bad", "version": "1.0.0", "abi": 1, "library": "libbad.so", "components": [
              {"id": "acme.bad", "kind": "extractor", "provides": ["fields"]}]}
            """
        let source = """
            #include <assay_plugin.h>
            #include <unistd.h>
            __attribute__((constructor)) static void start(void) { \(start) }
            static void *create(const assay_host *host, assay_call *call, assay_bytes options) {
                static int instance; (void)host; (void)call; (void)options;
                return &instance;
            }
            static int32_t run(void *instance, const assay_host *host, assay_call *call, const assay_input *input) {
                (void)instance; (void)host; (void)call; (void)input; \(run)
                return ASSAY_OK;
            }
            static void destroy(void *instance) { (void)instance; }
            static const assay_component component = {
                sizeof component, ASSAY_EXTRACTOR, "acme.bad", create, run, destroy};
            static const assay_component *const components[] = {&component};
            static const assay_plugin plugin = {
                ASSAY_ABI_MAGIC, sizeof plugin, ASSAY_ABI_MAJOR, ASSAY_ABI_MINOR, 1, components,
                \(Self.literal(manifest)), "cc"};
            ASSAY_EXPORT const assay_plugin *assay_plugin_entry(uint32_t major) {
                return major == ASSAY_ABI_MAJOR ? &plugin : 0;
            }
            """
        return try workspace.compile(
            try workspace.file("bad.c", source), manifest: manifest, library: "libbad.so", as: "bad")
    }

    @Test(
        "a plugin that hangs ends with a clear report",
        arguments: [
            ("run", "empty document", "it did not finish within 5 s"),
            ("start", "library and manifest agree", "took longer than 10 s"),
        ])
    func hanging(_ place: String, _ name: String, _ words: String) throws {
        let hang = "for (;;) pause();"
        let folder = try place == "run" ? plugin(run: hang) : plugin(start: hang)
        let report = workspace.folder + "/report.xml"
        let outcome = try Program.run("plugin", "test", folder, "--junit", report)
        #expect(outcome.status == 1)
        #expect(outcome.out.contains("FAIL  \(name): "), "\(outcome.out)")
        #expect(outcome.out.contains(words), "\(outcome.out)")
        #expect(outcome.out.contains("acme.bad: does not conform, 1 of "), "\(outcome.out)")
        #expect(
            outcome.out.contains("skip  11 more cases: not tried, since it did not come to an end in")
                == (place != "start"), "\(outcome.out)")
        #expect(try FileSystem.readText(report).contains(" failures=\"1\""))
    }

    @Test(
        "Ctrl-C and SIGTERM end a test at once, with what was found until then", arguments: [SIGINT, SIGTERM])
    func interrupted(_ signal: Int32) throws {
        let folder = try plugin(
            run: "if (input->document && input->document->word_count > 5000) for (;;) pause();")
        let report = workspace.folder + "/report.xml"
        let (out, err) = (Pipe(), Pipe())
        // A patience that would last for days: only the signal ends it.
        let process = try Program.start(
            ["plugin", "test", folder, "--patience", "1000", "--junit", report], out: out, err: err)
        var said = ""
        while !said.contains("huge page"), case let part = out.fileHandleForReading.availableData,
            !part.isEmpty
        {
            said += String(decoding: part, as: UTF8.self)
        }
        kill(process.processIdentifier, signal)
        said += String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        #expect(said.contains("  ok    huge page"), "\(said)")
        #expect(said.contains("acme.bad: interrupted after 6 cases, 0 of them failed"), "\(said)")
        #expect(try FileSystem.readText(report).contains("interrupted"))
    }

    private func faultPlugin() throws -> String {
        let source = Program.repository + "/Tests/Fixtures/FaultPlugin"
        let manifest = try FileSystem.readText(source + "/plugin.json")
        let header = try workspace.file("manifest.h", "#define FAULT_MANIFEST \(Self.literal(manifest))\n")
        return try workspace.compile(
            source + "/fault.c", manifest: manifest, library: "libassay-fault.so", as: "fault",
            flags: ["-include", header])
    }

    /// A text as a literal in C.
    static func literal(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            + "\""
    }
}
