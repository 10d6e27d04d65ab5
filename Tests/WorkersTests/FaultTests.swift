import AssayKit
import Files
import Foundation
import Testing

@testable import Workers

/// A mode of the fault plugin, and what the host must say about it.
struct Fault: Sendable, CustomTestStringConvertible {
    let mode: String
    let kind: WorkerFailure.Kind
    var words: String?
    var limits = CallLimits(timeout: 5_000, memory: 256 << 20)

    var testDescription: String { mode }

    static let all: [Fault] = [
        Fault(mode: "segfault", kind: .crashed(signal: "SIGSEGV"), words: "about to write to nowhere"),
        Fault(mode: "abort", kind: .crashed(signal: "SIGABRT"), words: "something impossible happened"),
        Fault(mode: "trap", kind: .crashed(signal: "SIGILL"), words: "Fatal error: index out of range"),
        Fault(mode: "bus", kind: .crashed(signal: "SIGBUS")),
        Fault(mode: "recursion", kind: .crashed(signal: "SIGSEGV")),
        Fault(mode: "exit", kind: .exited(status: 0)),
        Fault(mode: "loop", kind: .timedOut(milliseconds: 300), limits: CallLimits(timeout: 300)),
        Fault(mode: "sleep", kind: .timedOut(milliseconds: 300), limits: CallLimits(timeout: 300)),
        Fault(
            mode: "threads_loop", kind: .processorExceeded(milliseconds: 300),
            limits: CallLimits(timeout: 20_000, processor: 300)),
        Fault(mode: "frames", kind: .protocolBroken),
        Fault(mode: "hangs_up", kind: .crashed(signal: "SIGKILL")),
        Fault(mode: "kept_document", kind: .protocolBroken),
    ]
}

@Suite("faults of plugins", .serialized)
struct FaultTests {
    @Test("the call fails alone, with plugin, cause and last words", arguments: Fault.all)
    func contained(fault: Fault) async throws {
        let bench = try Bench()
        let failure = try #require(await bench.failure(bench.call(fault.mode, limits: fault.limits)))
        #expect(failure.kind == fault.kind)
        #expect(failure.plugin == "fault")
        #expect(failure.component == "fault")
        #expect(failure.lastLine == fault.words)
        #expect(failure.description.hasPrefix("plugin fault, component fault: "))
        #expect(try await bench.answersNext())
        await bench.pool.shutdown()
    }

    @Test("a crash in the middle of a chain keeps the results before it")
    func middle() async throws {
        let bench = try Bench()
        let failure = try #require(await bench.failure(bench.call("ok", "ok", "abort", "ok")))
        #expect(failure.completed.count == 2)
        #expect(failure.completed.last?.value == ["mode": "ok"])
        await bench.pool.shutdown()
    }

    @Test("a crash reads as one sentence")
    func sentence() async throws {
        let bench = try Bench()
        let failure = try #require(await bench.failure(bench.call("segfault")))
        #expect(
            failure.description
                == "plugin fault, component fault: it crashed (SIGSEGV); its last words were: about to write to "
                + "nowhere; report this to the plugin's author")
        await bench.pool.shutdown()
    }

    @Test(
        "what a plugin emits wrongly fails its step, and the worker lives on",
        arguments: [
            ("bad_json", "bad_result"), ("bad_utf8", "bad_result"), ("not_object", "bad_result"),
            ("bad_magic", "bad_document"), ("bad_offset", "bad_document"), ("bad_count", "bad_document"),
            ("status", "bad_status"), ("unexplained", "unexplained"), ("refuses", "refused"),
            ("oversize_json", "too_large"), ("oversize_emission", "too_large"),
        ])
    func emissions(mode: String, code: String) async throws {
        let bench = try Bench { $0.concurrency = 1 }
        let result = try #require(try await bench.pool.call(bench.call(mode)).last)
        let failure = try #require(result.failure)
        #expect(failure.code == code)
        #expect(!failure.message.isEmpty)
        #expect(result.document == nil)
        #expect(try await bench.answersNext())
        await bench.pool.shutdown()
    }

    @Test("requests that a component does not answer, and components that are not there")
    func unsupported() async throws {
        let bench = try Bench()
        #expect(try await bench.pool.call(bench.call("unsupported")).last?.status == .unsupported)
        let missing = try await bench.pool.call(bench.call("ok", component: "nobody")).last?.failure
        #expect(missing?.message == "the library has no component nobody")
        #expect(missing?.mend == "use one of: fault, fault-check, fault-tell")
        await bench.pool.shutdown()
    }

    @Test("rubbish on standard output is no answer and does no harm")
    func rubbish() async throws {
        let bench = try Bench()
        #expect(try await bench.pool.call(bench.call("stdout")).last?.value?["mode"] == "stdout")
        #expect(try await bench.answersNext())
        await bench.pool.shutdown()
    }

    @Test("a thread that outlives its call speaks to nobody")
    func lateThread() async throws {
        let bench = try Bench { $0.concurrency = 1 }
        #expect(try await bench.pool.call(bench.call("thread")).last?.value?["mode"] == "thread")
        var call = bench.call("log")
        call.onLog = { #expect($0.text == "one line") }
        #expect(try await bench.pool.call(call).last?.value?["mode"] == "log")
        await bench.pool.shutdown()
    }

    @Test("a host that is signalled by its plugin is not")
    func signals() async throws {
        let bench = try Bench()
        let value = try await bench.pool.call(bench.call("signals_parent")).last?.value
        #expect(value?["mode"] == "signals_parent")
        await bench.pool.shutdown()
    }

    @Test(
        "cancelling ends the call soon; a plugin that listens keeps its worker",
        arguments: [("polite", true), ("sleep", false)])
    func cancelling(mode: String, keepsWorker: Bool) async throws {
        let bench = try Bench { $0.concurrency = 1 }
        #expect(try await bench.answersNext())
        let before = await bench.pool.processes()
        let call = bench.call(mode, limits: CallLimits(timeout: 60_000))
        let task = Task { await bench.failure(call) }
        try await Task.sleep(for: .milliseconds(50))
        let clock = ContinuousClock()
        let began = clock.now
        task.cancel()
        #expect(await task.value?.kind == .cancelled)
        #expect(clock.now - began < .seconds(2))
        #expect(try await bench.answersNext())
        #expect(await (bench.pool.processes() == before) == keepsWorker)
        await bench.pool.shutdown()
    }

    @Test("a call whose task was cancelled before it began does not begin")
    func cancelledBefore() async throws {
        let bench = try Bench()
        let call = bench.call("sleep")
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await bench.failure(call)
        }
        #expect(await task.value?.kind == .cancelled)
        await bench.pool.shutdown()
    }

    @Test("a plugin that listens when its time is up keeps its worker, and the call has timed out")
    func politeTimeout() async throws {
        let bench = try Bench { $0.concurrency = 1 }
        #expect(try await bench.answersNext())
        let before = await bench.pool.processes()
        let failure = await bench.failure(
            bench.call("polite", limits: CallLimits(timeout: 100, memory: 1 << 30)))
        #expect(failure?.kind == .timedOut(milliseconds: 100))
        #expect(await bench.pool.processes() == before)
        await bench.pool.shutdown()
    }

    @Test("after 30 crashes no process, no zombie and no descriptor is left")
    func leaks() async {
        await #expect(processExitsWith: .success) {
            let bench = try Bench { $0.concurrency = 2 }
            #expect(try await bench.answersNext())
            await bench.pool.shutdown()
            func descriptors() throws -> Int { try FileSystem.list("/proc/self/fd").count }

            let pool = try Bench { $0.concurrency = 2 }
            _ = try await pool.answersNext()
            _ = await pool.failure(pool.call("abort"))
            let before = try descriptors()
            for round in 0..<30 {
                let mode = ["abort", "frames", "kept_document"][round % 3]
                _ = await pool.failure(pool.call(mode, limits: CallLimits(timeout: 1_000)))
                if await pool.pool.processes().count > 2 { exit(2) }
            }
            // The library's bytes and the pool's own stay open; nothing of a worker's does.
            if try descriptors() > before { exit(3) }
            await pool.pool.shutdown()
            var status: Int32 = 0
            if waitpid(-1, &status, WNOHANG) != -1 || errno != ECHILD { exit(4) }
            exit(0)
        }
    }
}
