import AssayKit
import Files
import Foundation
import Synchronization
import Testing

@testable import Workers

@Suite("calls that go well")
struct CallTests {
    @Test("everything in the input reaches the component")
    func input() async throws {
        let bench = try Bench()
        var builder = DocumentBuilder()
        builder.addPage(number: 4, width: 595, height: 842)
        builder.addWord("Rechnung", box: Box(1, 2, 3, 4))
        var call = bench.call("echo")
        call.request = .images
        call.document = try SealedBytes(builder.encoded())
        call.source = try SealedBytes([1, 2, 3])
        call.record = Array("{\"fields\":1}".utf8)
        call.pages = [4, 7]
        call.image = ImageRequest(encoding: .png, dpi: 200, region: Box(0, 0, 50, 60))
        call.looks = Array("[{\"words\":[]}]".utf8)
        let answer = try #require(try await bench.pool.call(call).last)
        let expected: [(String, JSONValue)] = [
            ("request", 4), ("words", 1), ("source", 3), ("sum", 6), ("record", ["fields": 1]), ("pages", 2),
            ("first", 7), ("encoding", 3), ("dpi", 200), ("region", 50), ("looks", [["words": []]]),
            ("timeout", 60_000), ("name", "a.pdf"),
        ]
        for (key, value) in expected { #expect(answer.value?[key] == value, "\(key)") }
        await bench.pool.shutdown()
    }

    @Test("a later step of the call sees what the earlier ones emitted; silence adds nothing")
    func chain() async throws {
        let bench = try Bench()
        let answer = try await bench.pool.call(bench.call("ok", "silent", "ok", "echo"))
        #expect(answer.results.map(\.isOK) == [true, true, true, true])
        #expect(answer.last?.value?["results"] == [["mode": "ok"], ["mode": "ok"]])
        await bench.pool.shutdown()
    }

    @Test("the chain stops at the first step that is not OK, with the component's own words")
    func chainStops() async throws {
        let bench = try Bench()
        let answer = try await bench.pool.call(bench.call("ok", "fail", "echo"))
        #expect(answer.results.count == 2)
        let failure = try #require(answer.last?.failure)
        #expect(
            failure
                == PluginError(
                    .input, code: "encrypted", "the document is encrypted", mend: "mend it", page: 3,
                    retry: .later(milliseconds: 1500)))
        await bench.pool.shutdown()
    }

    @Test("one worker keeps the instances of several components and options")
    func instances() async throws {
        let bench = try Bench { $0.concurrency = 1 }
        var last: JSONValue?
        for _ in 0..<3 {
            last = try await bench.pool.call(bench.call("echo")).last?.value
            _ = try await bench.pool.call(bench.call("echo", component: "fault-check"))
        }
        #expect(last?["runs"] == 3)
        #expect(await bench.pool.processes().count == 1)
        await bench.pool.shutdown()
    }

    @Test(
        "documents come back checked",
        arguments: ["document", "own_document"])
    func documents(mode: String) async throws {
        let bench = try Bench()
        let answer = try #require(try await bench.pool.call(bench.call(mode)).last)
        #expect(answer.isOK)
        let document = try #require(answer.document)
        #expect(try document.withDocument { $0.page(at: 0).width } == 595)
        // What came out of one worker goes into the next as it is.
        var next = bench.call("echo")
        next.document = document
        #expect(try await bench.pool.call(next).last?.isOK == true)
        await bench.pool.shutdown()
    }

    @Test("a document that was allocated and not emitted is none")
    func forgotten() async throws {
        let bench = try Bench()
        for _ in 0..<3 {
            let answer = try #require(try await bench.pool.call(bench.call("forgotten_document")).last)
            #expect(answer.isOK)
            #expect(answer.document == nil)
        }
        await bench.pool.shutdown()
    }

    @Test("log lines and progress are heard with their step")
    func logAndProgress() async throws {
        let bench = try Bench()
        let heard = Mutex<(lines: [LogLine], fractions: [Double])>(([], []))
        var call = bench.call("ok", "log")
        call.onLog = { line in heard.withLock { $0.lines.append(line) } }
        call.onProgress = { step, fraction in
            heard.withLock { if step == 1 { $0.fractions.append(fraction) } }
        }
        _ = try await bench.pool.call(call)
        let (lines, fractions) = heard.withLock { $0 }
        #expect(lines == [LogLine(level: .warning, step: 1, text: "one line")])
        #expect(fractions.count >= 2)
        #expect(fractions == fractions.sorted())
        await bench.pool.shutdown()
    }

    @Test("a log is bounded a line and a call")
    func logFlood() async throws {
        let bench = try Bench()
        let lengths = Mutex<[Int]>([])
        var call = bench.call("log_flood")
        call.onLog = { line in lengths.withLock { $0.append(line.text.utf8.count) } }
        _ = try await bench.pool.call(call)
        let heard = lengths.withLock { $0 }
        #expect(heard.max() == 64 << 10)
        #expect((15...16).contains(heard.count))
        await bench.pool.shutdown()
    }

    @Test(
        "a question about earlier invoices is answered",
        arguments: [
            (true, Result<[UInt8], HistoryRefusal>.success(Array("42".utf8)), "42", 0),
            (true, .failure(HistoryRefusal("no such question")), "no such question", 1),
        ])
    func history(
        granted: Bool, reply: Result<[UInt8], HistoryRefusal>, answer: String, status: Int
    ) async throws {
        let bench = try Bench()
        var call = bench.call("history")
        let asked = Mutex<[UInt8]>([])
        call.history = { question in
            asked.withLock { $0 = question }
            return reply
        }
        let value = try #require(try await bench.pool.call(call).last?.value)
        #expect(value["answer"]?.stringValue == answer)
        #expect(value["status"]?.intValue == status)
        #expect(String(decoding: asked.withLock { $0 }, as: UTF8.self) == "{\"question\":\"count\"}")
        await bench.pool.shutdown()
    }

    @Test("history that is not granted is not there; an answer that takes too long is refused")
    func historyRefused() async throws {
        let without = try Bench(grants: [])
        #expect(try await without.pool.call(without.call("history")).last?.value?["history"] == false)
        await without.pool.shutdown()

        let slow = try Bench { $0.question = 50 }
        var call = slow.call("history")
        call.history = { _ in
            try? await Task.sleep(for: .seconds(1))  // cancelled or not, the answer comes too late
            return .success([])
        }
        let value = try #require(try await slow.pool.call(call).last?.value)
        #expect(value["answer"]?.stringValue == "the answer took longer than 50 ms")
        await slow.pool.shutdown()
    }

    @Test("a notifier's verdict comes back")
    func verdict() async throws {
        let bench = try Bench()
        var call = bench.call("deliver", component: "fault-tell")
        call.request = .notify
        let answer = try #require(try await bench.pool.call(call).last)
        #expect(answer.verdict == .retry(afterMilliseconds: 2500, detail: "the receiver is busy"))
        await bench.pool.shutdown()
    }

    @Test("more calls than workers wait their turn, and no more workers than allowed are started")
    func concurrency() async throws {
        let bench = try Bench()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 { group.addTask { _ = try await bench.pool.call(bench.call("ok")) } }
            try await group.waitForAll()
        }
        #expect(await bench.pool.processes().count <= 2)
        await bench.pool.shutdown()
        #expect(await bench.pool.processes().isEmpty)
    }

    @Test("the bound over all libraries lets an idle worker of another library go")
    func bound() async throws {
        let bench = try Bench { $0.workers = 1 }
        #expect(try await bench.answersNext())
        var other = bench.call("ok")
        other.library = bench.library.granting([])
        #expect(try await bench.pool.call(other).last?.isOK == true)
        #expect(await bench.pool.processes().count == 1)
        await bench.pool.shutdown()
    }

    @Test("an idle worker is let go")
    func idle() async throws {
        let bench = try Bench { $0.idle = 50 }
        #expect(try await bench.answersNext())
        for _ in 0..<100 where await !bench.pool.processes().isEmpty {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(await bench.pool.processes().isEmpty)
        #expect(try await bench.answersNext())
        await bench.pool.shutdown()
    }

    @Test("a pool that has ended says so")
    func ended() async throws {
        let bench = try Bench()
        await bench.pool.shutdown()
        let failure = await bench.failure(bench.call("ok"))
        #expect(failure?.kind == .spawnFailed)
    }
}
