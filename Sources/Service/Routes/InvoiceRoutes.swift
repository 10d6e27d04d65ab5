internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// Invoices: lists, details, corrections, decisions.
enum InvoiceRoutes {
    private static let id = Operation.Parameter("id", in: .path, .uuid, "The invoice")
    private static let one = Operation.Answer(200, "The invoice", .named("Invoice"))
    private static let values = Schema.map(.nullable(.text(0...10_000)))
    private static let rows = Schema.array(.map(.text(0...10_000)), 0...5000)

    static let operations: [Operation] = [
        Operation(
            .get, "/api/invoices", tag: "invoices", id: "listInvoices", "Invoices that pass all filters",
            parameters: Paging.parameters + filters,
            answers: [.init(200, "The invoices", Shapes.list("invoices", of: "InvoiceSummary"))], handle: list
        ),
        Operation(
            .post, "/api/invoices", tag: "invoices", id: "makeInvoice", "Make an invoice by hand",
            body: .json(
                .object([
                    .init("fields", .map(.text(0...10_000))), .init("line_items", rows, required: false),
                    .init("batch_id", .uuid, required: false),
                ])), answers: [.init(201, "The invoice", .named("Invoice"))], errors: [404], handle: make),
        Operation(
            .get, "/api/invoices/:id", tag: "invoices", id: "getInvoice", "One invoice with its evidence",
            parameters: [id], answers: [one]
        ) { call in try await answer(call, try call.id(of: Invoice.self)) },
        Operation(
            .put, "/api/invoices/:id", tag: "invoices", id: "correctInvoice",
            "Correct values; null takes a field out",
            parameters: [id],
            body: .json(
                .object([
                    .init("version", .integer(1...Int(Int32.max))), .init("fields", values, required: false),
                    .init("line_items", rows, required: false),
                ])), answers: [one], errors: [409], handle: correct),
        Operation(
            .delete, "/api/invoices/:id", tag: "invoices", id: "deleteInvoice",
            "Delete an invoice and its history",
            parameters: [id], answers: [.init(204, "Done", nil)], errors: [409]
        ) { call in
            let (id, principal) = (try call.id(of: Invoice.self), try call.principal)
            try await call.stored { () async throws(StorageError) in
                try await call.house.store.deleteInvoice(
                    id, visibility: principal.visibility, by: principal.actor)
            }
            return .noContent
        },
        decision(
            .approve, Schema.object([.init("comment", .text(0...2000), required: false)]), isOptional: true),
        decision(.reject, Schema.object([.init("reason", .text(1...2000))]), isOptional: false),
        decisions(.approve, "comment"), decisions(.reject, "reason"),
        Operation(
            .post, "/api/invoices/:id/reprocess", tag: "invoices", id: "reprocessInvoice",
            "Read the document anew",
            parameters: [id],
            body: .json(.object([.init("pipeline", .text(1...100), required: false)]), isOptional: true),
            answers: [
                .init(
                    202, "The new task",
                    .object([.init("id", .uuid), .init("task_id", .uuid), .init("status", .text)]))
            ], errors: [409], handle: reprocess),
        Operation(
            .get, "/api/invoices/:id/history", tag: "invoices", id: "invoiceHistory",
            "What happened to an invoice",
            parameters: [id],
            answers: [
                .init(
                    200, "The entries, the oldest first",
                    .object([.init("history", .array(.named("HistoryEntry")))]))
            ]
        ) { call in
            let (id, visibility) = (try call.id(of: Invoice.self), try call.principal.visibility)
            let history = try await call.stored { () async throws(StorageError) in
                try await call.house.store.history(id, visibility: visibility)
            }
            return .json(.object(["history": .array(history.map(Rendered.entry))]))
        },
        Operation(
            .get, "/api/invoices/:id/document", tag: "invoices", id: "invoiceDocument", "The original",
            parameters: [id], answers: [.init(200, "The file", .text, mediaType: "application/octet-stream")],
            handle: document),
    ]

    static let filters: [Operation.Parameter] = [
        .init("status", .choice(InvoiceStatus.allCases.map(\.rawValue)), "Only these"),
        .init("batch_id", .uuid, "Of that batch"), .init("vendor_id", .uuid, "From that vendor"),
        .init("customer_id", .uuid, "To that buyer"),
        .init("gstin", .text(1...20), "From the supplier of that GSTIN"),
        .init("flagged", .boolean, "With findings, or without"),
        .init("min_total", Schema.amount, "At least"),
        .init("max_total", Schema.amount, "At most"),
        .init("date_from", .date, "Invoice date, this day included"),
        .init("date_to", .date, "Invoice date, this day included"),
        .init("q", .text(0...200), "Part of number, name or file"),
        .init(
            "sort", .choice(InvoiceSort.Key.allCases.flatMap { [$0.rawValue, "-" + $0.rawValue] }),
            "- for descending"),
    ]

    private static func list(_ call: Call) async throws -> Response {
        var filter = InvoiceFilter(try call.principal.visibility)
        filter.statuses = call.query("status").flatMap(InvoiceStatus.init(rawValue:)).map { [$0] } ?? []
        filter.batch = call.query("batch_id").flatMap { BatchID($0) }
        filter.vendor = call.query("vendor_id").flatMap { VendorID($0) }
        filter.customer = call.query("customer_id").flatMap { VendorID($0) }
        filter.gstin = call.query("gstin")
        filter.flagged = call.query("flagged").map { $0 == "true" || $0 == "1" }
        filter.minimumTotal = call.query("min_total").flatMap { Amount($0) }
        filter.maximumTotal = call.query("max_total").flatMap { Amount($0) }
        filter.from = call.query("date_from").flatMap { CalendarDate(iso: $0) }
        filter.to = call.query("date_to").flatMap { CalendarDate(iso: $0) }
        filter.search = call.query("q")
        let (wanted, sort) = (filter, call.query("sort").flatMap { InvoiceSort($0) } ?? InvoiceSort())
        let page = try await call.stored { () async throws(StorageError) in
            try await call.house.store.invoices(wanted, sort: sort, call.page)
        }
        return .json(
            .object([
                "invoices": .array(page.items.map { .object(Rendered.summary($0)) }),
                "pagination": page.pagination,
            ]))
    }

    private static func answer(_ call: Call, _ id: InvoiceID, status: Int = 200) async throws -> Response {
        let visibility = try call.principal.visibility
        let (invoice, history) = try await call.stored { () async throws(StorageError) in
            (
                try await call.house.store.invoice(id, visibility: visibility),
                try await call.house.store.history(id, visibility: visibility)
            )
        }
        var response = Rendered.invoice(invoice, history: history)
        response.status = status
        return response
    }

    private static func make(_ call: Call) async throws -> Response {
        let principal = try call.principal
        var record = Record()
        let correction = try correction(call)
        _ = correction.apply(to: &record)
        let final = record
        let invoice = try await call.stored { () async throws(StorageError) in
            try await call.house.store.createInvoice(
                final, owner: principal.user.id, batch: call.text("batch_id").flatMap { BatchID($0) },
                by: principal.actor)
        }
        return try await answer(call, invoice.id, status: 201)
    }

    private static func correct(_ call: Call) async throws -> Response {
        let (id, principal) = (try call.id(of: Invoice.self), try call.principal)
        let correction = try correction(call)
        let version = call.body["version"]?.intValue ?? 0
        _ = try await call.stored { () async throws(StorageError) in
            try await call.house.store.correct(
                id, version: version, correction, visibility: principal.visibility, by: principal.actor)
        }
        return try await answer(call, id)
    }

    /// The values of a body, each of a field that there is and in its form.
    private static func correction(_ call: Call) throws(HTTPError) -> Correction {
        var correction = Correction()
        var problems: [(place: String, sentence: String)] = []
        for member in call.body["fields"]?.objectValue?.members ?? [] {
            let value = member.value.stringValue
            if let problem = FieldForm.problem(FieldTable.field(member.key), value) {
                problems.append(("fields.\(member.key.prefix(60))", problem))
            }
            correction.fields[member.key] = .some(value)
        }
        if let rows = call.body["line_items"]?.arrayValue {
            correction.lineItems = rows.enumerated().map { index, row in
                var cells: [String: String] = [:]
                for member in row.objectValue?.members ?? [] {
                    let known = FieldTable.lineItemFields.first { $0.name == member.key }
                    if let problem = FieldForm.problem(known, member.value.stringValue) {
                        problems.append(("line_items[\(index)].\(member.key.prefix(60))", problem))
                    }
                    cells[member.key] = member.value.stringValue
                }
                return cells
            }
        }
        guard problems.isEmpty else { throw Refusal.invalid(problems) }
        return correction
    }

    private static func decision(_ decision: ReviewDecision, _ body: Schema, isOptional: Bool) -> Operation {
        Operation(
            .post, "/api/invoices/:id/\(decision.rawValue)", tag: "invoices",
            id: "\(decision.rawValue)Invoice",
            decision == .approve ? "Approve an invoice" : "Reject an invoice", access: .role(.manager),
            parameters: [id], body: .json(body, isOptional: isOptional), answers: [one], errors: [409]
        ) { call in
            let (id, principal) = (try call.id(of: Invoice.self), try call.principal)
            _ = try await call.stored { () async throws(StorageError) in
                try await call.house.store.decide(
                    decision, on: id, comment: call.text(decision == .approve ? "comment" : "reason"),
                    visibility: principal.visibility, by: principal.actor)
            }
            return try await answer(call, id)
        }
    }

    private static func decisions(_ decision: ReviewDecision, _ comment: String) -> Operation {
        Operation(
            .post, "/api/invoices/\(decision.rawValue)", tag: "invoices", id: "\(decision.rawValue)Invoices",
            decision == .approve ? "Approve many" : "Reject many", access: .role(.manager),
            body: .json(
                .object([
                    .init("ids", .array(.uuid, 1...500)),
                    .init(
                        comment, .text((decision == .reject ? 1 : 0)...2000), required: decision == .reject),
                ])),
            answers: [
                .init(
                    200, "What became of each, in order",
                    .object([
                        .init(
                            "results",
                            .array(
                                .object([
                                    .init("id", .uuid), .init("status", .text, required: false),
                                    .init("error", .text, required: false),
                                    .init("code", .text, required: false),
                                ])))
                    ]))
            ]
        ) { call in
            let principal = try call.principal
            var results: [JSONValue] = []
            for text in call.body["ids"]?.arrayValue?.compactMap(\.stringValue) ?? [] {
                guard let id = InvoiceID(text) else { continue }
                do throws(StorageError) {
                    let invoice = try await call.house.store.decide(
                        decision, on: id, comment: call.text(comment), visibility: principal.visibility,
                        by: principal.actor)
                    results.append(
                        .object(["id": .id(id), "status": .string(invoice.summary.status.rawValue)]))
                } catch {
                    let refusal = Refusal.of(error)
                    results.append(
                        .object([
                            "id": .id(id), "error": .string(refusal.message), "code": .string(refusal.code),
                        ]))
                }
            }
            return .json(.object(["results": .array(results)]))
        }
    }

    private static func reprocess(_ call: Call) async throws -> Response {
        let (id, principal) = (try call.id(of: Invoice.self), try call.principal)
        let pipeline = call.text("pipeline")
        try await InvoiceUpload.check(pipeline: pipeline, call.house)
        let invoice = try await call.stored { () async throws(StorageError) in
            try await call.house.store.invoice(id, visibility: principal.visibility)
        }
        guard let document = invoice.origin.document else {
            throw HTTPError(
                409, "wrong_state",
                "The invoice was made by hand and has no document to read; correct it instead.")
        }
        let chosen = pipeline ?? invoice.origin.pipeline
        let version = try await InvoiceUpload.version(of: chosen, call.house)
        let task = InvoiceUpload.task(
            document.digest, invoice.origin.fileName ?? "document", chosen, version, call.house)
        let job = try await call.stored { () async throws(StorageError) in
            try await call.house.store.reprocess(
                id, pipeline: pipeline, jobID: call.house.ids.next(), job: task,
                visibility: principal.visibility,
                by: principal.actor)
        }
        call.house.wake()
        return .json(
            .object(["id": .id(id), "task_id": .id(job), "status": "queued"]), status: 202)
    }

    private static func document(_ call: Call) async throws -> Response {
        let (id, visibility) = (try call.id(of: Invoice.self), try call.principal.visibility)
        let invoice = try await call.stored { () async throws(StorageError) in
            try await call.house.store.invoice(id, visibility: visibility)
        }
        guard let document = invoice.origin.document else {
            throw HTTPError(404, "not_found", "The invoice was made by hand and has no document.")
        }
        let path: String
        do {
            path = try call.house.blobs.localPath(of: document.digest)
        } catch {
            throw Refusal.of(error)
        }
        var response = Response.file(path, type: invoice.origin.mediaType ?? "application/octet-stream")
        // Never shown inside our own origin: a document may hold scripts.
        response.headers["Content-Disposition"] = ContentDisposition.attachment(
            invoice.origin.fileName ?? "document")
        response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response
    }
}

/// What a value of a field must look like.
enum FieldForm {
    /// What is wrong; nil when nothing is.
    ///
    /// Empty values are taken out, so they need no form.
    static func problem(_ field: FieldDefinition?, _ value: String?) -> String? {
        guard let field else { return "there is no field of that name" }
        guard let value else { return nil }
        switch field.type {
        case .amount where Amount(value) == nil: return "it must be an amount like 1180.00"
        case .date where CalendarDate(iso: value) == nil: return "it must be a day like 2026-03-31"
        case .truth where value != "true" && value != "false": return "it must be \"true\" or \"false\""
        default: return value.isEmpty ? "it must not be empty; null takes the field out" : nil
        }
    }
}
