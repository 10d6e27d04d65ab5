import Foundation
import Glibc
import Testing

@testable import HTTPServing

@Suite("Malformed and smuggling requests")
struct MalformedRequestTests {
    /// What may be said to a request that breaks the grammar; 404 and 405 are for targets and methods that are whole.
    static let refusals: Set<Int> = [400, 413, 414, 417, 431, 501, 505]

    /// Whether answers are one refusal.
    ///
    /// libmicrohttpd 0.9.75 sends the head of some of its own refusals twice, and then closes the connection.
    static func isRefusal(_ found: [Int]) -> Bool {
        found.allSatisfy(refusals.contains)
            && (found.count <= 1 || (found.count == 2 && found[0] == found[1]))
    }

    @Test("row 50: each is refused or cut, and what follows it is never taken for a request")
    func refused() async throws {
        #expect(MalformedRequests.all.count >= 300)
        let server = try TestServer { $0.deadlines.header = .seconds(3) }
        let port = server.port
        let canary = Array("GET /canary HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        var before = 0
        for sample in MalformedRequests.all {
            let answer = try await blocking {
                let wire = try Wire(port: port, timeout: 20)
                wire.send(sample.bytes + canary)
                wire.finishSending()
                let all = wire.receiveAll()
                guard wire.isClosed else { throw Wire.Failure("\(sample.name): not closed") }
                return all
            }
            let found = statuses(answer)
            #expect(
                Self.isRefusal(found),
                "\(sample.name): \(found) \(String(decoding: answer.prefix(300), as: UTF8.self))")
            let canaries = server.canaries.value
            #expect(canaries == before, "\(sample.name) let the next request through")
            before = canaries
        }
        #expect(try await server.get("/canary").text == "canary")
        #expect(await eventually { server.server.activeRequests == 0 })
        await server.stop()
    }

    @Test("each is closed also while the client keeps its side open")
    func closedWhileOpen() async throws {
        let server = try TestServer { settings in
            settings.deadlines.header = .milliseconds(200)
            settings.deadlines.idle = .milliseconds(200)
            settings.deadlines.transferWindow = .milliseconds(200)
        }
        let port = server.port
        let samples = MalformedRequests.all.enumerated().filter { $0.offset % 7 == 0 }.map(\.element)
        try await blocking {
            // All at once: each waits for a deadline at most.
            let wires = try samples.map { sample in
                let wire = try Wire(port: port, timeout: 20)
                wire.send(sample.bytes)
                return wire
            }
            for (wire, sample) in zip(wires, samples) {
                let found = statuses(wire.receiveAll())
                #expect(wire.isClosed, "\(sample.name)")
                #expect(Self.isRefusal(found), "\(sample.name): \(found)")
            }
        }
        await server.stop()
    }

    @Test("random changes of a good request never bring the server down")
    func mutations() async throws {
        let server = try TestServer { $0.deadlines.header = .milliseconds(300) }
        let port = server.port
        try await blocking {
            var random = SplitMix(seed: 7)
            let good = Array(
                "POST /echo?a=b HTTP/1.1\r\nHost: x\r\nX-A: b\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
                    .utf8)
            for _ in 0..<300 {
                var bytes = good
                for _ in 0..<(1 + Int(random.next() % 4)) {
                    let place = Int(random.next() % UInt64(bytes.count))
                    switch random.next() % 3 {
                    case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                    case 1: bytes.remove(at: place)
                    default: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
                    }
                }
                let wire = try Wire(port: port)
                wire.send(bytes)
                wire.finishSending()
                _ = wire.receiveAll()
                #expect(wire.isClosed)
            }
        }
        #expect(try await server.get("/items/1").text == "item 1")
        await server.stop()
    }

    @Test("what follows a chunked body is never answered: its end may be read in two ways")
    func chunkedEndsConnection() async throws {
        let server = try TestServer()
        let body = "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello\n0\n\n"
        let answer = try await server.talk(Array("\(body)GET /canary HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        #expect(statuses(answer).count <= 1)
        #expect(server.canaries.value == 0)
        await server.stop()
    }
}

/// Reproducible random numbers.
struct SplitMix {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
