import Glibc
import Testing

@testable import HTTPServing

/// The ground of the Autobahn suite's sections 1, 2, 5, 6, 7 and 10 that the tables of `WebSocketTests` leave out.
@Suite("WebSockets: text, fragments and long messages")
struct WebSocketTextTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let isGood: Bool
    }

    /// Borders of UTF-8 (RFC 3629), as in Autobahn 6.5 to 6.23.
    private static let samples: [Sample] = {
        let good: [[UInt8]] = [
            [0x00], [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF],
            [0xEE, 0x80, 0x80], [0xEF, 0xBF, 0xBD], [0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBF],
            [0xF0, 0x90, 0x80, 0x80], [0xF0, 0x9F, 0xBF, 0xBE], [0xF0, 0x9F, 0xBF, 0xBF],
            [0xF4, 0x8F, 0xBF, 0xBF], [0xF1, 0x80, 0x80, 0x80], [0xF3, 0xBF, 0xBF, 0xBF],
            Array("Hello-µ@ßöäüàá-UTF-8!!".utf8),
        ]
        let bad: [[UInt8]] = [
            [0x80], [0xBF], [0x80, 0xBF], [0xC0], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x7F],
            [0xC2, 0xC0], [0xDF, 0x20], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xE1, 0x80],
            [0xED, 0xA0, 0x80], [0xED, 0xAF, 0xBF], [0xED, 0xB0, 0x80], [0xED, 0xBF, 0xBF],
            [0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80], [0xEF, 0xBF], [0xF0, 0x80, 0x80, 0x80],
            [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x90, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0xF7, 0xBF, 0xBF, 0xBF], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFB, 0xBF, 0xBF, 0xBF, 0xBF],
            [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80], [0xFD, 0xBF, 0xBF, 0xBF, 0xBF, 0xBF], [0xFE], [0xFF],
            [0xFE, 0xFE, 0xFF, 0xFF],
            [0xCE, 0xBA, 0xE1, 0xBD, 0xB9, 0xCF, 0x83, 0xCE, 0xBC, 0xCE, 0xB5, 0xED, 0xA0, 0x80],
        ]
        func name(_ bytes: [UInt8]) -> String { bytes.map { String($0, radix: 16) }.joined(separator: " ") }
        return good.map { Sample(testDescription: "good: \(name($0))", bytes: $0, isGood: true) }
            + bad.map { Sample(testDescription: "bad: \(name($0))", bytes: $0, isGood: false) }
    }()

    private static func events(
        of frames: [[UInt8]], count: Int, port: UInt16
    ) throws -> [WireEvent] {
        let wire = try Wire(port: port)
        let answer = try wire.openWebSocket()
        guard answer.status == 101 else { throw Wire.Failure("\(answer.status)") }
        for frame in frames { wire.send(frame) }
        var events: [WireEvent] = []
        while events.count < count, events.last != .end { events.append(try wire.takeEvent()) }
        return events
    }

    @Test("row 53: text is UTF-8 and nothing else, whole and split at every byte")
    func text() async throws {
        let server = try WebSocketTests.echo()
        let port = server.port
        try await blocking {
            for sample in Self.samples {
                let split = sample.bytes.enumerated().map { index, byte in
                    Frames.frame(index == 0 ? 1 : 0, [byte], fin: index == sample.bytes.count - 1)
                }
                for frames in [[Frames.frame(1, sample.bytes)], split] {
                    let found = try Self.events(of: frames, count: sample.isGood ? 1 : 2, port: port)
                    let wanted: [WireEvent] =
                        sample.isGood ? [.message(1, sample.bytes)] : [.close(1007), .end]
                    #expect(found == wanted, "\(sample.testDescription)")
                }
            }
        }
        await server.stop()
    }

    @Test("row 53: what is broken is told as soon as it came, not at the message's end")
    func atOnce() async throws {
        let server = try WebSocketTests.echo()
        let port = server.port
        let events = try await blocking {
            try Self.events(
                of: [
                    Frames.frame(1, Array("κόσμε".utf8), fin: false),
                    Frames.frame(0, [0xF4, 0x90], fin: false),
                ],
                count: 2, port: port)
        }
        #expect(events == [.close(1007), .end])
        await server.stop()
    }

    @Test(
        "row 53: 10 pings are answered in order; pongs nobody asked for are passed over, also between fragments"
    )
    func pings() async throws {
        let server = try WebSocketTests.echo()
        let port = server.port
        let events = try await blocking {
            let pings = (0..<10).map { Frames.frame(9, Array("ping \($0)".utf8)) }
            let rest = [
                Frames.frame(10, [1]), Frames.frame(1, Array("a".utf8), fin: false), Frames.frame(10, [2]),
                Frames.frame(9, [3]), Frames.frame(0, Array("b".utf8)),
            ]
            return try Self.events(of: pings + rest, count: 12, port: port)
        }
        let pongs = (0..<10).map { WireEvent.pong(Array("ping \($0)".utf8)) }
        #expect(events == pongs + [.pong([3]), .message(1, Array("ab".utf8))])
        await server.stop()
    }

    @Test(
        "row 53: 64 KiB come back whole, however they are cut",
        arguments: [1000, 1024, 4096, 8192, 32_768, 65_536])
    func long(size: Int) async throws {
        let server = try WebSocketTests.echo { $0.fragments = 1000 }
        let port = server.port
        let message = [UInt8](repeating: UInt8(ascii: "*"), count: 65_536)
        let events = try await blocking {
            let starts = Array(stride(from: 0, to: message.count, by: size))
            let frames = starts.map { start in
                let end = min(start + size, message.count)
                return Frames.frame(
                    start == 0 ? 1 : 0, Array(message[start..<end]), fin: end == message.count)
            }
            return try Self.events(of: frames, count: 1, port: port)
        }
        #expect(events == [.message(1, message)])
        await server.stop()
    }

    @Test(
        "row 53: every close code that may be sent is answered, no other",
        arguments: [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999].map {
            ($0, true)
        }
            + [0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65_535].map { ($0, false) })
    func codes(code: Int, isGood: Bool) async throws {
        let server = try WebSocketTests.echo()
        let port = server.port
        let events = try await blocking {
            try Self.events(of: [Frames.close(UInt16(code))], count: 2, port: port)
        }
        #expect(events == [.close(isGood ? UInt16(code) : 1002), .end])
        await server.stop()
    }
}
