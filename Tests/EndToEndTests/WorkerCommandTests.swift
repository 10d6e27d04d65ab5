import AssayKit
import Files
import Foundation
import Testing

@Suite("Workers beside the service", .timeLimit(.minutes(4)))
struct WorkerCommandTests {
    private let workspace: Workspace
    private let plugins: String
    private let pipelines: String

    init() throws {
        let workspace = try Workspace()
        self.workspace = workspace
        plugins = workspace.folder + "/plugins"
        let sources = Program.repository + "/Tests/Fixtures/FaultPlugin"
        _ = try workspace.compile(
            sources + "/fault.c", manifest: try FileSystem.readText(sources + "/plugin.json"),
            library: "libassay-fault.so", as: "plugins/fault")
        try workspace.allow(plugins + "/fault")
        pipelines = FilePath.parent(
            try workspace.file(
                "pipelines/napping.yaml",
                "name: napping\nlimits: {timeout: 60s}\nsteps:\n  - uses: pdf-text\n  - uses: fault\n    with: {mode: nap}\n"
            ))
    }

    /// Starts `assay worker`.
    private func worker(_ service: RunningService, jobs: Int) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = [
            "worker", "--data", service.data, "--jobs", "\(jobs)", "--plugins", plugins, "--pipelines",
            pipelines,
            "--quiet",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func eventually(_ isDone: () throws -> Bool) throws -> Bool {
        for _ in 0..<900 {
            if try isDone() { return true }
            usleep(100_000)
        }
        return false
    }

    /// Uploads copies of the sample, each with bytes of its own.
    private func upload(_ count: Int, to service: RunningService) throws -> [(task: String, invoice: String)]
    {
        try (0..<count).map { number in
            let path = workspace.folder + "/\(number)-\(UInt32.random(in: 0 ... .max)).pdf"
            try FileSystem.write(
                try FileSystem.read(Program.sample) + Array("\n% \(number) \(path)\n".utf8), to: path)
            let answer = try service.ask(
                "/api/invoices/upload", form: ["pipeline=napping", "files=@\(path)"])
            let first = try #require(answer.arrayValue?.first, "\(answer)")
            return (try #require(first["task_id"]?.stringValue), try #require(first["id"]?.stringValue))
        }
    }

    private func states(_ tasks: [(task: String, invoice: String)], _ service: RunningService) throws
        -> [String]
    {
        try tasks.map { try service.ask("/api/invoices/status/\($0.task)")["status"]?.stringValue ?? "?" }
    }

    @Test("row 3: the documents of a worker that is killed are finished by another, once, within 45 s")
    func killed() throws {
        let service = try RunningService(
            in: workspace, "--jobs", "0", "--plugins", plugins, "--pipelines", pipelines)
        let tasks = try upload(3, to: service)
        usleep(300_000)
        #expect(
            try states(tasks, service) == ["queued", "queued", "queued"], "the service reads none itself")
        let first = try worker(service, jobs: 3)
        defer { if first.isRunning { kill(first.processIdentifier, SIGKILL) } }
        #expect(try eventually { try states(tasks, service).contains("running") })
        kill(first.processIdentifier, SIGKILL)
        first.waitUntilExit()
        let killed = Date()
        let second = try worker(service, jobs: 3)
        defer { if second.isRunning { kill(second.processIdentifier, SIGKILL) } }
        #expect(try eventually { try states(tasks, service).allSatisfy { $0 == "completed" } })
        let seconds = Date().timeIntervalSince(killed)
        #expect(seconds < 45, "\(seconds) s; target 45 s")
        for task in tasks {
            let history = try service.ask("/api/invoices/\(task.invoice)")["history"]?.arrayValue ?? []
            #expect(history.filter { $0["type"] == "processed" }.count <= 1, "\(history)")
        }
        // A worker that is asked to end lets its document be finished, and ends well.
        let last = try upload(1, to: service)
        #expect(try eventually { try states(last, service) != ["queued"] })
        second.terminate()
        second.waitUntilExit()
        #expect(second.terminationStatus == 0)
        #expect(try states(last, service) == ["completed"])
        #expect(service.stop() == 0)
    }
}
