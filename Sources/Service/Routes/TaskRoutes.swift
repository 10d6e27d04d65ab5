internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// Tasks as their owners see them, and jobs as admins do.
enum TaskRoutes {
    private static let jobID = Operation.Parameter("id", in: .path, .uuid, "The job")

    static let operations: [Operation] = [
        Operation(
            .get, "/api/invoices/status/:task_id", tag: "invoices", id: "taskStatus", "How far a task is",
            parameters: [.init("task_id", in: .path, .uuid, "The task")],
            answers: [.init(200, "The task", .named("Task"))], handle: status),
        Operation(
            .get, "/api/admin/jobs", tag: "admin", id: "listJobs", "Jobs, the newest first",
            access: .role(.admin),
            parameters: Paging.parameters + [
                .init("status", .choice(JobState.Name.allCases.map(\.rawValue)), "Only these")
            ],
            answers: [
                .init(
                    200, "The jobs and their figures",
                    .object([
                        .init("jobs", .array(.named("Job"))), .init("pagination", .named("Pagination")),
                        .init(
                            "statistics",
                            .object([
                                .init("total_jobs", .integer()), .init("recent_jobs_24h", .integer()),
                                .init("status_breakdown", .map(.integer())),
                            ])),
                    ]))
            ], handle: jobs),
        change("retry", "Put a dead or cancelled job into line again") { call, id throws(StorageError) in
            try await call.house.store.retry(id)
        },
        change("cancel", "Call a job off") { call, id throws(StorageError) in
            try await call.house.store.cancel(id, visibility: .everyone)
        },
    ]

    private static func status(_ call: Call) async throws -> Response {
        let (id, visibility) = (try call.id("task_id", of: Job.self), try call.principal.visibility)
        let job = try await call.stored { () async throws(StorageError) in
            try await call.house.store.job(id, visibility: visibility)
        }
        let place = call.house.progress.place(of: id)
        let result = job.state.name == .done ? try await result(of: job, call) : .null
        let status =
            switch job.state.name {
            case .ready: "queued"
            case .running: "running"
            case .done: "completed"
            case .dead: "failed"
            case .cancelled: "cancelled"
            }
        let stage =
            job.state.isFinal ? (job.state.name == .done ? "complete" : job.failure?.stage) : place?.stage
        return .json(
            .object([
                "task_id": .id(id), "status": .string(status),
                "progress": .double(job.state.name == .done ? 100 : place?.percent ?? 0),
                "current_stage": .optional(stage),
                "stages": ["fetch", "extraction", "validation", "save", "complete"],
                "created_at": .moment(job.createdAt), "started_at": .moment(job.startedAt),
                "completed_at": .moment(job.finishedAt), "result": result,
                "error": .optional(job.state.name == .dead ? job.failure?.message : nil),
                "invoice_id": .id(job.invoice),
                "websocket": AddressUpload.watching(id, job.invoice),
            ]))
    }

    /// What a task has brought: of the first invoice of its file, and the ids of all.
    private static func result(of job: Job, _ call: Call) async throws -> JSONValue {
        guard let id = job.invoice else {
            let results = job.result?["results"]?.arrayValue ?? []
            let first = results.first ?? .null
            return result(
                of: first, confidence: first["confidence"]?.doubleValue, isSaved: false, invoices: [])
        }
        var filter = InvoiceFilter(try call.principal.visibility)
        filter.job = job.id
        let wanted = filter
        let (invoice, all) = try await call.stored { () async throws(StorageError) in
            (
                try await call.house.store.invoice(id, visibility: wanted.visibility),
                try await call.house.store.invoices(wanted, after: nil, limit: 200)
            )
        }
        let record = (try? JSONParser.parse(invoice.recordJSON)) ?? .null
        let parts = all.sorted { $0.origin.part < $1.origin.part }.map(\.id)
        return result(
            of: record, confidence: invoice.summary.confidence, isSaved: true,
            invoices: parts.isEmpty ? [id] : parts)
    }

    /// The plain values of a record, without their evidence.
    private static func result(
        of record: JSONValue, confidence: Double?, isSaved: Bool, invoices: [InvoiceID]
    ) -> JSONValue {
        var values = JSONObject()
        for member in record["fields"]?.objectValue?.members ?? [] {
            values[member.key] = member.value["value"] ?? .null
        }
        let rows = record["line_items"]?.arrayValue ?? []
        values["line_items"] = .array(
            rows.map { row in
                .object(
                    JSONObject(
                        (row.objectValue?.members ?? []).map {
                            .init(key: $0.key, value: $0.value["value"] ?? .null)
                        }))
            })
        return .object([
            "structured_data": .object(values), "confidence_score": .optional(confidence),
            "flags": record["flags"] ?? .array([]), "auto_saved": .bool(isSaved),
            "invoice_id": .id(invoices.first), "invoice_ids": .array(invoices.map { .id($0) }),
        ])
    }

    private static func jobs(_ call: Call) async throws -> Response {
        let filter = JobFilter(state: call.query("status").flatMap(JobState.Name.init(rawValue:)))
        let (page, figures) = try await call.stored { () async throws(StorageError) in
            (try await call.house.store.jobs(filter, call.page), try await call.house.store.jobStatistics())
        }
        var breakdown = JSONObject()
        for name in JobState.Name.allCases { breakdown[name.rawValue] = .integer(figures.byState[name] ?? 0) }
        return .json(
            .object([
                "jobs": .array(page.items.map(Rendered.job)), "pagination": page.pagination,
                "statistics": .object([
                    "total_jobs": .integer(figures.total), "recent_jobs_24h": .integer(figures.recent),
                    "status_breakdown": .object(breakdown),
                ]),
            ]))
    }

    private static func change(
        _ verb: String, _ summary: String,
        _ work: @escaping @Sendable (Call, JobID) async throws(StorageError) -> Job
    ) -> Operation {
        Operation(
            .post, "/api/admin/jobs/:id/\(verb)", tag: "admin", id: "\(verb)Job", summary,
            access: .role(.admin),
            parameters: [jobID], answers: [.init(200, "The job", .named("Job"))], errors: [409]
        ) { call in
            let id = try call.id(of: Job.self)
            let job = try await call.stored { () async throws(StorageError) in try await work(call, id) }
            call.house.wake()
            return .json(Rendered.job(job))
        }
    }
}
