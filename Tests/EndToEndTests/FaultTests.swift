import AssayKit
import Files
import Foundation
import Testing

@Suite("A run with a plugin that misbehaves")
struct FaultTests {
    /// What a misbehaviour must look like in its document's result.
    struct Fault: Sendable {
        let mode: String
        /// nil: the document comes out right all the same.
        let code: String?
        var signal: String?
        var lastLine: String?

        static let all = [
            Fault(
                mode: "segfault", code: "crashed", signal: "SIGSEGV", lastLine: "about to write to nowhere"),
            Fault(
                mode: "trap", code: "crashed", signal: "SIGILL", lastLine: "Fatal error: index out of range"),
            Fault(
                mode: "abort", code: "crashed", signal: "SIGABRT", lastLine: "something impossible happened"),
            Fault(mode: "loop", code: "timeout"), Fault(mode: "sleep", code: "timeout"),
            Fault(mode: "heap", code: "memory"), Fault(mode: "memory_files", code: "memfd"),
            Fault(mode: "recursion", code: "crashed", signal: "SIGSEGV"), Fault(mode: "exit", code: "exited"),
            Fault(mode: "stdout", code: nil), Fault(mode: "frames", code: "protocol"),
            Fault(mode: "prisoner", code: nil), Fault(mode: "signals_parent", code: nil),
            Fault(mode: "bad_json", code: "bad_result"), Fault(mode: "not_object", code: "bad_result"),
            Fault(mode: "bad_offset", code: "bad_document"), Fault(mode: "bad_count", code: "bad_document"),
            Fault(mode: "corrupt", code: "load_"), Fault(mode: "other_abi", code: "load_"),
        ]
    }

    private let workspace: Workspace
    private let plugins: String
    private let pipeline: String

    init() throws {
        let workspace = try Workspace()
        self.workspace = workspace
        plugins = workspace.folder + "/plugins"
        let sources = Program.repository + "/Tests/Fixtures/FaultPlugin"
        let manifest = try FileSystem.readText(sources + "/plugin.json")
        func compile(_ id: String, flags: [String] = []) throws -> String {
            let own = manifest.replacing("\"fault", with: "\"\(id)")
            return try workspace.compile(
                sources + "/fault.c", manifest: own, library: "libassay-fault.so", as: "plugins/" + id,
                flags: flags)
        }
        _ = try compile("fault")
        _ = try compile("otherabi", flags: ["-DFAULT_MAJOR=2"])
        let corrupt = try compile("corrupt")
        try FileSystem.write([UInt8](repeating: 0x5A, count: 4000), to: corrupt + "/libassay-fault.so")
        let missing = try compile("missing")
        try FileSystem.remove(missing + "/libassay-fault.so")
        pipeline = try workspace.pipeline(
            "faults",
            """
              - uses: fault
                with: {mode: by_name}
                if: .file | test("corrupt|other_abi") | not
                limits: {timeout: 2s, memory: 128MB}
              - uses: corrupt
                if: .file | test("corrupt")
              - uses: otherabi
                if: .file | test("other_abi")

            """)
    }

    @Test(
        "100 documents: every healthy one comes out right, each failure says what, where and why",
        .timeLimit(.minutes(3)))
    func hundred() throws {
        var files: [String] = []
        var expected: [String: Fault] = [:]
        for index in 0..<100 {
            // Two documents of each fault, spread over healthy ones.
            let fault =
                index % 5 < 2 && index / 5 * 2 + index % 5 < Fault.all.count * 2
                ? Fault.all[(index / 5 * 2 + index % 5) % Fault.all.count] : nil
            let path = try workspace.document("d\(index).\(fault?.mode ?? "ok").pdf")
            files.append(path)
            expected[path] = fault
        }
        #expect(Set(expected.values.map(\.mode)).count == Fault.all.count)
        let (out, err) = (Pipe(), Pipe())
        let process = try Program.start(
            ["run", "--format", "jsonl", "--plugins", plugins, "-p", pipeline] + files, out: out, err: err)
        let watch = ProcessWatch(process.processIdentifier)
        let printed = String(decoding: out.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complained = String(decoding: err.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let seen = watch.end()
        #expect(process.terminationStatus == 1)
        #expect(complained.contains("libassay-fault.so of the plugin missing"), "a missing library is named")
        let results = try printed.split(separator: "\n").map { try JSONParser.parse(String($0)) }
        #expect(results.map { $0["file"]?.stringValue } == files)
        for result in results { check(result, expected[result["file"]?.stringValue ?? ""]) }
        #expect(seen.zombies.isEmpty, "processes that nobody waited for")
        #expect(seen.leaks == false, "descriptors: \(seen.descriptors)")
    }

    private func check(_ result: JSONValue, _ fault: Fault?) {
        let file = result["file"]?.stringValue ?? ""
        guard let code = fault?.code else {
            #expect(
                result["status"] == "processed" || result["status"] == "needs_review", "\(file): \(result)")
            #expect(result["pages"] == 1, "\(file)")
            #expect(result["error"] == .null, "\(file)")
            return
        }
        let error = result["error"]
        #expect(result["status"] == "failed", "\(file)")
        #expect(
            error?["code"]?.stringValue?.hasPrefix(code) == true,
            "expected \(code), \(file): \(error ?? .null)")
        #expect(error?["message"]?.stringValue?.hasPrefix(file + ": ") == true, "\(file)")
        let plugin = ["corrupt": "corrupt", "other_abi": "otherabi"][fault?.mode ?? ""] ?? "fault"
        #expect(error?["step"]?.stringValue == plugin, "\(file)")
        #expect(error?["plugin"]?.stringValue == plugin, "\(file)")
        for part in [fault?.signal, fault?.lastLine] {
            guard let part else { continue }
            #expect(error?["detail"]?.stringValue?.contains(part) == true, "\(file): \(error ?? .null)")
        }
    }

    @Test("Ctrl-C prints what is finished and ends with status 130", .timeLimit(.minutes(1)))
    func interrupt() throws {
        let quick = try workspace.document("a.ok.pdf")
        let slow = try workspace.document("b.polite.pdf")
        let later = try workspace.document("c.ok.pdf")
        let slowPipeline = try workspace.pipeline(
            "slow", "  - uses: fault\n    with: {mode: by_name}\n    limits: {timeout: 60s}\n")
        let (out, err) = (Pipe(), Pipe())
        let process = try Program.start(
            [
                "run", "-j", "1", "--format", "jsonl", "--plugins", plugins, "-p", slowPipeline, quick, slow,
                later,
            ],
            out: out, err: err)
        let first = out.fileHandleForReading.availableData
        #expect(String(decoding: first, as: UTF8.self).contains("a.ok.pdf"))
        kill(process.processIdentifier, SIGINT)
        let rest = out.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        #expect(process.terminationReason == .exit)
        #expect(!String(decoding: rest, as: UTF8.self).contains("c.ok.pdf"))
    }

    @Test("a notification that fails is said, and the document is read all the same")
    func notification() throws {
        let path = try workspace.pipeline(
            "telling",
            "notify:\n  - uses: fault-tell\n    on: [processed]\n    with: {mode: unexplained}\n"
                + "  - uses: fault-tell\n    on: [failed]\n    with: {mode: segfault}\n")
        let outcome = try Program.run("run", "--plugins", plugins, "-p", path, Program.sample)
        #expect(outcome.status == 0)
        #expect(try outcome.results.first?["status"] == "processed")
        let lines = outcome.err.split(separator: "\n").filter { $0.contains("did not tell") }
        #expect(lines.count == 1, "\(outcome.err)")
        #expect(lines.first?.contains("simple-001.pdf: fault-tell did not tell, after 3 attempts") == true)
    }

    @Test("on_error: skip lets the document go on without the step")
    func skip() throws {
        let file = try workspace.document("x.segfault.pdf")
        let path = try workspace.pipeline(
            "skipping", "  - uses: fault\n    with: {mode: by_name}\n    on_error: skip\n")
        let outcome = try Program.run("run", "--plugins", plugins, "-p", path, file)
        #expect(outcome.status == 0)
        let object = try #require(try outcome.results.first)
        #expect(object["steps"]?.arrayValue?.map { $0["status"]?.stringValue } == ["ok", "failed"])
        #expect(object["notes"]?.arrayValue?.first?.stringValue?.contains("SIGSEGV") == true)
    }
}
