import AssayKit
import CSystem
import Files
import Foundation
import Testing
import WorkerFrames

@testable import Workers

@Suite("sealed bytes")
struct SealedBytesTests {
    @Test("bytes come back as they went in", arguments: [0, 1, 4096, 300_001])
    func roundTrip(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        #expect(try SealedBytes(bytes).copied() == bytes)
        let path = try TemporaryFolder.make("sealed") + "/file"
        try FileSystem.write(bytes, to: path)
        let sealed = try SealedBytes(file: path)
        #expect(try sealed.copied() == bytes)
        try FileSystem.write([9], to: path)
        #expect(try sealed.copied() == bytes, "the file may change afterwards")
    }

    @Test("nobody can write, cut or lengthen them")
    func sealed() throws {
        let bytes = try SealedBytes([1, 2, 3])
        var byte: UInt8 = 9
        #expect(pwrite(bytes.descriptor, &byte, 1, 0) == -1)
        #expect(ftruncate(bytes.descriptor, 1) == -1)
        #expect(ftruncate(bytes.descriptor, 9) == -1)
        #expect(csystem_map(bytes.descriptor, 3, 1) == nil)
    }

    @Test("a file that is too long or missing says so")
    func errors() throws {
        #expect { try SealedBytes(file: "/no/file") } throws: { "\($0)".contains("/no/file: No such file") }
        #expect { try SealedBytes(file: #filePath, limit: 10) } throws: {
            "\($0)".contains("longer than 10 bytes")
        }
    }
}

@Suite("frames")
struct FrameTests {
    private static let call = CallMessage(
        request: 4, timeout: 5, name: "näme", document: 6, source: nil, record: [1, 2], looks: [],
        pages: [1, 9],
        image: .init(encoding: 3, dpi: 150, flags: 1, region: [1, 2, 3, 4]),
        steps: [.init(component: "a", options: [3]), .init(component: "b", options: [])])
    private static let step = StepMessage(
        index: 2, status: 1, duration: 99, json: [1], failure: .init(kind: 1, code: "c", message: "m"),
        verdict: .init(verdict: 2, after: 3, detail: "d"))
    private static let setup = SetupMessage(
        host: 7, library: "l", memory: 1, fileSize: 2, openFiles: 3, network: true, history: false,
        readable: ["/a", "/b"], dispensable: [])
    private static let ready = ReadyMessage(
        abiMajor: 1, abiMinor: 2, builtWith: "cc", manifest: [1, 2, 3],
        components: [.init(id: "x", kind: 1)], missingLayers: ["landlock"])

    @Test("messages come back as they went in")
    func roundTrip() throws {
        #expect(try CallMessage(Self.call.bytes) == Self.call)
        #expect(try StepMessage(Self.step.bytes) == Self.step)
        #expect(try SetupMessage(Self.setup.bytes) == Self.setup)
        #expect(try ReadyMessage(Self.ready.bytes) == Self.ready)
    }

    @Test("no cut or changed message does more than throw")
    func hostile() {
        let messages: [([UInt8], ([UInt8]) throws -> Void)] = [
            (Self.call.bytes, { _ = try CallMessage($0) }), (Self.step.bytes, { _ = try StepMessage($0) }),
            (Self.setup.bytes, { _ = try SetupMessage($0) }),
            (Self.ready.bytes, { _ = try ReadyMessage($0) }),
        ]
        for (bytes, read) in messages {
            for end in 0..<bytes.count {
                #expect(throws: FrameError.self) { try read(Array(bytes[..<end])) }
            }
            for index in bytes.indices {
                for value: UInt8 in [0, 0x7f, 0x80, 0xff] {
                    var changed = bytes
                    changed[index] = value
                    // Many changes are still messages; that no one traps is the point.
                    try? read(changed)
                }
            }
        }
    }

    @Test("frames are put together from any pieces", arguments: [1, 2, 5, 11, 12, 13, 100, 1000])
    func pieces(size: Int) throws {
        let payloads: [[UInt8]] = [[], [1], Array(repeating: 7, count: 500), [2, 3]]
        let stream = payloads.flatMap { FrameHeader.frame(.log, $0) }
        var assembler = FrameAssembler()
        var found: [[UInt8]] = []
        for start in stride(from: 0, to: stream.count, by: size) {
            let piece = Array(stream[start..<min(stream.count, start + size)])
            piece.withUnsafeBytes { assembler.append($0) }
            while let frame = try assembler.next() { found.append(frame.payload) }
        }
        #expect(found == payloads)
    }

    @Test("a frame that is too long is refused at its header")
    func tooLong() {
        var assembler = FrameAssembler()
        let header: [UInt8] = [103, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]
        header.withUnsafeBytes { assembler.append($0) }
        do throws(FrameError) {
            _ = try assembler.next()
            Issue.record("the frame was taken")
        } catch {
            #expect(error.description.contains("longer than"))
        }
    }
}

@Suite("small parts of the pool")
struct PoolPartsTests {
    @Test("the tail of standard error is bounded, and its last line says something")
    func tail() {
        var tail = StderrTail()
        #expect(tail.lastLine == nil)
        let pieces: [(String, [String], String)] = [
            ("one\ntw", ["one"], "tw"), ("o\n\n  \n", ["two", "", "  "], "two"),
            ("\u{1b}[2Jclear\n", [" [2Jclear"], " [2Jclear"),
        ]
        for (piece, lines, last) in pieces {
            let complete = tail.append(Array(piece.utf8))
            #expect(complete == lines)
            #expect(tail.lastLine == last)
        }
        for _ in 0..<1000 { _ = tail.append(Array(repeating: UInt8(ascii: "x"), count: 1 << 12)) }
        #expect(tail.lastLine?.count == 500)
        let longest = tail.append([10]).first
        #expect(longest?.utf8.count == 4096)
    }

    @Test("this machine's layers are told, and a missing one is refused unless it is accepted")
    func report() throws {
        let here = SandboxReport.current()
        #expect(here.layers.map(\.name) == ["no-new-privs", "landlock", "seccomp", "sealing"])
        try here.require(accepting: here.layers.filter { !$0.isPresent }.map(\.name))

        func report(missing: String) -> SandboxReport {
            SandboxReport(
                layers: here.layers.map {
                    .init(
                        name: $0.name, purpose: $0.purpose, isPresent: $0.name != missing, detail: $0.detail)
                })
        }
        #expect {
            try report(missing: "landlock").require()
        } throws: { error in
            (error as? SandboxError)?.missing == ["landlock"]
                && "\(error)".contains("--accept-missing landlock")
        }
        try report(missing: "landlock").require(accepting: ["landlock"])
        #expect(throws: SandboxError.self) { try report(missing: "landlock").require(accepting: ["seccomp"]) }
        #expect(throws: SandboxError.self) { try report(missing: "sealing").require(accepting: ["sealing"]) }
        #expect { try here.require(accepting: ["landlok"]) } throws: {
            "\($0)".contains("there is no sandbox layer \"landlok\"")
        }
    }
}
