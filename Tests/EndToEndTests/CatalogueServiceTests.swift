import AssayKit
import Files
import Foundation
import Testing

@Suite("Pipelines and plugins of a service that runs", .timeLimit(.minutes(5)))
struct CatalogueServiceTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    // MARK: - Pipelines

    @Test(
        "a pipeline over the API: versions, refusals, secrets; jobs keep the version that they came in with")
    func versions() throws {
        _ = try workspace.file("pipelines/mine.yaml", Self.text(step: "from-file"))
        let service = try RunningService(
            in: workspace, "--pipelines", workspace.folder + "/pipelines", "--pipeline-variable", "HOME")
        #expect(try service.ask("/api/pipelines/mine")["version"]?.stringValue == "file")
        #expect(try step(of: try upload(service, Program.sample), service) == "from-file")

        let first = try put(service, Self.text(step: "one", "limits: {pages: 1}\n"))
        #expect(first["version"]?.stringValue == "1", "\(first)")
        #expect(try step(of: try upload(service, Program.sample), service) == "one")
        let long = try upload(service, Program.repository + "/corpora/gst/long-001.pdf")
        #expect(try settled(long, service)["status"]?.stringValue == "failed", "two pages, and one may be")

        let second = try put(
            service,
            Self.text(step: "two")
                + "notify:\n  - uses: webhook\n    with: {url: \"https://erp.example/\", secret: a-planted-secret}\n"
        )
        #expect(second["version"]?.stringValue == "2", "\(second)")
        let shown = try service.ask("/api/pipelines/mine")
        let text = try #require(shown["text"]?.stringValue)
        #expect(text.contains("secret: \"********\"") && !"\(shown)".contains("a-planted-secret"))
        let back = try put(service, text)
        #expect(back["code"]?.stringValue == "pipeline_mistakes", "asterisks are no secret: \(back)")
        try refusals(service)
        #expect(try service.ask("/api/pipelines/mine")["version"]?.stringValue == "2", "nothing has changed")

        // A restart, and the job that failed is tried once more: with the version that it came in with.
        #expect(service.stop() == 0)
        try service.start()
        let task = try #require(long["task_id"]?.stringValue)
        try service.ask("/api/admin/jobs/\(task)/retry", "POST")
        let again = try settled(long, service)
        #expect(again["status"]?.stringValue == "failed", "the first version takes one page: \(again)")
        try service.ask("/api/invoices/\(long["id"]?.stringValue ?? "")/reprocess", "POST")
        #expect(try step(of: long, service) == "two")

        try service.ask("/api/pipelines/mine", "DELETE")
        #expect(try service.ask("/api/pipelines/mine")["version"]?.stringValue == "file")
        #expect(try step(of: try upload(service, Program.sample), service) == "from-file")
        let versions = try service.ask("/api/pipelines/mine/versions")
        #expect(versions["versions"]?.arrayValue?.count == 2 && versions["in_force"]?.stringValue == "file")
        #expect(service.stop() == 0)
    }

    /// What a stranger's pipeline must not do, each with its place.
    private func refusals(_ service: RunningService) throws {
        let cases: [(name: String, options: String, isTaken: Bool)] = [
            ("a variable", "{password: \"${PATH}\"}", false),
            ("a variable with a default", "{password: \"${PATH:-x}\"}", false),
            ("a file", "{password: \"${file:/etc/hostname}\"}", false),
            ("an unknown option", "{pasword: x}", false),
            ("a variable that the operator allows", "{password: \"${HOME}\"}", true),
        ]
        for sample in cases {
            let text = "name: other\nsteps:\n  - uses: pdf-text\n    with: \(sample.options)\n"
            let answer = try put(service, text, as: "other")
            guard !sample.isTaken else {
                #expect(answer["version"]?.stringValue == "1", "\(sample.name): \(answer)")
                continue
            }
            #expect(answer["code"]?.stringValue == "pipeline_mistakes", "\(sample.name): \(answer)")
            let mistakes = answer["details"]?["mistakes"]?.arrayValue ?? []
            #expect(mistakes.first?["line"]?.intValue == 4, "\(sample.name): \(answer)")
            #expect(mistakes.first?["hint"]?.stringValue?.isEmpty == false || sample.name == "a file")
        }
        let wrong = try put(service, Self.text(step: "x"), as: "another")
        #expect(wrong["details"]?["mistakes"]?.arrayValue?.first?["code"]?.stringValue == "P106", "\(wrong)")
    }

    @Test("a file that changes takes over whole or not at all, also when only a variable's file did")
    func reload() throws {
        try compile("1.0.0", "INV-")
        try FileSystem.write(text: "INV-\n", to: workspace.file("pipelines/prefix.txt", ""))
        let path = try workspace.file("pipelines/mine.yaml", Self.number("label-1"))
        try workspace.allow(workspace.folder + "/plugins/number")
        let service = try RunningService(
            in: workspace, "--pipelines", workspace.folder + "/pipelines", "--plugins",
            workspace.folder + "/plugins")
        #expect(try number(of: try upload(service, Program.sample), service) == "INV-2026-001")

        try FileSystem.write(text: Self.number("label-2").replacing("uses:", with: "use:"), to: path)
        let broken = try poll(service, "/api/pipelines/mine") { $0["newer"]?.isNull == false }
        #expect(broken["label"]?.stringValue == "label-1" && broken["in_force"]?.boolValue == true)
        let mistake = broken["newer"]?["mistakes"]?.arrayValue?.first
        #expect((mistake?["line"]?.intValue ?? 0) > 2, "\(broken)")
        #expect(try number(of: try upload(service, Program.sample), service) == "INV-2026-001")

        try FileSystem.write(text: Self.number("label-3"), to: path)
        let mended = try poll(service, "/api/pipelines/mine") { $0["label"]?.stringValue == "label-3" }
        #expect(mended["newer"]?.isNull == true)

        try FileSystem.write(text: "Invo\n", to: workspace.folder + "/pipelines/prefix.txt")
        var found: String?
        for _ in 0..<40 where found != "Invoice" {
            found = try number(of: try upload(service, Program.sample), service)
        }
        #expect(found == "Invoice", "the secret's new content is used")
        #expect(service.stop() == 0)
    }

    @Test(
        "a worker beside the service reads with the version that the job is bound to, and what that extends")
    func worker() throws {
        _ = try workspace.file("pipelines/base.yaml", Self.text(step: "base").replacing("mine", with: "base"))
        let service = try RunningService(
            in: workspace, "--pipelines", workspace.folder + "/pipelines", "--jobs", "0")
        let path = try put(service, "name: mine\nextends: ./base.yaml\n")
        #expect(path["code"]?.stringValue == "pipeline_mistakes", "paths are refused: \(path)")
        let change = "extends: base\nsteps:\n  - uses: gst-invoice\n"
        let first = try put(service, "name: mine\n" + change)
        #expect(first["version"]?.stringValue == "1", "\(first)")
        let document = try upload(service, Program.sample)
        // What it extends is taken as it was when it was put.
        try FileSystem.remove(workspace.folder + "/pipelines/base.yaml")
        #expect(try put(service, Self.text(step: "later"))["version"]?.stringValue == "2")
        let other = try put(
            service, "name: other\nextends: mine\nsteps:\n  - uses: gst-invoice\n", as: "other")
        #expect(other["version"]?.stringValue == "1", "what came over the API can be extended: \(other)")

        let worker = Process()
        worker.executableURL = URL(filePath: Program.path)
        worker.arguments = ["worker", "--data", service.data, "--jobs", "1", "--quiet"]
        (worker.standardOutput, worker.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try worker.run()
        defer { worker.terminate() }
        #expect(try steps(of: document, service) == ["base", "gst-invoice"])
        #expect(try steps(of: try upload(service, Program.sample), service) == ["later"])
        #expect(
            try steps(of: try upload(service, Program.sample, through: "other"), service)
                == ["later", "gst-invoice"])
        #expect(service.stop() == 0)
    }

    // MARK: - Plugins

    @Test(
        "a library is replaced under load without a failed document, and none runs that plugins.lock has not")
    func hotReplacement() throws {
        try compile("1.0.0", "INV-")
        _ = try workspace.file("pipelines/prefix.txt", "INV-")
        _ = try workspace.file("pipelines/mine.yaml", Self.number("1"))
        let service = try RunningService(
            in: workspace, "--pipelines", workspace.folder + "/pipelines", "--plugins",
            workspace.folder + "/plugins")
        let bundled = try service.ask("/api/plugins/pdf-text/revoke", "POST")
        #expect(bundled["code"]?.stringValue == "wrong_state", "\(bundled)")
        let allowed = try service.ask("/api/plugins/acme.number/allow", "POST")
        #expect(allowed["changes"]?.arrayValue?.count == 1, "without the list it did not run: \(allowed)")
        let before = try service.ask("/api/plugins/acme.number")
        #expect(before["allowed"]?.boolValue == true && before["bundled"]?.boolValue == false)

        var documents = try uploadMany(service, 12)
        try compile("1.1.0", "2026-")
        let kept = try change(try service.ask("/api/plugins/reload", "POST"))
        #expect(kept["change"]?.stringValue == "kept", "not in the list: \(kept)")
        #expect(kept["reason"]?.stringValue?.contains("assay plugin allow") == true)
        documents += try uploadMany(service, 6)
        let replaced = try change(try service.ask("/api/plugins/acme.number/allow", "POST"))
        #expect(replaced["change"]?.stringValue == "replaced", "\(replaced)")
        #expect(replaced["from"]?["version"]?.stringValue == "1.0.0")
        #expect(replaced["to"]?["version"]?.stringValue == "1.1.0")
        #expect(replaced["from"]?["sha256"] == before["sha256"])
        let late = try uploadMany(service, 6)

        // Written over in place: what runs is a sealed copy, so nothing crashes; install by renaming all the same.
        let library = try #require(
            FileHandle(forWritingAtPath: workspace.folder + "/plugins/number/libnumber.so"))
        try library.truncate(atOffset: 0)
        try library.write(contentsOf: Data("no library".utf8))
        try library.close()
        let damaged = try change(try service.ask("/api/plugins/reload", "POST"))
        #expect(damaged["change"]?.stringValue == "kept", "\(damaged)")
        let last = try uploadMany(service, 4)
        for document in documents + late + last {
            let status = try settled(document, service)["status"]?.stringValue
            #expect(status != "failed", "\(document)")
        }
        for document in late + last { #expect(try number(of: document, service) == "new") }
        let health = try service.ask("/api/plugins/acme.number")["health"]
        #expect(
            (health?["calls"]?.intValue ?? 0) >= 28 && health?["crashes"]?.intValue == 0, "\(health ?? .null)"
        )
        #expect((health?["latency_ms"]?["p50"]?.doubleValue ?? 0) > 0)
        try damagedAfterRestart(service)
    }

    /// Row 66: the service starts without what it can't use, and names it.
    private func damagedAfterRestart(_ service: RunningService) throws {
        #expect(service.stop() == 0)
        try service.start()
        let all = try service.ask("/api/plugins")
        let own = all["plugins"]?.arrayValue?.first { $0["id"]?.stringValue == "acme.number" }
        #expect(own?["allowed"]?.boolValue == false && own?["health"]?["status"]?.stringValue == "refused")
        let named = all["passed_over"]?.arrayValue?.compactMap(\.stringValue) ?? []
        #expect(
            named.contains { $0.contains("libnumber.so") && $0.contains("assay plugin allow") }, "\(named)")
        let pages = try service.ask("/api/extract?pipeline=gst-invoice", form: ["file=@\(Program.sample)"])
        #expect(pages.arrayValue?.first?["status"]?.stringValue == "processed", "\(pages)")
        // By hand, beside the service: it looks for itself.
        try compile("1.2.0", "2026-")
        let byHand = try Program.run(
            "plugin", "allow", "--lock", service.data + "/plugins.lock", workspace.folder + "/plugins/number")
        #expect(byHand.status == 0, "\(byHand.err)")
        let seen = try poll(service, "/api/plugins/acme.number") { $0["allowed"]?.boolValue == true }
        #expect(seen["version"]?.stringValue == "1.2.0")
        let revoked = try service.ask("/api/plugins/acme.number/revoke", "POST")
        #expect(revoked["changes"]?.arrayValue != nil, "\(revoked)")
        #expect(try service.ask("/api/plugins/acme.number")["allowed"]?.boolValue == false)
        let trail = try service.ask("/api/admin/audit?action=plugin.revoked")
        #expect(trail["entries"]?.arrayValue?.count == 1 && trail["intact"]?.boolValue == true)
        #expect(service.stop() == 0)
    }

    @Test("run keeps to a plugins.lock of its folder, but for folders that --plugins names")
    func run() throws {
        try compile("1.0.0", "INV-")
        _ = try workspace.file("pipelines/prefix.txt", "INV-")
        let pipeline = try workspace.file("pipelines/mine.yaml", Self.number("1"))
        let plugins = workspace.folder + "/plugins"
        _ = try workspace.file("plugins.lock", "{\"lock\": 1, \"plugins\": []}")
        let inherited = ["ASSAY_PLUGIN_PATH": plugins]
        let refused = try here(["run", "--no-cache", "-p", pipeline, Program.sample], inherited)
        #expect(refused.status == 2, "\(refused.out)")
        #expect(refused.err.contains("assay plugin allow --lock plugins.lock"), "\(refused.err)")
        let named = try here(
            ["run", "--no-cache", "--plugins", plugins, "-p", pipeline, Program.sample], [:])
        #expect(named.status == 0, "\(named.err)")
        let allowed = try here(["plugin", "allow", plugins + "/number"], [:])
        #expect(allowed.status == 0, "\(allowed.err)")
        let admitted = try here(["run", "--no-cache", "-p", pipeline, Program.sample], inherited)
        #expect(admitted.status == 0, "\(admitted.err)")
    }

    // MARK: - Tools

    private static func text(step: String, _ more: String = "") -> String {
        "name: mine\n\(more)steps:\n  - uses: pdf-text\n    name: \(step)\n"
    }

    private static func number(_ label: String) -> String {
        """
        name: mine
        version: \(label)
        steps:
          - uses: pdf-text
          - uses: acme.number
            with: {prefix: "${file:prefix.txt}"}

        """
    }

    /// Compiles the C plugin and installs it as one should: by renaming.
    ///
    /// From version 1.1.0 on it says `new` instead of the number.
    private func compile(_ version: String, _ prefix: String) throws {
        let fixture = Program.repository + "/Tests/Fixtures/CPlugin"
        var source = try FileSystem.readText(fixture + "/number.c")
        if version != "1.0.0" {
            let other = source.replacing(
                "    into[used] = 0;",
                with: "    snprintf(into, size, \"\(version == "1.1.0" ? "new" : "newest")\");")
            try #require(other != source)
            source = other
        }
        let made = try workspace.compile(
            try workspace.file("build/number.c", source),
            manifest: try FileSystem.readText(fixture + "/plugin.json").replacing("1.0.0", with: version),
            library: "libnumber.so", as: "build/\(version)")
        let place = workspace.folder + "/plugins/number"
        try FileSystem.makeDirectory(place)
        for name in ["libnumber.so", "plugin.json"] {
            try #require(rename(made + "/" + name, place + "/" + name) == 0)
        }
    }

    private func put(_ service: RunningService, _ text: String, as name: String = "mine") throws -> JSONValue
    {
        try service.ask("/api/pipelines/\(name)", "PUT", json: JSONWriter.text(["yaml": .string(text)]))
    }

    private func upload(
        _ service: RunningService, _ path: String, through pipeline: String = "mine"
    ) throws -> JSONValue {
        let answer = try service.ask(
            "/api/invoices/upload", form: ["pipeline=\(pipeline)", "files=@\(path)"])
        return try #require(answer.arrayValue?.first, "\(answer)")
    }

    private func uploadMany(_ service: RunningService, _ count: Int) throws -> [JSONValue] {
        let files = [String](repeating: "files=@\(Program.sample)", count: count)
        let answer = try service.ask("/api/invoices/upload", form: ["pipeline=mine"] + files)
        let documents = try #require(answer.arrayValue, "\(answer)")
        #expect(documents.count == count && documents.allSatisfy { $0["status"]?.stringValue == "queued" })
        return documents
    }

    private func change(_ answer: JSONValue) throws -> JSONValue {
        try #require(
            answer["changes"]?.arrayValue?.first { $0["id"]?.stringValue == "acme.number" }, "\(answer)")
    }

    /// The invoice once nothing more is done to it.
    private func settled(_ document: JSONValue, _ service: RunningService) throws -> JSONValue {
        try poll(service, "/api/invoices/\(document["id"]?.stringValue ?? "")") { invoice in
            invoice["status"].map { !["queued", "processing"].contains($0.stringValue ?? "") } ?? false
        }
    }

    private func step(of document: JSONValue, _ service: RunningService) throws -> String? {
        let invoice = try settled(document, service)
        #expect(invoice["status"]?.stringValue != "failed", "\(invoice)")
        return invoice["steps"]?.arrayValue?.first?["name"]?.stringValue
    }

    private func steps(of document: JSONValue, _ service: RunningService) throws -> [String] {
        try settled(document, service)["steps"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
    }

    private func number(of document: JSONValue, _ service: RunningService) throws -> String? {
        try settled(document, service)["fields"]?["invoice_number"]?["value"]?.stringValue
    }

    private func poll(
        _ service: RunningService, _ path: String, until isRight: (JSONValue) -> Bool
    ) throws -> JSONValue {
        var answer = JSONValue.null
        for _ in 0..<300 {
            answer = try service.ask(path)
            if isRight(answer) { return answer }
            usleep(100_000)
        }
        Issue.record("it never came to what was waited for: \(answer)")
        return answer
    }

    /// Runs `assay` in the workspace's folder.
    private func here(_ arguments: [String], _ environment: [String: String]) throws -> Program.Outcome {
        let (out, err) = (Pipe(), Pipe())
        let process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: workspace.folder)
        var inherited = ProcessInfo.processInfo.environment
        inherited["ASSAY_PLUGIN_PATH"] = nil
        process.environment = inherited.merging(environment) { _, own in own }
        (process.standardOutput, process.standardError) = (out, err)
        try process.run()
        let printed = out.fileHandleForReading.readDataToEndOfFile()
        let complained = err.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Program.Outcome(
            status: process.terminationStatus, out: String(decoding: printed, as: UTF8.self),
            err: String(decoding: complained, as: UTF8.self))
    }
}
