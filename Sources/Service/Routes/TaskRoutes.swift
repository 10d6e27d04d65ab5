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
        let result = try await call.stored { () async throws(StorageError) in
            try await TaskResult.json(of: job, in: call.house.store, visibility)
        }
        return .json(Rendered.task(job, at: place, result: result))
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
