/// Whether a peer stands between two messages, told from the bytes that were taken and the frames that began.
struct FrameAccount {
    /// Bytes that were taken from the peer.
    private var taken: UInt64 = 0
    /// Bytes that the frames have which began.
    private var framed: UInt64 = 0
    private var isInMessage = false

    mutating func take(_ count: Int) { taken &+= UInt64(count) }

    /// A frame began, and its head was read; peers' frames are masked (RFC 6455, section 5.2).
    mutating func begin(isFinal: Bool, isControl: Bool, length: UInt64) {
        let extended: UInt64 = length < 126 ? 0 : length < 65_536 ? 2 : 8
        framed &+= 2 + extended + 4 &+ length
        if !isControl { isInMessage = !isFinal }
    }

    /// Nothing of a frame and of a message has come that is not whole.
    var isBetweenMessages: Bool { taken == framed && !isInMessage }
}
