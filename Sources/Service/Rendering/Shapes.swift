/// The named schemas of answers; they stand under `components` in `/openapi.json`.
enum Shapes {
    static let all: [(name: String, schema: Schema)] = [
        ("Error", error), ("User", user), ("Tokens", tokens), ("ServiceKey", key), ("Pagination", pagination),
        ("Batch", batch), ("InvoiceSummary", invoiceSummary), ("Invoice", invoice), ("Accepted", accepted),
        ("AcceptedAddress", AddressUpload.answer),
        ("Task", task), ("ChatMessage", ChatRoutes.shape),
        ("HistoryEntry", history), ("Job", job), ("SocketPath", LiveRoutes.shape),
        ("Webhook", WebhookRoutes.shape), ("Delivery", WebhookRoutes.deliveryShape),
        ("EngineError", LiveApplication.refusal),
    ]

    static let error = Schema.object([
        .init("error", .text, "One sentence a person can act on"), .init("code", .text, "A stable word"),
        .init("details", .anything, required: false), .init("request_id", .text),
    ])
    static let user = Schema.object([
        .init("id", .uuid), .init("email", .text), .init("username", .text),
        .init("role", .choice(["user", "manager", "admin"])), .init("permissions", .array(.text)),
        .init("disabled", .boolean), .init("created_at", .moment),
    ])
    static let tokens = Schema.object([
        .init("access_token", .text), .init("refresh_token", .text), .init("token_type", .choice(["bearer"])),
        .init("expires_in", .integer(0...86_400), "Seconds"),
    ])
    static let key = Schema.object([
        .init("id", .uuid), .init("name", .text), .init("hint", .text, "The first characters"),
        .init("role", .choice(["user", "manager", "admin"])), .init("expires_at", .nullable(.moment)),
        .init("created_at", .moment), .init("last_used_at", .nullable(.moment)),
        .init("key", .text, required: false, "The whole key, shown once"),
    ])
    static let pagination = Schema.object([
        .init("page", .integer()), .init("per_page", .integer()), .init("total", .integer()),
        .init("pages", .integer()), .init("has_next", .boolean), .init("has_prev", .boolean),
    ])
    static let batch = Schema.object([
        .init("id", .uuid), .init("batch_number", .text), .init("name", .text),
        .init("description", .nullable(.text)), .init("pipeline", .nullable(.text)),
        .init("total_invoices", .nullable(.integer()), "How many it is going to have"),
        .init("status", .choice(["open", "processing", "completed", "completed_with_errors"])),
        .init("counts", .map(.integer()), "Invoices by status"), .init("progress", .number()),
        .init("created_at", .moment), .init("updated_at", .moment),
    ])
    static let statuses = [
        "queued", "processing", "processed", "needs_review", "flagged", "failed", "approved", "rejected",
    ]
    private static let summaryMembers: [Schema.Property] = [
        .init("id", .uuid), .init("invoice_number", .nullable(.text)),
        .init("invoice_date", .nullable(.date)),
        .init("supplier_name", .nullable(.text)), .init("supplier_gstin", .nullable(.text)),
        .init("buyer_name", .nullable(.text)), .init("total", .nullable(.text)),
        .init("currency", .nullable(.text)),
        .init("status", .choice(statuses)), .init("stage", .nullable(.text)),
        .init("confidence", .nullable(.number())),
        .init("flag_count", .integer()), .init("batch_id", .nullable(.uuid)), .init("version", .integer()),
        .init("created_at", .moment),
    ]
    static let invoiceSummary = Schema.object(summaryMembers)
    static let invoice = Schema.object(
        summaryMembers + [
            .init("task_id", .nullable(.uuid)), .init("file_name", .nullable(.text)),
            .init("media_type", .nullable(.text)), .init("pipeline", .nullable(.text)),
            .init("pages", .integer()),
            .init("part", .object([.init("index", .integer()), .init("count", .integer())])),
            .init("duplicate_of", .nullable(.uuid)),
            .init("fields", .map(.anything), "Values with their evidence"),
            .init("line_items", .array(.map(.anything))), .init("tax_summary", .array(.map(.anything))),
            .init("flags", .array(.anything)), .init("steps", .array(.anything)),
            .init("metadata", .anything),
            .init("notes", .array(.text)), .init("error", .nullable(.anything)),
            .init("review", .nullable(.anything)),
            .init("history", .array(.named("HistoryEntry"))), .init("processed_at", .nullable(.moment)),
            .init("updated_at", .moment),
        ])
    static let history = Schema.object([
        .init("type", .text), .init("by", .nullable(.uuid)), .init("at", .moment),
        .init("version", .integer()),
        .init(
            "changes",
            .array(
                .object([
                    .init("field", .text), .init("old", .nullable(.text)), .init("new", .nullable(.text)),
                ]))),
        .init("comment", .nullable(.text)),
    ])
    static let accepted = Schema.object([
        .init("id", .nullable(.uuid)), .init("file_name", .text), .init("task_id", .nullable(.uuid)),
        .init("status", .text), .init("batch_id", .nullable(.uuid)),
        .init("duplicate_of", .uuid, required: false, "An earlier invoice with the same bytes"),
        .init("error", .text, required: false), .init("code", .text, required: false),
    ])
    static let task = Schema.object([
        .init("task_id", .uuid),
        .init("status", .choice(["queued", "running", "completed", "failed", "cancelled"])),
        .init("progress", .number()), .init("current_stage", .nullable(.text)),
        .init("stages", .array(.text)),
        .init("created_at", .moment), .init("started_at", .nullable(.moment)),
        .init("completed_at", .nullable(.moment)), .init("result", .nullable(.anything)),
        .init("error", .nullable(.text)), .init("invoice_id", .nullable(.uuid)),
        .init("websocket", AddressUpload.watching),
    ])
    static let job = Schema.object([
        .init("id", .uuid), .init("kind", .text),
        .init("status", .choice(["ready", "running", "done", "dead", "cancelled"])),
        .init("owner", .nullable(.uuid)), .init("invoice_id", .nullable(.uuid)),
        .init("attempts", .integer()),
        .init("crashes", .integer()), .init("error", .nullable(.text)),
        .init("pipeline_version", .nullable(.text), "`file`, or a number"), .init("created_at", .moment),
        .init("started_at", .nullable(.moment)), .init("finished_at", .nullable(.moment)),
    ])

    /// A list under a name, with its figures.
    static func list(_ name: String, of shape: String) -> Schema {
        .object([.init(name, .array(.named(shape))), .init("pagination", .named("Pagination"))])
    }
}
