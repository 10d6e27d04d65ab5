internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Outgoing
internal import Storage

/// Subscriptions to events, and what became of the messages.
enum WebhookRoutes {
    static let shape = Schema.object([
        .init("id", .uuid), .init("owner", .uuid), .init("url", .text),
        .init("description", .nullable(.text)),
        .init("events", .array(.text), "Empty: all"),
        .init("everybodys", .boolean, "About everybody's invoices, not only the owner's"),
        .init("status", .choice(Subscription.State.allCases.map(\.rawValue))),
        .init("disabled_reason", .nullable(.text)), .init("failing_since", .nullable(.moment)),
        .init("previous_secret_until", .nullable(.moment), "Until then messages carry two signatures"),
        .init("created_at", .moment), .init("updated_at", .moment),
        .init("secret", .text, required: false, "whsec_ and Base64, shown once"),
    ])
    static let deliveryShape = Schema.object([
        .init("id", .uuid), .init("message_id", .text, "The webhook-id, the same over all tries"),
        .init("type", .text), .init("status", .choice(Delivery.State.allCases.map(\.rawValue))),
        .init("attempts", .integer()), .init("last_answer", .nullable(.text)),
        .init("last_tried_at", .nullable(.moment)), .init("next_try_at", .nullable(.moment)),
        .init("created_at", .moment), .init("data", .anything),
    ])

    private static let id = Operation.Parameter("id", in: .path, .uuid, "The webhook")
    private static let events = Schema.array(.choice(WebhookEvent.names.map(\.name)), 0...50)
    private static let eventsMeaning = WebhookEvent.names.map { "\($0.name): \($0.summary)" }.joined(
        separator: "; ")
    private static let one = Operation.Answer(200, "The webhook", .named("Webhook"))

    static let operations: [Operation] = [
        Operation(
            .get, "/api/webhooks", tag: "webhooks", id: "listWebhooks", "Subscriptions to events",
            parameters: Paging.parameters,
            answers: [.init(200, "The webhooks", Shapes.list("webhooks", of: "Webhook"))]
        ) { call in
            let visibility = try call.principal.visibility
            let page = try await call.stored { () async throws(StorageError) in
                try await call.house.store.subscriptions(visibility, call.page)
            }
            return .json(
                .object([
                    "webhooks": .array(page.items.map { rendered($0) }), "pagination": page.pagination,
                ]))
        },
        Operation(
            .post, "/api/webhooks", tag: "webhooks", id: "makeWebhook",
            "Be told of events by requests, signed as Standard Webhooks",
            body: .json(
                .object([
                    .init("url", .text(1...2048), "https, a public machine"),
                    .init("events", events, required: false, eventsMeaning + ". None named: all"),
                    .init("description", .nullable(.text(0...200)), required: false),
                    .init(
                        "everybodys", .boolean, required: false,
                        "About everybody's invoices, for managers and admins"),
                ])), answers: [.init(201, "The webhook with its secret, shown once", .named("Webhook"))],
            errors: [409], handle: make),
        Operation(
            .get, "/api/webhooks/:id", tag: "webhooks", id: "getWebhook", "One webhook", parameters: [id],
            answers: [one]
        ) { call in
            let (id, visibility) = (try call.id(of: Subscription.self), try call.principal.visibility)
            return .json(
                rendered(
                    try await call.stored { () async throws(StorageError) in
                        try await call.house.store.subscription(id, visibility: visibility)
                    }))
        },
        Operation(
            .put, "/api/webhooks/:id", tag: "webhooks", id: "changeWebhook",
            "Change a webhook, or let it be told again",
            parameters: [id],
            body: .json(
                .object([
                    .init("url", .text(1...2048), required: false), .init("events", events, required: false),
                    .init("description", .nullable(.text(0...200)), required: false),
                    .init("everybodys", .boolean, required: false),
                    .init(
                        "status", .choice(Subscription.State.allCases.map(\.rawValue)), required: false),
                ])), answers: [one], handle: change),
        Operation(
            .delete, "/api/webhooks/:id", tag: "webhooks", id: "deleteWebhook",
            "Delete a webhook and the log of its deliveries", parameters: [id],
            answers: [.init(204, "Done", nil)]
        ) { call in
            let (id, principal) = (try call.id(of: Subscription.self), try call.principal)
            try await call.stored { () async throws(StorageError) in
                try await call.house.store.deleteSubscription(
                    id, visibility: principal.visibility, by: principal.actor)
            }
            return .noContent
        },
        Operation(
            .post, "/api/webhooks/:id/test", tag: "webhooks", id: "testWebhook", "Send a test message",
            parameters: [id], answers: [.init(202, "The delivery", .named("Delivery"))], handle: test),
        Operation(
            .post, "/api/webhooks/:id/rotate", tag: "webhooks", id: "rotateWebhookSecret",
            "Take a new secret; for a day messages carry a signature of the old one, too",
            parameters: [id],
            answers: [.init(200, "The webhook with its new secret, shown once", .named("Webhook"))]
        ) { call in
            let (id, principal) = (try call.id(of: Subscription.self), try call.principal)
            let subscription = try await call.stored { () async throws(StorageError) in
                try await call.house.store.rotateSecret(
                    of: id, visibility: principal.visibility, by: principal.actor)
            }
            return .json(rendered(subscription, withSecret: true))
        },
        Operation(
            .get, "/api/webhooks/:id/deliveries", tag: "webhooks", id: "listDeliveries",
            "What became of the messages, the newest first; kept 30 days",
            parameters: [id] + Paging.parameters + [
                .init("status", .choice(Delivery.State.allCases.map(\.rawValue)), "Only these")
            ],
            answers: [.init(200, "The deliveries", Shapes.list("deliveries", of: "Delivery"))]
        ) { call in
            let destination = try await destination(call)
            let state = call.query("status").flatMap(Delivery.State.init(rawValue:))
            let page = try await call.stored { () async throws(StorageError) in
                try await call.house.store.deliveries(destination: destination, state: state, call.page)
            }
            return .json(
                .object([
                    "deliveries": .array(page.items.map { rendered($0, call.house) }),
                    "pagination": page.pagination,
                ]))
        },
        Operation(
            .post, "/api/webhooks/:id/deliveries/:delivery/redeliver", tag: "webhooks", id: "redeliver",
            "Deliver a message again, with the same webhook-id",
            parameters: [id, .init("delivery", in: .path, .uuid, "The delivery")],
            answers: [.init(202, "The delivery", .named("Delivery"))]
        ) { call in
            let destination = try await destination(call)
            let id = try call.id("delivery", of: Delivery.self)
            let delivery = try await call.stored { () async throws(StorageError) in
                try await call.house.store.redeliver(id, to: destination)
            }
            return .json(rendered(delivery, call.house), status: 202)
        },
    ]

    private static func make(_ call: Call) async throws -> Response {
        let principal = try call.principal
        let url = call.text("url") ?? ""
        try check(url, call.house)
        let isEverybodys = call.body["everybodys"]?.boolValue ?? false
        try checkScope(isEverybodys, principal)
        let draft = SubscriptionDraft(
            owner: principal.user.id, url: url, note: call.text("description"), events: named(call) ?? [],
            isEverybodys: isEverybodys)
        let subscription = try await call.stored { () async throws(StorageError) in
            try await call.house.store.createSubscription(draft, by: principal.actor)
        }
        return .json(rendered(subscription, withSecret: true), status: 201)
    }

    private static func change(_ call: Call) async throws -> Response {
        let (id, principal) = (try call.id(of: Subscription.self), try call.principal)
        if let url = call.text("url") { try check(url, call.house) }
        let isEverybodys = call.body["everybodys"]?.boolValue
        try checkScope(isEverybodys ?? false, principal)
        let note: String? = call.body["description"].map { $0.stringValue ?? "" }
        let change = SubscriptionChange(
            url: call.text("url"), note: note, events: named(call), isEverybodys: isEverybodys,
            state: call.text("status").flatMap(Subscription.State.init(rawValue:)))
        let subscription = try await call.stored { () async throws(StorageError) in
            try await call.house.store.changeSubscription(
                id, change, visibility: principal.visibility, by: principal.actor)
        }
        return .json(rendered(subscription))
    }

    private static func test(_ call: Call) async throws -> Response {
        let destination = try await destination(call)
        let owner = try call.principal.user.id
        let draft = OutboxDraft(
            destination: destination, type: "webhook.test", owner: owner,
            body: ["message": "This is a test; whoever verifies its signature is ready."])
        let delivery = try await call.stored { () async throws(StorageError) in
            let ids = try await call.house.store.post([draft])
            let latest = try await call.house.store.deliveries(
                destination: destination, state: nil, PageRequest(page: 1, perPage: 20))
            guard let delivery = latest.items.first(where: { ids.contains($0.id) }) else {
                throw StorageError.notFound("delivery")
            }
            return delivery
        }
        return .json(rendered(delivery, call.house), status: 202)
    }

    /// The destination of the webhook in the path, once the caller was found to see it.
    private static func destination(_ call: Call) async throws -> String {
        let (id, visibility) = (try call.id(of: Subscription.self), try call.principal.visibility)
        let subscription = try await call.stored { () async throws(StorageError) in
            try await call.house.store.subscription(id, visibility: visibility)
        }
        return DeliveryDestination.subscription(subscription.id).text
    }

    private static func named(_ call: Call) -> [String]? {
        call.body["events"]?.arrayValue.map { Set($0.compactMap(\.stringValue)).sorted() }
    }

    /// - Throws: 422 when the address is none that requests may go to, as far as that can be judged before its name is
    ///   looked up.
    private static func check(_ url: String, _ house: House) throws(HTTPError) {
        let policy = OutgoingPolicy(
            allowed: house.settings.webhookAllowed, allowsHTTP: house.settings.webhookAllowsHTTP)
        do {
            _ = try OutgoingURL(url, policy: policy)
        } catch {
            throw Refusal.invalid([("url", "\(error)")])
        }
    }

    private static func checkScope(_ isEverybodys: Bool, _ principal: Principal) throws(HTTPError) {
        guard isEverybodys, !principal.may(.readEverybodys) else { return }
        throw HTTPError(
            403, "forbidden",
            "Events of everybody's invoices are for managers and admins; leave everybodys out.")
    }

    private static func rendered(_ subscription: Subscription, withSecret: Bool = false) -> JSONValue {
        var object = JSONObject([
            .init(key: "id", value: .id(subscription.id)),
            .init(key: "owner", value: .id(subscription.owner)),
            .init(key: "url", value: .string(subscription.url)),
            .init(key: "description", value: .optional(subscription.note)),
            .init(key: "events", value: .array(subscription.events.map { .string($0) })),
            .init(key: "everybodys", value: .bool(subscription.isEverybodys)),
            .init(key: "status", value: .string(subscription.state.rawValue)),
            .init(key: "disabled_reason", value: .optional(subscription.disabledReason)),
            .init(key: "failing_since", value: .moment(subscription.failingSince)),
            .init(key: "previous_secret_until", value: .moment(subscription.previousUntil)),
            .init(key: "created_at", value: .moment(subscription.createdAt)),
            .init(key: "updated_at", value: .moment(subscription.updatedAt)),
        ])
        if withSecret { object["secret"] = .string(subscription.secret) }
        return .object(object)
    }

    private static func rendered(_ delivery: Delivery, _ house: House) -> JSONValue {
        // Due times are steady ones; to people the time of day is shown that is so far away.
        let wait = delivery.dueAt.since(house.time.steady())
        let next = delivery.state == .pending ? house.time.now() + max(wait, .zero) : nil
        return .object([
            "id": .id(delivery.id), "message_id": .string(delivery.draft.messageID),
            "type": .string(delivery.draft.type), "status": .string(delivery.state.rawValue),
            "attempts": .integer(delivery.attempts), "last_answer": .optional(delivery.lastAnswer),
            "last_tried_at": .moment(delivery.triedAt), "next_try_at": .moment(next),
            "created_at": .moment(delivery.createdAt), "data": delivery.draft.body,
        ])
    }
}
