internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// Batches of invoices.
enum BatchRoutes {
    private static let id = Operation.Parameter("id", in: .path, .uuid, "The batch")
    private static let one = Operation.Answer(200, "The batch", .named("Batch"))
    private static let members: [Schema.Property] = [
        .init("description", .nullable(.text(0...2000)), required: false),
        .init("pipeline", .nullable(.text(1...100)), required: false),
        .init("total_invoices", .nullable(.integer(0...1_000_000)), required: false),
    ]

    static let operations: [Operation] = [
        Operation(
            .post, "/api/batches", tag: "batches", id: "makeBatch", "Make an empty batch",
            body: .json(.object([.init("name", .text(1...200))] + members)),
            answers: [.init(201, "The batch", .named("Batch"))]
        ) { call in
            let (draft, owner) = (try await draft(call), try call.principal.user.id)
            let batch = try await call.stored { () async throws(StorageError) in
                try await call.house.store.createBatch(draft, owner: owner)
            }
            return .json(Rendered.batch(batch), status: 201)
        },
        Operation(
            .get, "/api/batches", tag: "batches", id: "listBatches", "Batches, the newest first",
            parameters: Paging.parameters + [
                .init("status", .choice(BatchStatus.allCases.map(\.rawValue)), "Only these"),
                .init("q", .text(0...200), "Part of number or name"),
            ], answers: [.init(200, "The batches", Shapes.list("batches", of: "Batch"))]
        ) { call in
            let visibility = try call.principal.visibility
            let page = try await call.stored { () async throws(StorageError) in
                try await call.house.store.batches(
                    status: call.query("status").flatMap(BatchStatus.init(rawValue:)),
                    search: call.query("q"),
                    visibility: visibility, call.page)
            }
            return .json(
                .object(["batches": .array(page.items.map(Rendered.batch)), "pagination": page.pagination]))
        },
        Operation(
            .get, "/api/batches/:id", tag: "batches", id: "getBatch", "One batch", parameters: [id],
            answers: [one]
        ) { call in .json(Rendered.batch(try await batch(call))) },
        Operation(
            .put, "/api/batches/:id", tag: "batches", id: "changeBatch", "Change a batch", parameters: [id],
            body: .json(.object([.init("name", .text(1...200), required: false)] + members)), answers: [one]
        ) { call in
            let (id, draft) = (try call.id(of: Batch.self), try await draft(call))
            let visibility = try call.principal.visibility
            let batch = try await call.stored { () async throws(StorageError) in
                try await call.house.store.updateBatch(id, draft, visibility: visibility)
            }
            return .json(Rendered.batch(batch))
        },
        Operation(
            .delete, "/api/batches/:id", tag: "batches", id: "deleteBatch", "Delete an empty batch",
            parameters: [id],
            answers: [.init(204, "Done", nil)], errors: [409]
        ) { call in
            let (id, visibility) = (try call.id(of: Batch.self), try call.principal.visibility)
            try await call.stored { () async throws(StorageError) in
                try await call.house.store.deleteBatch(id, visibility: visibility)
            }
            return .noContent
        },
        Operation(
            .get, "/api/batches/:id/status", tag: "batches", id: "batchStatus", "How far a batch is",
            parameters: [id],
            answers: [
                .init(
                    200, "Counts, progress and pace",
                    .object([
                        .init("id", .uuid), .init("status", .text), .init("counts", .map(.integer())),
                        .init("progress", .number(), "0 to 100"),
                        .init("throughput_per_minute", .number()), .init("eta_seconds", .nullable(.number())),
                    ]))
            ], handle: status),
        Operation(
            .get, "/api/batches/:id/export", tag: "batches", id: "exportBatch",
            "A batch's invoices as a file",
            parameters: [id, .init("format", .choice(["csv", "json", "xlsx"]), "csv unless said")],
            answers: [
                .init(200, "The file", .text, mediaType: "text/csv"),
                .init(200, "The file", .array(.anything), mediaType: "application/json"),
                .init(
                    200, "The file", .string(.init(format: "binary")), mediaType: InvoiceSpreadsheet.mediaType
                ),
            ], handle: export),
    ]

    private static func draft(_ call: Call) async throws(HTTPError) -> BatchDraft {
        let pipeline = call.text("pipeline")
        try await InvoiceUpload.check(pipeline: pipeline, call.house)
        return BatchDraft(
            name: call.text("name"), details: call.text("description"), pipeline: pipeline,
            expected: call.body["total_invoices"]?.intValue)
    }

    private static func batch(_ call: Call) async throws -> Batch {
        let (id, visibility) = (try call.id(of: Batch.self), try call.principal.visibility)
        return try await call.stored { () async throws(StorageError) in
            try await call.house.store.batch(id, visibility: visibility)
        }
    }

    private static func status(_ call: Call) async throws -> Response {
        let batch = try await batch(call)
        let visibility = try call.principal.visibility
        let pace = try await call.stored { () async throws(StorageError) in
            try await call.house.store.batchPace(batch.id, visibility: visibility)
        }
        let shown = Rendered.batch(batch)
        return .json(
            .object([
                "id": .id(batch.id), "status": .string(batch.status.rawValue),
                "counts": shown["counts"] ?? .null,
                "progress": shown["progress"] ?? .null, "throughput_per_minute": .double(pace.perMinute),
                "eta_seconds": .optional(pace.remaining.map { Double($0.milliseconds) / 1000 }),
            ]))
    }

    private static func export(_ call: Call) async throws -> Response {
        let batch = try await batch(call)
        let visibility = try call.principal.visibility
        let isJSON = call.query("format") == "json"
        let store = call.house.store
        if call.query("format") == "xlsx" {
            var filter = InvoiceFilter(visibility)
            filter.batch = batch.id
            return InvoiceSpreadsheet.response(batch.number, filter, store)
        }
        var answer = Response.stream(type: isJSON ? "application/json" : "text/csv; charset=utf-8") {
            writer in
            var filter = InvoiceFilter(visibility)
            filter.batch = batch.id
            var last: InvoiceID?
            var isFirst = true
            try await writer.write(Array((isJSON ? "[" : InvoiceCSV.head).utf8))
            while true {
                let piece = try await store.invoices(filter, after: last, limit: 200)
                guard !piece.isEmpty else { break }
                for invoice in piece {
                    let text =
                        isJSON ? (isFirst ? "" : ",") + InvoiceCSV.json(invoice) : InvoiceCSV.line(invoice)
                    isFirst = false
                    try await writer.write(Array(text.utf8))
                }
                last = piece.last?.id
            }
            if isJSON { try await writer.write([UInt8(ascii: "]")]) }
        }
        answer.headers["Content-Disposition"] = ContentDisposition.attachment(
            batch.number + (isJSON ? ".json" : ".csv"))
        return answer
    }
}
