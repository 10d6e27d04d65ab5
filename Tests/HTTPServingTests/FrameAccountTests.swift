import Testing

@testable import HTTPServing

@Suite("WebSockets: what an idle one keeps")
struct FrameAccountTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let frames: [[UInt8]]
        /// Bytes of the last frame that have not come yet.
        var missing = 0
        /// Bytes of a next frame's head that came along.
        var ahead = 0
        let isBetween: Bool
    }

    @Test(
        "whether a peer stands between two messages",
        arguments: [
            Sample(testDescription: "nothing yet", frames: [], isBetween: true),
            Sample(testDescription: "a message", frames: [Frames.text("hi")], isBetween: true),
            Sample(
                testDescription: "lengths at the borders",
                frames: [0, 125, 126, 65_535, 65_536].map {
                    Frames.frame(2, [UInt8](repeating: 1, count: $0))
                }, isBetween: true),
            Sample(
                testDescription: "half a frame", frames: [Frames.text("hi")], missing: 1, isBetween: false),
            Sample(
                testDescription: "half of the next head", frames: [Frames.text("hi")], ahead: 1,
                isBetween: false),
            Sample(
                testDescription: "a fragment", frames: [Frames.frame(1, [97], fin: false)], isBetween: false),
            Sample(
                testDescription: "a fragment and a ping",
                frames: [Frames.frame(1, [97], fin: false), Frames.frame(9)],
                isBetween: false),
            Sample(
                testDescription: "all fragments",
                frames: [Frames.frame(1, [97], fin: false), Frames.frame(9), Frames.frame(0, [98])],
                isBetween: true),
            Sample(testDescription: "a ping", frames: [Frames.frame(9, [1, 2, 3])], isBetween: true),
        ])
    func between(_ sample: Sample) {
        var account = FrameAccount()
        for frame in sample.frames {
            let short = UInt64(frame[1] & 0x7F)
            let length =
                switch short {
                case 126: UInt64(frame[2]) << 8 | UInt64(frame[3])
                case 127: frame[2..<10].reduce(0) { $0 << 8 | UInt64($1) }
                default: short
                }
            account.begin(isFinal: frame[0] & 0x80 != 0, isControl: frame[0] & 8 != 0, length: length)
            account.take(frame.count - (frame == sample.frames.last ? sample.missing : 0))
        }
        account.take(sample.ahead)
        #expect(account.isBetweenMessages == sample.isBetween)
    }
}
