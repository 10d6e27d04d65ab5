internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Live
internal import SocketIO
internal import Storage

/// What a client of Socket.IO may ask for.
extension LiveClient {
    private static let names =
        "authenticate, join_task, leave_task, request_data, subscribe_updates, unsubscribe_updates"

    func received(_ event: SocketEvent) async {
        if event.name == "authenticate" { return await authenticate(event) }
        guard let session else {
            return refuse("unauthenticated", "Send authenticate with a token first.", to: event)
        }
        switch event.name {
        case "join_task": await join(event, session)
        case "leave_task":
            guard let id = task(of: event) else { return }
            session.unsubscribe(from: .task(id))
            event.acknowledge(.object(["success": true, "room": .string(Self.room(id))]))
        case "request_data": await answer(event, topic: source(of: event) ?? .updates, by: "data", session)
        case "subscribe_updates": await subscribe(event, session)
        case "unsubscribe_updates":
            for topic in followed(by: event) { session.unsubscribe(from: topic) }
            event.acknowledge(.object(["success": true]))
        default:
            guard let names = house.sources.socketEvents.first(where: { $0.request == event.name }) else {
                return refuse(
                    "unknown_event", "There is no such event; there are \(Self.names).", to: event)
            }
            await answer(event, topic: .source(names.source), by: names.data, session)
        }
    }

    /// Takes a token or a key, as `{token}` or as the text alone.
    ///
    /// Whoever is in may show a newer one, and goes on with what it follows.
    private func authenticate(_ event: SocketEvent) async {
        let argument = event.arguments.first
        guard let token = argument?["token"]?.stringValue ?? argument?.stringValue else {
            return refuse("invalid_request", "authenticate takes {token}; send one.", to: event)
        }
        do {
            let principal = try await house.accounts.principal(bearer: token)
            let before = enter(principal)
            welcome(principal)
            event.acknowledge(.object(["success": true, "user_id": .id(principal.user.id)]))
            guard let before, let session else { return }
            for topic in before.topics {
                // What may not be seen any more is not followed any more.
                try? await session.subscribe(to: topic, after: before.after)
            }
        } catch {
            let refusal = Refusal.of(error)
            refuse(refusal.code, refusal.message, to: event)
            if refusal.status == 401 { countRefusal() }
        }
    }

    private func join(_ event: SocketEvent, _ session: LiveSession) async {
        guard let id = task(of: event) else { return }
        do {
            try await session.subscribe(to: .task(id), after: after(event))
            event.acknowledge(
                .object(["success": true, "room": .string(Self.room(id)), "task_id": .id(id)]))
        } catch {
            refuse(error, to: event, about: JSONObject([.init(key: "task_id", value: .id(id))]))
        }
    }

    /// All that the client may see, or one source.
    private func subscribe(_ event: SocketEvent, _ session: LiveSession) async {
        let topics = followed(by: event)
        for (index, topic) in topics.enumerated() {
            do {
                try await session.subscribe(to: topic, after: after(event))
            } catch {
                // The sources with names of their own come along only where the client may see them.
                guard index == 0 else { continue }
                return refuse(error, to: event)
            }
        }
        event.acknowledge(.object(["success": true, "topic": .optional(topics.first?.name)]))
    }

    private func answer(_ event: SocketEvent, topic: LiveTopic, by name: String, _ session: LiveSession) async
    {
        do {
            let state = try await house.views.state(of: topic, for: session.principal)
            socket.emit(name, state)
            event.acknowledge(state)
        } catch {
            refuse(error, to: event)
        }
    }

    private func refuse(_ refusal: LiveRefusal, to event: SocketEvent, about: JSONObject = JSONObject()) {
        // Whoever is gone needs no answer.
        guard refusal.kind != .ended else { return }
        refuse(refusal.kind.rawValue, refusal.sentence, to: event, about: about)
    }

    // MARK: Arguments

    /// The task that an event names: `{task_id}`, or the id alone; nil when it is none, and told so.
    private func task(of event: SocketEvent) -> JobID? {
        let argument = event.arguments.first
        let text = argument?["task_id"]?.stringValue ?? argument?.stringValue ?? ""
        if let id = JobID(text) { return id }
        refuse(
            "malformed_id", "The task_id is no UUID; copy it from the upload's answer.", to: event,
            about: JSONObject([.init(key: "task_id", value: .string(String(text.prefix(100))))]))
        return nil
    }

    /// The source that an event names: `{source}`.
    private func source(of event: SocketEvent) -> LiveTopic? {
        guard let name = event.arguments.first?["source"]?.stringValue, name.utf8.count <= 100 else {
            return nil
        }
        return .source(name)
    }

    private func followed(by event: SocketEvent) -> [LiveTopic] {
        if let source = source(of: event) { return [source] }
        return [.updates] + house.sources.socketEvents.map { .source($0.source) }
    }

    /// The last number that the client has seen: `{after}`.
    private func after(_ event: SocketEvent) -> Int64? {
        event.arguments.first?["after"]?.intValue.flatMap { $0 >= 0 ? Int64($0) : nil }
    }
}
