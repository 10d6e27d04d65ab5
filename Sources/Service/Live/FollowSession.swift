internal import Accounts
internal import HTTPServing
internal import Live

/// A WebSocket that carries one topic.
enum FollowSession {
    static func run(
        _ socket: WebSocket, topic: LiveTopic, after: Int64?, _ principal: Principal, _ house: House
    )
        async
    {
        let reader = SocketReader(socket: socket)
        let session = house.live.join(principal, reader: reader)
        let opening = Task {
            do throws(LiveRefusal) {
                try await session.subscribe(to: topic, after: after)
            } catch {
                guard error.kind != .ended else { return }
                reader.refuse(error.kind.rawValue, error.sentence, topic: topic.name)
                socket.close(error.kind == .unavailable ? .tryAgainLater : .policy, reason: error.sentence)
            }
        }
        while await socket.receive() != nil {
            reader.refuse("nothing_expected", "This path takes no messages; use /ws to subscribe to topics.")
        }
        session.leave()
        opening.cancel()
    }
}
