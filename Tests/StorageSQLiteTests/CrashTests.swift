import Foundation
import Storage
import StorageSQLite
import Testing

@Suite("SQLite storage: kill -9", .serialized)
struct CrashTests {
    /// The helper lies beside the test bundle.
    private static var child: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("storage-crash-child")
    }

    @Test("row 1: what was acknowledged before the kill is there after it")
    func killed() async throws {
        let folder = try Folder()
        // `ASSAY_KILL_CYCLES=200` for the long form.
        let cycles = ProcessInfo.processInfo.environment["ASSAY_KILL_CYCLES"].flatMap(Int.init) ?? 4
        var acknowledged = Set<JobID>()
        for cycle in 0..<cycles {
            let process = Process()
            process.executableURL = Self.child
            process.arguments = [folder.path]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            // The store is open and a few writes have been answered; a moment later, in the middle of others,
            // the end comes.
            var text = Data()
            while text.count < 400 {
                let more = output.fileHandleForReading.availableData
                if more.isEmpty { break }
                text += more
            }
            usleep(UInt32.random(in: 0..<40_000))
            kill(process.processIdentifier, SIGKILL)
            text += output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
            #expect(lines.first == "open", "cycle \(cycle): \(lines.first ?? "no output")")
            acknowledged.formUnion(lines.dropFirst().compactMap { JobID($0) })
        }
        #expect(acknowledged.count > cycles * 5)
        let store = try SQLiteStore(folder.path)
        defer { store.close() }
        var lost = 0
        for id in acknowledged {
            do { _ = try await store.job(id, visibility: .everyone) } catch { lost += 1 }
        }
        #expect(lost == 0, "\(lost) of \(acknowledged.count) acknowledged jobs are gone")
    }

    @Test("row 17: a second process is refused, with a sentence, within a second")
    func secondProcess() async throws {
        let folder = try Folder()
        let store = try SQLiteStore(folder.path)
        defer { store.close() }
        let process = Process()
        process.executableURL = Self.child
        process.arguments = [folder.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 3)
        #expect(text.contains("is in use by process \(getpid())"))
    }
}
