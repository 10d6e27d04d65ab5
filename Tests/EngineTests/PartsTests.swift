import AssayKit
import Files
import Foundation
import Synchronization
import Testing

@testable import Engine

@Suite("Parts")
struct PartsTests {
    @Test("windows: no more at a time than allowed, every page once, progress to the end")
    func windows() async {
        let running = Mutex((now: 0, most: 0))
        var progress: [Int] = []
        let outcome = await PageWindows(size: 3, parallel: 2).run(
            Array(1...10), finished: { progress.append($0) },
            { pages, _ -> Result<[Int], CallFailure> in
                running.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                try? await Task.sleep(for: .milliseconds(2))
                running.withLock { $0.now -= 1 }
                return .success(pages)
            })
        #expect(outcome.parts.flatMap(\.value) == Array(1...10))
        #expect(running.withLock { $0.most } == 2)
        #expect(progress.last == 10)
    }

    @Test("windows: a failure of the whole document ends the work at once")
    func fatal() async {
        let calls = Mutex(0)
        let failure = CallFailure(.reported(.missing), code: "no_language", "no language data", plugin: "p")
        let outcome = await PageWindows(size: 1, parallel: 1).run(
            Array(1...10),
            { _, _ -> Result<Int, CallFailure> in
                calls.withLock { $0 += 1 }
                return .failure(failure)
            })
        #expect(outcome.fatal == failure)
        #expect(calls.withLock(\.self) == 1)
    }

    @Test("a page that takes too long by itself is not tried again")
    func slowPage() async {
        let calls = Mutex<[[Int]]>([])
        let failure = CallFailure(.timedOut, code: "timeout", "too long", plugin: "p")
        let outcome = await PageWindows(size: 2, parallel: 1).run(
            [1, 2, 3],
            { pages, _ -> Result<Int, CallFailure> in
                calls.withLock { $0.append(pages) }
                return pages.contains(3) ? .failure(failure) : .success(1)
            })
        #expect(calls.withLock(\.self) == [[1, 2], [3]])
        #expect(outcome.failed.map(\.page) == [3])
    }

    @Test("longer documents have proportionally more time; a window leaves time for its pages")
    func deadline() {
        let deadline = Deadline(milliseconds: 120_000)
        #expect(deadline.extended(toPages: 20).total == 120_000)
        #expect(deadline.extended(toPages: 200).total == 1_200_000)
        #expect(Deadline(milliseconds: Int.max).extended(toPages: 500).total == Int.max)
        #expect(deadline.limit(of: nil, pages: 4) == 60_000)
        #expect(deadline.limit(of: nil, pages: 1) > 60_000)
        #expect(deadline.limit(of: 500, pages: 1) == 500)
        #expect(Deadline(milliseconds: 0).limit(of: nil, pages: 1) == 1)
    }

    @Test("the cache of files keeps what it is given, under keys alone")
    func fileCache() throws {
        let folder = NSTemporaryDirectory() + "assay-cache-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let cache = FileCache(folder: folder)
        #expect(cache.read("0123abcd") == nil)
        cache.write("0123abcd", [1, 2, 3])
        #expect(cache.read("0123abcd") == [1, 2, 3])
        #expect(FileManager.default.fileExists(atPath: folder + "/01/23abcd"))
        cache.write("../../outside", [1])
        #expect(cache.read("../../outside") == nil)
        // A folder that can't be written costs nothing but time.
        FileCache(folder: "/proc/nowhere").write("0123abcd", [1])
    }

    @Test("a cache that grows beyond its limit loses its oldest entries")
    func boundedCache() throws {
        let folder = NSTemporaryDirectory() + "assay-cache-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let cache = FileCache(folder: folder, limit: 256 * 100)
        for index in 0..<10 {
            cache.write("aa00\(index)", [UInt8](repeating: 1, count: 20))
            let time = Date(timeIntervalSince1970: 1_000_000 + Double(index))
            // An entry that is gone already has no time to set.
            try? FileManager.default.setAttributes(
                [.modificationDate: time], ofItemAtPath: folder + "/aa/00\(index)")
        }
        #expect(cache.read("aa000") == nil)
        #expect(cache.read("aa009") != nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/aa").count <= 5)
    }

    @Test("expressions' results: true as jq sees it, errors told")
    func expressions() throws {
        let bytes = Array(
            #"{"results": [{"value": false}, {"value": null}, {"value": 0}, {"error": "bad"}]}"#.utf8)
        #expect(
            try ExpressionComponent.read(bytes, [0, 1, 2], plugin: "jq") == [0: false, 1: false, 2: true])
        #expect(throws: CallFailure.self) { try ExpressionComponent.read(bytes, [3], plugin: "jq") }
        #expect(throws: CallFailure.self) { try ExpressionComponent.read(bytes, [9], plugin: "jq") }
        #expect(throws: CallFailure.self) { try ExpressionComponent.read([1], [0], plugin: "jq") }
    }

    @Test("defaults of options that no pipeline names")
    func defaults() throws {
        let schema = try JSONParser.parse(
            #"{"properties": {"a": {"default": 3}, "b": {"type": "string"}, "c": {"type": "object", "properties": {"d": {"default": []}}}}}"#
        )
        #expect(
            String(decoding: SchemaDefaults.options(of: schema), as: UTF8.self) == #"{"a":3,"c":{"d":[]}}"#)
    }
}
