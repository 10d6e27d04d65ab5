import AssayKit
import Files
import Foundation
import Testing

@Suite("A plugin from an empty folder", .serialized)
struct PluginNewTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    /// On a busy machine everything takes long, and that is no fault of the plugin's.
    static let patient = ["TEST": "--patience 30"]

    private static let kinds = ["extractor", "validator", "notifier"]

    @Test("in C", arguments: kinds)
    func c(_ kind: String) throws { try begin("c", kind) }

    @Test("in C++", arguments: kinds)
    func cpp(_ kind: String) throws { try begin("cpp", kind) }

    @Test("in Rust", .enabled(if: Shell.has("rustc") || Shell.runsSlowTests), arguments: kinds)
    func rust(_ kind: String) throws { try begin("rust", kind) }

    /// Each takes as long as AssayKit takes to compile.
    @Test("in Swift", arguments: Shell.runsSlowTests ? kinds : ["extractor"])
    func swift(_ kind: String) throws {
        try begin("swift", kind, options: " --assay '\(Program.repository)'")
    }

    @Test("in Swift, with AssayKit by the URL of its repository", .enabled(if: Shell.runsSlowTests))
    func swiftURL() throws {
        let shell = Shell(folder: workspace.folder)
        let clone = try shell.run(
            "git clone -q '\(Program.repository)' assay && git -C assay checkout -q -B main")
        try #require(clone.status == 0, "\(clone.said)")
        try begin("swift", "extractor", options: " --assay 'file://\(workspace.folder)/assay'")
    }

    /// `plugin new`, build, `plugin test`, use in a pipeline.
    private func begin(_ language: String, _ kind: String, options: String = "") throws {
        let shell = Shell(folder: workspace.folder, environment: Self.patient)
        let name = "acme.\(kind)"
        let commands = [
            "assay plugin new \(name) --language \(language) --kind \(kind)\(options)",
            "cd \(name) && make", "cd \(name) && make test",
            "cd \(name) && assay run -v --no-cache --format json -o result.json --plugins plugin "
                + "-p pipeline.yaml \(Program.sample)",
        ]
        let start = ContinuousClock.now
        var seconds: [String] = []
        var said = ""
        for command in commands {
            let began = ContinuousClock.now
            let outcome = try shell.run(command)
            try #require(outcome.status == 0, "\(command)\n\(outcome.said)")
            said = outcome.said
            seconds.append(Self.seconds(since: began))
        }
        print(
            "\(language) \(kind): \(commands.count) commands, \(Self.seconds(since: start)) s "
                + "(new, build, test, run: \(seconds.joined(separator: ", ")))")
        try check(kind, name, try FileSystem.read("\(workspace.folder)/\(name)/result.json"), said: said)
        if kind == "extractor" {
            try Guide().change(
                Shell(folder: "\(workspace.folder)/\(name)", environment: Self.patient), language, name)
        }
    }

    private func check(_ kind: String, _ name: String, _ result: [UInt8], said: String) throws {
        let result = try #require(try JSONParser.parse(result).arrayValue?.first)
        switch kind {
        case "extractor":
            let field = try #require(result["fields"]?["invoice_number"])
            #expect(field["value"] == "INV-2026-001")
            #expect(field["step"]?.stringValue == name)
            #expect(field["page"] == 1)
            #expect(field["box"]?.arrayValue?.count == 4)
        case "validator":
            let flag = try #require(result["flags"]?.arrayValue?.first)
            #expect(flag["rule"] == "LIMIT-01")
            #expect(flag["message"] == "The total 1180.00 is above 500")
            #expect(flag["step"]?.stringValue == name)
        default: #expect(said.contains("\(name): Look here: invoice.processed (msg_"), "\(said)")
        }
    }

    private static func seconds(since start: ContinuousClock.Instant) -> String {
        let spent = (ContinuousClock.now - start).components
        return String(format: "%.1f", Double(spent.seconds) + Double(spent.attoseconds) / 1e18)
    }

    /// A language and a kind; the slow tests take all of them.
    private static let stressed: [(String, String)] = {
        let quick = ["c", "cpp"].flatMap { language in
            kinds.dropLast().map { (language, $0) }
        }
        guard Shell.runsSlowTests else { return quick }
        return ["c", "cpp", "rust"].flatMap { language in kinds.map { (language, $0) } }
    }()

    @Test(
        "a new plugin stands memory that runs out and JSON that is none, and writes what is JSON",
        arguments: stressed)
    func stress(_ language: String, _ kind: String) throws {
        let shell = Shell(folder: workspace.folder)
        let flags =
            "-g -O1 -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc -Ibuild "
            + "-I'\(Program.repository)/Sources/CAssayPlugin/include' "
        let checked = flags + "-fsanitize=address,undefined -fno-sanitize-recover=undefined "
        let driver = "-std=c++17 '\(Program.repository)/Tests/Fixtures/PluginStress/stress.cpp' -o stress "
        let build =
            switch language {
            case "c": "cc -std=c11 \(checked) -c plugin.c json.c && c++ \(checked) \(driver) plugin.o json.o"
            case "cpp": "c++ \(checked) \(driver) plugin.cpp"
            // Rust's own allocations end the process when there is no memory; what it reads is tried all the same.
            default: "c++ \(flags) \(driver) plugin/libacme-\(kind).so -Wl,-rpath,\"$PWD/plugin\""
            }
        for command in [
            "assay plugin new acme.\(kind) --language \(language) --kind \(kind) --into here",
            "cd here && make && \(build)",
        ] {
            let outcome = try shell.run(command)
            try #require(outcome.status == 0, "\(outcome.said)")
        }
        let outcome = try shell.run(
            "cd here && ./stress \(Shell.runsSlowTests ? 100_000 : 2000) 2>stress.txt || cat stress.txt")
        let lines = outcome.said.split(separator: "\n")
        #expect(lines.count == (kind == "validator" ? 5 : kind == "extractor" ? 4 : 0), "\(outcome.said)")
        for line in lines {
            #expect(throws: Never.self, "\(line)") { try [Record](json: try JSONParser.parse(String(line))) }
        }
        let summary = try FileSystem.readText(workspace.folder + "/here/stress.txt")
        #expect(summary.contains(" allocations are enough; "), "\(summary)")
    }

    @Test("the header is found through pkg-config where it is installed")
    func packageConfig() throws {
        let prefix = workspace.folder + "/prefix"
        var shell = Shell(folder: workspace.folder)
        let installed = try shell.run("'\(Program.repository)/.ci/install-header' '\(prefix)'")
        try #require(installed.status == 0, "\(installed.said)")
        #expect(try shell.run("assay plugin new acme.number --language c").status == 0)
        shell.environment["PKG_CONFIG_PATH"] = prefix + "/lib/pkgconfig"
        #expect(try shell.run("pkg-config --modversion assay-plugin").said == "1.1\n")
        let built = try shell.run("cd acme.number && make ASSAY=/nowhere")
        #expect(built.status == 0, "\(built.said)")
        #expect(built.said.contains("-I\(prefix)/") && !built.said.contains("/nowhere"), "\(built.said)")
        shell.environment["PKG_CONFIG_LIBDIR"] = "/nowhere"
        shell.environment["PKG_CONFIG_PATH"] = nil
        let lost = try shell.run("cd acme.number && make ASSAY=")
        #expect(lost.status == 2)
        #expect(lost.said.contains("install Assay, set PKG_CONFIG_PATH, or say make ASSAY="), "\(lost.said)")
    }

    @Test(
        "what can't be begun is told",
        arguments: [
            ("", "name the new plugin"),
            ("Acme --language c", "Acme: a name begins with a lower-case letter"),
            ("../acme --language c", "../acme: a name begins"), ("acme", "say what it is written in"),
            ("acme --language rist", "it must be swift|c|cpp|rust; did you mean rust?"),
            ("acme --language c --kind reader", "it must be extractor|validator|notifier"),
            ("there --language c", "there is there already"),
            ("acme --language c --assay /nowhere", "--assay /nowhere: it is no checkout of Assay"),
            ("acme --language c --assay https://example.org/assay.git", "for C name a checkout"),
            ("acme --language swift --assay '/a$(b)'", "don't fit into a makefile"),
        ])
    func refusals(_ words: String, _ told: String) throws {
        _ = try workspace.file("there/file", "")
        let outcome = try Shell(folder: workspace.folder).run("assay plugin new \(words)")
        #expect(outcome.status == 2)
        #expect(outcome.said.contains(told), "\(outcome.said)")
        #expect(!FileSystem.exists(workspace.folder + "/acme"))
    }

    @Test("what is begun names its author's one place to start")
    func start() throws {
        let outcome = try Shell(folder: workspace.folder).run(
            "assay plugin new acme.number --language c --into here")
        #expect(
            outcome.said.contains("Start in here/plugin.c; build and try it:\n  cd here && make && make test")
        )
        let readme = try FileSystem.readText(workspace.folder + "/here/README.md")
        #expect(readme.contains("**Start in `plugin.c`.**"))
        for entry in try FileSystem.list(workspace.folder + "/here", recursive: true, hidden: true)
        where !entry.isDirectory {
            let text = try FileSystem.readText(entry.path)
            #expect(text.firstMatch(of: /@[A-Z]+@/) == nil, "\(entry.path)")
        }
    }
}
