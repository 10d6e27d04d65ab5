/// What holds for Socket.IO clients, beside ``EngineSettings``.
package struct SocketSettings: Sendable {
    /// A client that has connected to no namespace for this long is cut off.
    package var connectTimeout: Duration = .seconds(45)
    /// The most attachments of one packet.
    package var attachments = 10
    /// What the attachments of one packet may have together, bytes.
    package var attachmentBytes = 2_000_000
    /// Packets of one client that may wait for the application; then the client isn't read.
    package var waitingPackets = 32
    /// What they may have together, bytes; a single packet may be larger.
    package var waitingBytes = 256 * 1024
    /// Rooms of one client.
    package var rooms = 256
    /// Answers that one client may owe.
    package var openQuestions = 64

    /// The standard settings.
    package init() {}
}
