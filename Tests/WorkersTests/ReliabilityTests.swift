import AssayKit
import Files
import Foundation
import Testing

@testable import Workers

@Suite("reliability rows of the worker", .serialized)
struct ReliabilityTests {
    @Test("row 61: a document that its reader hangs on is a limit error, and the next one runs")
    func row61() async throws {
        let bench = try Bench()
        var hopeless = bench.call("loop", limits: CallLimits(timeout: 300))
        hopeless.source = try SealedBytes(Array("%PDF-1.7 cyclic".utf8))
        hopeless.request = .inspect
        let failure = try #require(await bench.failure(hopeless))
        #expect(failure.kind == .timedOut(milliseconds: 300))
        #expect(failure.description.contains("it did not finish within 300 ms"))
        #expect(try await bench.answersNext())
        await bench.pool.shutdown()
    }

    @Test("row 64: a parser that opens network or file is denied, whatever it tries")
    func row64() async throws {
        let bait = "/tmp/assay-fault-bait"
        try FileSystem.write(text: "bait", to: bait)
        let bench = try Bench()
        let tried = try #require(try await bench.pool.call(bench.call("prisoner")).last?.value?.objectValue)
        let mustWork = ["read fonts", "open /dev/null", "read its C library", "signal itself"]
        #expect(tried.members.count > 30)
        for attempt in tried.members {
            let expected = mustWork.contains(attempt.key) ? "allowed" : "denied"
            #expect(attempt.value.stringValue == expected, "\(attempt.key)")
        }
        #expect(try FileSystem.readText(bait) == "bait")
        try FileSystem.remove(bait)
        await bench.pool.shutdown()
    }

    @Test("row 64: the network that was granted is the internet, not the machine's own daemons")
    func row64Network() async throws {
        let bench = try Bench()
        let plugin = try FaultPlugin(needs: "\"network\"")
        var call = bench.call("prisoner")
        let opened = ["inet socket", "inet6 datagram socket"]
        let closed = [
            "unix socket", "raw socket", "read password file", "write to /tmp", "fork", "memory file",
        ]
        call.library = try plugin.library()
        let granted = try #require(try await bench.pool.call(call).last?.value)
        for key in opened { #expect(granted[key] == "allowed", "\(key)") }
        for key in closed { #expect(granted[key] == "denied", "\(key)") }
        call.library = try plugin.library(grants: [])
        let refused = try #require(try await bench.pool.call(call).last?.value)
        for key in opened + closed { #expect(refused[key] == "denied", "\(key)") }
        await bench.pool.shutdown()
    }

    @Test("row 65: a parser that eats memory meets its limit alone")
    func row65Memory() async throws {
        let bench = try Bench()
        let limits = CallLimits(timeout: 20_000, memory: 256 << 20)
        let failure = try #require(
            try await bench.pool.call(bench.call("heap", limits: limits)).last?.failure)
        #expect(failure.kind == .limit)
        #expect(failure.message.hasPrefix("malloc refused after "))
        let refused = Int(failure.message.split(separator: " ").compactMap { Int($0) }.first ?? 0)
        #expect((64...256).contains(refused))
        #expect(try await bench.pool.call(bench.call("ok", limits: limits)).last?.isOK == true)
        await bench.pool.shutdown()
    }

    @Test("row 65: memory that no limit counts is not to be had")
    func row65Elsewhere() async throws {
        let bench = try Bench()
        let files = try #require(try await bench.pool.call(bench.call("memory_files")).last?.failure)
        #expect(files.message == "Operation not permitted")
        let output = try #require(try await bench.pool.call(bench.call("oversize_allocation")).last)
        #expect(output.value == ["allocated": false])
        await bench.pool.shutdown()
    }

    @Test("row 65: a parser that eats processor time is stopped, on however many threads")
    func row65Processor() async throws {
        let bench = try Bench()
        let limits = CallLimits(timeout: 30_000, processor: 200)
        let failure = try #require(await bench.failure(bench.call("threads_loop", limits: limits)))
        #expect(failure.kind == .processorExceeded(milliseconds: 200))
        #expect(try await bench.answersNext())
        await bench.pool.shutdown()
    }

    /// What is wrong with a library, and what must be said about it.
    struct BadLibrary: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var flags: [String] = []
        var spoil: (@Sendable (String) throws -> Void)?
        let code: String
        let words: [String]
    }

    static let badLibraries: [BadLibrary] = [
        BadLibrary(
            testDescription: "built for another ABI", flags: ["-DFAULT_MAJOR=2"], code: "abi",
            words: ["built for plugin ABI 2.4", "this host has 1.1", "rebuild"]),
        BadLibrary(
            testDescription: "refuses this ABI", flags: ["-DFAULT_MAJOR=2", "-DFAULT_REFUSES"], code: "abi",
            words: ["built for plugin ABI 2.4", "this host has 1.1", "rebuild"]),
        BadLibrary(
            testDescription: "no plugin table", flags: ["-DFAULT_MAGIC=0"], code: "abi",
            words: ["returned no plugin table", "ABI 1.1"]),
        BadLibrary(
            testDescription: "no entry point", flags: ["-DFAULT_NO_ENTRY"], code: "entry",
            words: ["no function assay_plugin_entry"]),
        BadLibrary(
            testDescription: "undefined symbol", flags: ["-DFAULT_MISSING"], code: "load",
            words: ["libassay-fault.so: undefined symbol: assay_function_that_no_library_has"]),
        BadLibrary(
            testDescription: "crashes while it is loaded", flags: ["-DFAULT_CONSTRUCTOR"], code: "crash",
            words: ["it crashed (SIGSEGV) while it was loaded"]),
        BadLibrary(
            testDescription: "hangs while it is loaded", flags: ["-DFAULT_CONSTRUCTOR_SLEEPS"], code: "slow",
            words: ["loading its library took longer than 500 ms"]),
        BadLibrary(
            testDescription: "no library at all", spoil: { try FileSystem.write(text: "hello", to: $0) },
            code: "load", words: ["libassay-fault.so: file too short"]),
        BadLibrary(
            testDescription: "another file",
            spoil: { try FileSystem.write(Array(repeating: 7, count: 9000), to: $0) },
            code: "load", words: ["libassay-fault.so: invalid ELF header"]),
        BadLibrary(
            testDescription: "missing", spoil: { try FileSystem.remove($0) }, code: "missing",
            words: ["libassay-fault.so: No such file or directory"]),
    ]

    @Test("row 66: a library that cannot be used is named, with the reason", arguments: badLibraries)
    func row66(bad: BadLibrary) async throws {
        let plugin = try FaultPlugin(flags: bad.flags)
        try bad.spoil?(plugin.libraryPath)
        let bench = try Bench { $0.start = 500 }
        var call = bench.call("ok")
        call.library = try plugin.library()
        let failure = try #require(await bench.failure(call))
        #expect(failure.kind == .loadFailed(code: bad.code))
        #expect(failure.plugin == "fault")
        for words in bad.words { #expect(failure.description.contains(words), "\(failure)") }
        #expect(try await bench.answersNext())
        await bench.pool.shutdown()
    }

    @Test(
        "row 66: a library that hangs while it is loaded is given up, however long a start may take",
        .timeLimit(.minutes(2)))
    func row66SlowStart() async throws {
        let plugin = try FaultPlugin(flags: ["-DFAULT_CONSTRUCTOR_SLEEPS"])
        // Longer than a slot rests after a start that failed.
        let bench = try Bench { $0.start = 1500 }
        var call = bench.call("ok")
        call.library = try plugin.library()
        #expect(await bench.failure(call)?.kind == .loadFailed(code: "slow"))
        await bench.pool.shutdown()
    }

    @Test("row 66: a damaged library costs its own calls only")
    func row66Damaged() async throws {
        let plugin = try FaultPlugin()
        let whole = try FileSystem.read(plugin.libraryPath)
        let bench = try Bench()
        var failures = 0
        for part in 1...8 {
            try FileSystem.write(whole.dropLast(whole.count * part / 9), to: plugin.libraryPath)
            var call = bench.call("ok")
            call.library = try plugin.library()
            // What is cut off at the very end may not be needed.
            guard let failure = await bench.failure(call) else { continue }
            failures += 1
            guard case .loadFailed = failure.kind else {
                Issue.record("\(failure)")
                continue
            }
        }
        #expect(failures >= 6)
        #expect(try await bench.answersNext())
        await bench.pool.shutdown()
    }
}
