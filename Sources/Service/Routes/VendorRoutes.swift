internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// Vendors: who they are, what they have sent, how risky they are.
enum VendorRoutes {
    private static let id = Operation.Parameter("id", in: .path, .uuid, "The vendor")
    private static let one = Operation.Answer(200, "The vendor", .named("VendorProfile"))
    private static let statuses = Schema.choice(Vendor.Status.allCases.map(\.rawValue))

    static let operations: [Operation] = [
        Operation(
            .get, "/api/vendors", tag: "vendors", id: "listVendors", "Vendors, the one seen last first",
            access: .role(.manager),
            parameters: Paging.parameters + [
                .init("status", statuses, "Only these"),
                .init("q", .text(0...200), "Part of name, GSTIN or PAN"),
                .init(
                    "role", .choice(Vendor.Role.allCases.map(\.rawValue)),
                    "Suppliers unless said; buyers are known the same way"),
            ], answers: [.init(200, "The vendors", Shapes.list("vendors", of: "Vendor"))]
        ) { call in
            let page = try await call.stored { () async throws(StorageError) in
                try await call.house.store.vendors(
                    role: call.query("role").flatMap(Vendor.Role.init(rawValue:)) ?? .supplier,
                    status: call.query("status").flatMap(Vendor.Status.init(rawValue:)),
                    search: call.query("q"), call.page)
            }
            return .json(
                .object([
                    "vendors": .array(page.items.map { .object(shown($0)) }), "pagination": page.pagination,
                ]))
        },
        Operation(
            .get, "/api/vendors/:id", tag: "vendors", id: "getVendor",
            "A vendor with its statistics and its risk", access: .role(.manager), parameters: [id],
            answers: [one]
        ) { call in try await profile(call, try call.id(of: Vendor.self)) },
        Operation(
            .put, "/api/vendors/:id", tag: "vendors", id: "changeVendor",
            "Name a vendor, watch it, block it; every new invoice of a blocked one is flagged",
            access: .role(.manager), parameters: [id],
            body: .json(
                .object([
                    .init("version", .integer(1...Int(Int32.max))),
                    .init("name", .text(1...300), required: false),
                    .init("status", statuses, required: false),
                ])), answers: [one], errors: [409]
        ) { call in
            let (id, actor) = (try call.id(of: Vendor.self), try call.principal.actor)
            _ = try await call.stored { () async throws(StorageError) in
                try await call.house.store.updateVendor(
                    id, version: call.body["version"]?.intValue ?? 0, name: call.text("name"),
                    status: call.text("status").flatMap(Vendor.Status.init(rawValue:)), by: actor)
            }
            return try await profile(call, id)
        },
        Operation(
            .post, "/api/vendors/:id/merge", tag: "vendors", id: "mergeVendor",
            "Let a vendor count for another one; a split takes it back", access: .role(.manager),
            parameters: [id], body: .json(.object([.init("into", .uuid, "The other one")])), answers: [one],
            errors: [409]
        ) { call in
            let (id, actor) = (try call.id(of: Vendor.self), try call.principal.actor)
            guard let into = call.text("into").flatMap({ VendorID($0) }) else {
                throw Refusal.invalid([("into", "it must be the id of a vendor")])
            }
            _ = try await call.stored { () async throws(StorageError) in
                try await call.house.store.mergeVendor(id, into: into, by: actor)
            }
            return try await profile(call, into)
        },
        Operation(
            .post, "/api/vendors/:id/split", tag: "vendors", id: "splitVendor",
            "Take a merged vendor back out, with all its invoices", access: .role(.manager), parameters: [id],
            answers: [one], errors: [409]
        ) { call in
            let (id, actor) = (try call.id(of: Vendor.self), try call.principal.actor)
            _ = try await call.stored { () async throws(StorageError) in
                try await call.house.store.splitVendor(id, by: actor)
            }
            return try await profile(call, id)
        },
        Operation(
            .get, "/api/dashboard/vendors", tag: "dashboard", id: "riskiestVendors",
            "Vendors by risk, the riskiest first", access: .role(.manager),
            parameters: [.init("limit", .integer(1...200), "20 unless said")],
            answers: [.init(200, "The vendors", .object([.init("vendors", .array(.named("Vendor")))]))]
        ) { call in
            let limit = call.query("limit").flatMap { Int($0) } ?? 20
            let found = try await call.stored { () async throws(StorageError) in
                try await call.house.store.riskiestVendors(limit: limit)
            }
            return .json(
                .object([
                    "vendors": .array(
                        found.map { vendor, risk in
                            var object = shown(vendor)
                            object["reasons"] = risk.json
                            return .object(object)
                        })
                ]))
        },
    ]

    private static func profile(_ call: Call, _ id: VendorID) async throws -> Response {
        let profile = try await call.stored { () async throws(StorageError) in
            try await call.house.store.vendorProfile(id)
        }
        var object = shown(profile.vendor)
        object["risk_score"] = .integer(profile.risk.score)
        object["risk_band"] = .string(profile.risk.band)
        object["reasons"] = profile.risk.json
        object["members"] = .array(profile.members.map { .object(shown($0)) })
        object["known_by"] = .array(
            profile.keys.map {
                .object(["kind": .string($0.kind.rawValue), "value": .string($0.value)])
            })
        object["statistics"] = DashboardMetrics.statistics(profile.sums)
        object["score_history"] = .array(
            profile.history.map { entry in
                .object([
                    "at": .moment(entry.at), "score": .integer(entry.risk.score), "reasons": entry.risk.json,
                ])
            })
        return .json(.object(object))
    }

    private static func shown(_ vendor: Vendor) -> JSONObject {
        let band = vendor.score.map { score in
            RiskAssessment(reasons: [.init(name: "", points: score, evidence: "")]).band
        }
        return JSONObject([
            .init(key: "id", value: .id(vendor.id)), .init(key: "role", value: .string(vendor.role.rawValue)),
            .init(key: "name", value: .optional(vendor.name)),
            .init(key: "gstin", value: .optional(vendor.gstin)),
            .init(key: "pan", value: .optional(vendor.pan)),
            .init(key: "status", value: .string(vendor.status.rawValue)),
            .init(key: "invoice_count", value: .integer(vendor.invoiceCount)),
            .init(key: "first_seen_at", value: .moment(vendor.firstSeenAt)),
            .init(key: "last_seen_at", value: .moment(vendor.lastSeenAt)),
            .init(key: "merged_into", value: .id(vendor.mergedInto)),
            .init(key: "risk_score", value: vendor.score.map { .integer($0) } ?? .null),
            .init(key: "risk_band", value: .optional(band)),
            .init(key: "risk_assessed_at", value: .moment(vendor.scoredAt)),
            .init(key: "version", value: .integer(vendor.version)),
        ])
    }

    private static let reasons = Schema.array(
        .object([.init("name", .text), .init("points", .integer()), .init("evidence", .text)]))
    private static let members: [Schema.Property] = [
        .init("id", .uuid), .init("role", .choice(["supplier", "buyer"])), .init("name", .nullable(.text)),
        .init("gstin", .nullable(.text)), .init("pan", .nullable(.text)), .init("status", statuses),
        .init("invoice_count", .integer(), "Its own; `statistics` has its members' too"),
        .init("first_seen_at", .moment), .init("last_seen_at", .moment),
        .init("merged_into", .nullable(.uuid), "The vendor that it counts for"),
        .init("risk_score", .nullable(.integer()), "0 to 100: the sum of the reasons' points"),
        .init("risk_band", .nullable(.choice(["low", "watch", "high", "hold"]))),
        .init("risk_assessed_at", .nullable(.moment)), .init("version", .integer()),
    ]
    static let shape = Schema.object(members + [.init("reasons", reasons, required: false)])
    static let profileShape = Schema.object(
        members + [
            .init("reasons", reasons), .init("members", .array(.named("Vendor"))),
            .init("known_by", .array(.object([.init("kind", .text), .init("value", .text)]))),
            .init("statistics", .map(.anything), "Of all its invoices, as the dashboard has them"),
            .init(
                "score_history",
                .array(
                    .object([.init("at", .moment), .init("score", .integer()), .init("reasons", reasons)])),
                "The newest first"),
        ])
}
