import AssayKit
import Files
import Foundation
import Testing

/// A scan of several pages, killed on the way.
struct LongScanTests {
    @Test("a scan that was killed half way takes its finished pages from the cache", .timeLimit(.minutes(5)))
    func killedAndRunAgain() throws {
        let workspace = try Workspace()
        let pages = 6
        #expect(
            try Program.run(
                "generate", workspace.folder + "/pages", "--format", "scan", "--count", "\(pages)", "--seed",
                "11"
            ).status == 0)
        let scans = try FileSystem.list(workspace.folder + "/pages").map(\.path).filter {
            $0.hasSuffix(".pdf")
        }.sorted()
        let document = workspace.folder + "/long.pdf"
        try unite(scans, into: document)
        let cache = workspace.folder + "/cache"
        let environment = ["XDG_CACHE_HOME": cache]
        let (out, err) = (Pipe(), Pipe())
        let first = try Program.start(
            ["run", "--format", "json", document], out: out, err: err, environment: environment)
        let deadline = Date(timeIntervalSinceNow: 240)
        // A page is finished when two files tell of it: its words, and the key under which they are found.
        while first.isRunning, files(in: cache) < 4, Date() < deadline { usleep(20_000) }
        kill(first.processIdentifier, SIGKILL)
        first.waitUntilExit()
        #expect(first.terminationReason == .uncaughtSignal, "it was still at work")
        let again = try Program.run(["run", "--format", "json", document], environment: environment)
        #expect(again.status == 0)
        let step = try again.results.first?["steps"]?.arrayValue?.first { $0["uses"] == "tesseract-ocr" }
        let cached = try #require(step?["cached_pages"]?.intValue)
        #expect((1..<pages).contains(cached), "\(cached) of \(pages) pages")
        let third = try Program.run(["run", "--format", "json", document], environment: environment)
        let all = try third.results.first?["steps"]?.arrayValue?.first { $0["uses"] == "tesseract-ocr" }
        #expect(all?["cached_pages"]?.intValue == pages)
        #expect(
            try third.results.map { $0["fields"] } == again.results.map { $0["fields"] },
            "what the cache gives is what was recognised")
    }

    private func files(in folder: String) -> Int {
        FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
            .count { FileSystem.isFile(folder + "/" + $0) } ?? 0
    }

    private func unite(_ files: [String], into path: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/pdfunite")
        process.arguments = files + [path]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }
}
