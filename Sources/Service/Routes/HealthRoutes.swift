internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// Whether the service lives, can work, and how it fares.
enum HealthRoutes {
    private static let component = Schema.object([.init("status", .text), .init("message", .text)])

    static let operations: [Operation] = [
        Operation(
            .get, "/health", tag: "health", id: "health", "Whether it is there", access: .everyone,
            answers: [
                .init(
                    200, "It is",
                    .object([.init("status", .text), .init("service", .text), .init("version", .text)]))
            ]
        ) { call in
            .json(
                .object([
                    "status": "healthy", "service": "assay", "version": .string(call.house.settings.version),
                ]))
        },
        Operation(
            .get, "/health/live", tag: "health", id: "live", "Whether the process works", access: .everyone,
            answers: [.init(200, "It does", .object([.init("status", .text)]))]
        ) { _ in .json(.object(["status": "alive"])) },
        Operation(
            .get, "/health/ready", tag: "health", id: "ready", "Whether it can take work", access: .everyone,
            answers: [.init(200, "It can", .object([.init("status", .text), .init("message", .text)]))]
        ) { call in
            let parts = await components(call.house)
            let bad = parts.first { !$0.isWell }
            return .json(
                .object([
                    "status": bad == nil ? "ready" : "unavailable",
                    "message": .string(bad?.message ?? "ready"),
                ]),
                status: bad == nil ? 200 : 503)
        },
        Operation(
            .get, "/health/database", tag: "health", id: "databaseHealth", "Whether the database answers",
            access: .everyone,
            answers: [
                .init(
                    200, "It does",
                    .object([.init("status", .text), .init("database", .text), .init("message", .text)]))
            ]
        ) { call in
            let part = await database(call.house)
            return .json(
                .object([
                    "status": part.isWell ? "healthy" : "unhealthy", "database": "sqlite",
                    "message": .string(part.message),
                ]), status: part.isWell ? 200 : 503)
        },
        Operation(
            .get, "/health/detailed", tag: "health", id: "detailedHealth", "Each component",
            access: .everyone,
            answers: [
                .init(
                    200, "All are well",
                    .object([.init("status", .text), .init("components", .map(component))]))
            ]
        ) { call in
            let parts = await components(call.house)
            var object = JSONObject()
            for part in parts {
                object[part.name] = .object([
                    "status": part.isWell ? "healthy" : "unhealthy", "message": .string(part.message),
                ])
            }
            let isWell = parts.allSatisfy(\.isWell)
            return .json(
                .object(["status": isWell ? "healthy" : "unhealthy", "components": .object(object)]),
                status: isWell ? 200 : 503)
        },
        Operation(
            .get, "/api/admin/health", tag: "admin", id: "adminHealth", "Each component with figures",
            access: .role(.admin),
            answers: [
                .init(
                    200, "The figures",
                    .object([
                        .init("timestamp", .moment), .init("overall_status", .text),
                        .init("services", .map(.anything)),
                    ]))
            ], handle: figures),
        Operation(
            .get, "/metrics", tag: "health", id: "metrics", "Figures for Prometheus", access: .everyone,
            answers: [.init(200, "Text format 0.0.4", .text, mediaType: "text/plain")], handle: metrics),
    ]

    private struct Component {
        let name: String
        let isWell: Bool
        let message: String
    }

    private static func database(_ house: House) async -> Component {
        do throws(StorageError) {
            try await house.store.ping()
            return Component(name: "database", isWell: true, message: "it answers")
        } catch {
            return Component(name: "database", isWell: false, message: Refusal.of(error).message)
        }
    }

    private static func components(_ house: House) async -> [Component] {
        let free = house.blobs.freeBytes()
        let hasRoom = free.map { $0 > house.settings.reservedBytes } ?? true
        return [
            await database(house),
            Component(
                name: "storage", isWell: hasRoom,
                message: hasRoom
                    ? "there is room" : "the disk is full; free some space on the disk of the data folder"),
        ]
    }

    private static func figures(_ call: Call) async throws -> Response {
        let parts = await components(call.house)
        let jobs = try await call.stored { () async throws(StorageError) in
            try await call.house.store.jobStatistics()
        }
        var services = JSONObject()
        for part in parts {
            services[part.name] = .object([
                "status": part.isWell ? "healthy" : "unhealthy", "message": .string(part.message),
            ])
        }
        services["queue"] = .object([
            "status": "healthy", "waiting": .integer(jobs.byState[.ready] ?? 0),
            "running": .integer(jobs.byState[.running] ?? 0), "dead": .integer(jobs.byState[.dead] ?? 0),
            "oldest_wait_seconds": .optional(jobs.oldestWait.map { Double($0.milliseconds) / 1000 }),
        ])
        return .json(
            .object([
                "timestamp": .moment(call.house.time.now()),
                "overall_status": parts.allSatisfy(\.isWell) ? "healthy" : "unhealthy",
                "services": .object(services),
            ]))
    }

    private static func metrics(_ call: Call) async throws -> Response {
        var gauges: [(name: String, help: String, samples: [(labels: String, value: Double)])] = []
        // Without the database the other figures are given all the same; readiness tells of it.
        if let jobs = try? await call.house.store.jobStatistics() {
            gauges.append(
                (
                    "assay_jobs", "Jobs by state.",
                    JobState.Name.allCases.map {
                        ("{state=\"\($0.rawValue)\"}", Double(jobs.byState[$0] ?? 0))
                    }
                ))
            gauges.append(
                (
                    "assay_job_oldest_wait_seconds", "How long the oldest waiting job has waited.",
                    [("", jobs.oldestWait.map { Double($0.milliseconds) / 1000 } ?? 0)]
                ))
        }
        // As above.
        if let deliveries = try? await call.house.store.deliveryStatistics() {
            gauges.append(
                (
                    "assay_deliveries", "Deliveries to receivers outside by state.",
                    Delivery.State.allCases.map {
                        ("{state=\"\($0.rawValue)\"}", Double(deliveries.byState[$0] ?? 0))
                    }
                ))
            gauges.append(
                (
                    "assay_delivery_oldest_wait_seconds",
                    "How long the oldest delivery that is due has waited.",
                    [("", deliveries.oldestWait.map { Double($0.milliseconds) / 1000 } ?? 0)]
                ))
        }
        if let free = call.house.blobs.freeBytes() {
            gauges.append(
                ("assay_storage_free_bytes", "Room on the disk of the data folder.", [("", Double(free))]))
        }
        gauges.append(
            (
                "assay_build_info", "Always 1; the label names the version.",
                [("{version=\"\(call.house.settings.version)\"}", 1)]
            ))
        return .text(call.house.meters.text(gauges: gauges), type: "text/plain; version=0.0.4; charset=utf-8")
    }
}
