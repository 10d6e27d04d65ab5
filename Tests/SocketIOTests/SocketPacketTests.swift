import AssayKit
import Testing

@testable import SocketIO

@Suite("Socket.IO 5: packets")
struct SocketPacketTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let text: String
        let packet: SocketPacket
        var testDescription: String { text }

        init(_ text: String, _ packet: SocketPacket) {
            self.text = text
            self.packet = packet
        }
    }

    private static let place: JSONValue = ["_placeholder": true, "num": 0]

    @Test(
        "type, attachments, namespace, number, data",
        arguments: [
            Sample("0", .init(.connect)),
            Sample("0{\"token\":\"123\"}", .init(.connect, data: ["token": "123"])),
            Sample("0/admin,{\"a\":1}", .init(.connect, namespace: "/admin", data: ["a": 1])),
            Sample("1", .init(.disconnect)),
            Sample("1/admin,", .init(.disconnect, namespace: "/admin")),
            Sample("2[\"foo\"]", .init(.event, data: ["foo"])),
            Sample("2/admin,[\"bar\"]", .init(.event, namespace: "/admin", data: ["bar"])),
            Sample("212[\"foo\"]", .init(.event, id: 12, data: ["foo"])),
            Sample(
                "2/admin,0[\"foo\",1.50]",
                .init(.event, namespace: "/admin", id: 0, data: ["foo", .number("1.50")])),
            Sample(
                "3/admin,13[\"bar\"]", .init(.acknowledgement, namespace: "/admin", id: 13, data: ["bar"])),
            Sample("312[]", .init(.acknowledgement, id: 12, data: [])),
            Sample(
                "51-[\"baz\",{\"_placeholder\":true,\"num\":0}]",
                .init(.binaryEvent, data: ["baz", place], attachments: 1)),
            Sample(
                "51-/admin,7[\"baz\",[{\"x\":{\"_placeholder\":true,\"num\":0}}]]",
                .init(
                    .binaryEvent, namespace: "/admin", id: 7, data: ["baz", [["x": place]]], attachments: 1)),
            Sample(
                "61-15[{\"_placeholder\":true,\"num\":0}]",
                .init(.binaryAcknowledgement, id: 15, data: [place], attachments: 1)),
            Sample("50-[\"none\"]", .init(.binaryEvent, data: ["none"])),
            Sample("2[1]", .init(.event, data: [1])),
        ])
    func both(_ sample: Sample) throws {
        #expect(SocketPacket(Array(sample.text.utf8), maximumAttachments: 10) == sample.packet)
        #expect(String(decoding: sample.packet.text, as: UTF8.self) == sample.text)
    }

    @Test("a namespace may end the packet without its comma")
    func bareNamespace() {
        #expect(
            SocketPacket(Array("0/admin".utf8), maximumAttachments: 10)
                == .init(.connect, namespace: "/admin"))
    }

    /// What no client may send, each for one reason.
    static let broken: [(String, String)] = [
        ("nothing", ""), ("an unknown type", "7"), ("letters", "abc"), ("type 9", "9[\"x\"]"),
        ("a connect with a list", "0[1]"), ("a connect with a text", "0\"token\""),
        ("a connect with words", "0abc"),
        ("a disconnect with data", "1[]"), ("an event without data", "2"),
        ("an event that is an object", "2{}"),
        ("an empty event", "2[]"), ("an event without a name", "2[{}]"), ("null for a name", "2[null]"),
        ("a text for an event", "2\"x\""), ("broken JSON", "2[\"x\""), ("two values", "2[\"x\"][\"y\"]"),
        ("letters for a number", "2abc[\"x\"]"), ("a negative number", "2-1[\"x\"]"),
        ("a fraction for a number", "21.5[\"x\"]"),
        ("a number that no client counts to", "299999999999999999[\"x\"]"),
        ("the reserved connect", "2[\"connect\"]"), ("the reserved connect_error", "2[\"connect_error\"]"),
        ("the reserved disconnect", "2[\"disconnect\"]"),
        ("the reserved disconnecting", "2[\"disconnecting\"]"),
        ("the reserved newListener", "2[\"newListener\"]"),
        ("the reserved removeListener", "2[\"removeListener\"]"),
        ("an answer without a number", "3[1]"), ("an answer that is no list", "31{}"),
        ("an answer without data", "31"),
        ("a connect error, which only the server sends", "4{\"message\":\"x\"}"),
        ("bytes without a count", "5-[\"x\"]"), ("bytes without a dash", "51[\"x\"]"),
        ("too many attachments", "511-[\"x\"]"),
        ("a count beyond all", "599999999999999999999-[\"x\"]"),
        ("a placeholder too many", "51-[\"x\",{\"_placeholder\":true,\"num\":1}]"),
        ("a negative placeholder", "51-[\"x\",{\"_placeholder\":true,\"num\":-1}]"),
        ("a placeholder without a number", "51-[\"x\",{\"_placeholder\":true}]"),
        ("a placeholder that is no number", "51-[\"x\",{\"_placeholder\":true,\"num\":\"0\"}]"),
        ("a placeholder where nothing comes along", "50-[\"x\",{\"_placeholder\":true,\"num\":0}]"),
        ("a namespace longer than any", "0/" + String(repeating: "n", count: 300)),
        ("JSON deeper than any", "2[\"x\"," + String(repeating: "[", count: 5000)),
    ]

    @Test("row 54: broken packets are none", arguments: broken)
    func brokenPacket(_ name: String, _ text: String) {
        #expect(SocketPacket(Array(text.utf8), maximumAttachments: 10) == nil, "\(name)")
    }

    @Test("attachments follow their packet: as many as it says, and no more bytes than allowed")
    func attachments() {
        func steps(_ messages: [EngineMessage]) -> [String] {
            var decoder = SocketDecoder(maximumAttachments: 2, attachmentBytes: 5)
            return messages.map { message in
                switch decoder.take(message) {
                case .incomplete: "incomplete"
                case .broken: "broken"
                case .packet(_, let attachments): "packet \(attachments.map(\.count))"
                }
            }
        }
        let text = EngineMessage.text(Array("2[\"x\"]".utf8))
        let two = EngineMessage.text(Array("52-[\"x\"]".utf8))
        #expect(
            steps([text, two, .binary([1, 2]), .binary([3]), text]) == [
                "packet []", "incomplete", "incomplete", "packet [2, 1]", "packet []",
            ])
        #expect(steps([.binary([1])]) == ["broken"])
        #expect(steps([two, text]) == ["incomplete", "broken"])
        #expect(
            steps([two, .binary([1, 2, 3]), .binary([4, 5, 6])]) == ["incomplete", "incomplete", "broken"])
    }
}
