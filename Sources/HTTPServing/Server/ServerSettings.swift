/// How a server listens, what it allows, and how it answers where no handler does.
package struct ServerSettings: Sendable {
    /// The address to listen on: a numeric address, or a name of this machine.
    package var host = "127.0.0.1"
    /// The port; 0 takes any free one.
    package var port: UInt16 = 0
    /// Threads that move HTTP's bytes.
    package var threads = 2
    /// What is allowed.
    package var limits = Limits()
    /// How long things may take.
    package var deadlines = Deadlines()
    /// What holds for WebSockets.
    package var webSocket = WebSocketSettings()
    /// Which other origins' pages may use the service.
    package var cors = CORSPolicy()
    /// What runs around every handler, the first outermost.
    ///
    /// It sees errors as finished answers, and unknown paths too.
    package var middleware: [Middleware] = []
    /// How an error becomes an answer.
    package var renderError: @Sendable (HTTPError, _ requestID: String) -> Response = ErrorAnswer.json
    /// Told of errors that handlers throw and that are no ``HTTPError``: the client learns nothing of them.
    package var onFailure: @Sendable (any Error, Request) -> Void = { _, _ in }
    /// Told of every finished answer.
    package var onAnswer: @Sendable (AnswerSummary) -> Void = { _ in }
    /// Told when the server begins to end, before requests under way are waited for; it must return at once.
    package var onDrain: @Sendable () -> Void = {}
    /// Header fields for every answer that doesn't set them itself.
    package var safetyHeaders: [(String, String)] = SafetyHeaders.standard

    /// The settings of a server on this machine alone, on any free port.
    package init() {}

    /// What one client may use.
    package struct Limits: Sendable {
        /// The largest head of a request in bytes; over it: 431.
        package var headerBytes = 16 * 1024
        /// The largest body in bytes where a route names none; over it: 413, before it is read if its length is known.
        package var bodyBytes = 1 << 20
        /// Connections at a time; more wait in the kernel's queue.
        package var connections = 4096
        /// Connections at a time from one address; 0 for no limit.
        ///
        /// Behind a proxy all have the proxy's.
        package var connectionsPerAddress = 0
        /// The slowest transfer in bytes a second, over ``Deadlines/transferWindow``; slower ones are cut.
        package var minimumBytesPerSecond = 1024
        /// How much of an unwanted body is read and dropped, so that the connection lives on.
        package var discardedBytes = 256 * 1024

        /// The standard limits.
        package init() {}
    }

    /// How long things may take.
    package struct Deadlines: Sendable {
        /// A request's whole head, from its first byte or the connection's start.
        package var header: Duration = .seconds(10)
        /// A connection without a request.
        package var idle: Duration = .seconds(60)
        /// The span over which a transfer's speed is measured.
        package var transferWindow: Duration = .seconds(10)
        /// A handler, while it doesn't wait for the client; over it: 503, and its task is cancelled.
        package var handler: Duration = .seconds(120)
        /// After an answer that refuses the rest of a request, what still comes is read and dropped for this long.
        package var lingering: Duration = .seconds(2)

        /// The standard deadlines.
        package init() {}
    }
}

/// What holds for WebSockets.
package struct WebSocketSettings: Sendable {
    /// The largest incoming message in bytes; over it: 1009.
    package var messageBytes = 1 << 20
    /// The most fragments of one message; over it: 1009.
    package var fragments = 16_384
    /// Messages that may wait for the session, up to `messageBytes` in all; then the socket is not read.
    package var inboundMessages = 64
    /// Bytes that may wait for the peer; over it the peer is too slow: 1013.
    package var outboundBytes = 1 << 20
    /// Sockets at a time; more get 503.
    package var sockets = 10_000
    /// The time between pings.
    package var pingInterval: Duration = .seconds(20)
    /// A peer that sends nothing for this long, not even a pong, is gone.
    package var idleTimeout: Duration = .seconds(60)
    /// A peer that takes nothing for this long, while something waits, is too slow: 1013.
    package var stallTimeout: Duration = .seconds(30)
    /// How long the peer's close frame is waited for.
    package var closeTimeout: Duration = .seconds(5)

    /// The standard settings.
    package init() {}
}

/// What happened to one request.
package struct AnswerSummary: Sendable {
    /// The request; its body is spent.
    package let request: Request
    /// The answer's status.
    package let status: Int
    /// From the request's first line to the answer's head, in ms.
    package let milliseconds: Double
}
