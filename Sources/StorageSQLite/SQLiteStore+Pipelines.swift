internal import AssayKit
internal import SQLite
package import Storage

extension SQLiteStore {
    package func putPipeline(
        _ name: String, text: String, parts: String, digest: String, expected: Int?, by actor: Actor
    ) async throws(StorageError) -> PipelineVersion {
        try await write { session in
            let current = try session.pipelineInForce(name)
            try Session.expect(expected, current)
            if let current, current.digest == digest { return current }
            let last = try session.connection.first(
                "SELECT coalesce(max(number), 0) FROM pipeline_version WHERE name = ?1", name
            ) { try $0.int() }
            let version = PipelineVersion(
                name: name, number: (last ?? 0) + 1, text: text, parts: parts, digest: digest,
                createdAt: session.now,
                createdBy: actor.userID, isInForce: true)
            try session.withdraw(name)
            try session.connection.run(
                "INSERT INTO pipeline_version VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1)", name, version.number,
                text,
                parts, digest, version.createdAt, version.createdBy)
            try session.audit(
                AuditDraft(
                    "pipeline.changed", by: actor, subject: "pipeline:\(name)",
                    details: JSONObject([
                        .init(key: "version", value: .integer(version.number)),
                        .init(key: "before", value: .integer(current?.number ?? 0)),
                        .init(key: "sha256", value: .string(digest)),
                    ])))
            return version
        }
    }

    package func withdrawPipeline(
        _ name: String, expected: Int?, by actor: Actor
    ) async throws(StorageError) {
        try await write { session in
            guard let current = try session.pipelineInForce(name) else {
                throw StorageError.notFound("pipeline")
            }
            try Session.expect(expected, current)
            try session.withdraw(name)
            try session.audit(
                AuditDraft(
                    "pipeline.withdrawn", by: actor, subject: "pipeline:\(name)",
                    details: JSONObject([.init(key: "version", value: .integer(current.number))])))
        }
    }

    package func pipelinesInForce() async throws(StorageError) -> [PipelineVersion] {
        try await read { session in
            try session.connection.rows(
                "SELECT \(Session.pipelineColumns) FROM pipeline_version WHERE in_force = 1 ORDER BY name",
                read: Session.pipeline)
        }
    }

    package func pipelineVersions(
        _ name: String, _ page: PageRequest
    ) async throws(StorageError) -> Page<PipelineVersion> {
        var conditions = Conditions()
        conditions.add("name = ?", name)
        return try await read { [conditions] session in
            try session.page(
                Session.pipelineColumns, from: "pipeline_version", conditions, order: "number DESC", page,
                read: Session.pipeline)
        }
    }

    package func pipelineVersion(
        _ name: String, _ number: Int
    ) async throws(StorageError) -> PipelineVersion {
        try await read { session in
            let found = try session.connection.first(
                "SELECT \(Session.pipelineColumns) FROM pipeline_version WHERE name = ?1 AND number = ?2",
                name, number, read: Session.pipeline)
            guard let found else { throw StorageError.notFound("version of the pipeline") }
            return found
        }
    }

    package func keepPipelineFile(_ copy: PipelineFileCopy) async throws(StorageError) {
        try await write { session in
            try session.connection.run(
                "INSERT INTO pipeline_file VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING", copy.name,
                copy.digest, copy.path, copy.text, copy.parts, session.now)
        }
    }

    package func boundPipeline(
        _ name: String, _ reference: PipelineReference
    ) async throws(StorageError) -> BoundPipeline {
        switch reference {
        case .stored(let number):
            let version = try await pipelineVersion(name, number)
            return BoundPipeline(path: nil, text: version.text, parts: version.parts)
        case .file(let digest):
            let found = try await read { session in
                try session.connection.first(
                    "SELECT path, text, parts FROM pipeline_file WHERE name = ?1 AND digest = ?2", name,
                    digest
                ) { BoundPipeline(path: try $0.text(), text: try $0.text(), parts: try $0.text()) }
            }
            guard let found else { throw .notFound("copy of the pipeline's file") }
            return found
        }
    }
}

extension Session {
    fileprivate static let pipelineColumns =
        "name, number, text, parts, digest, created_at, created_by, in_force"

    fileprivate static func pipeline(_ row: inout Row) throws -> PipelineVersion {
        PipelineVersion(
            name: try row.text(), number: try row.int(), text: try row.text(), parts: try row.text(),
            digest: try row.text(), createdAt: try row.time(), createdBy: try row.optionalID(),
            isInForce: try row.bool())
    }

    fileprivate func pipelineInForce(_ name: String) throws -> PipelineVersion? {
        try connection.first(
            "SELECT \(Self.pipelineColumns) FROM pipeline_version WHERE name = ?1 AND in_force = 1", name,
            read: Self.pipeline)
    }

    fileprivate func withdraw(_ name: String) throws {
        try connection.run("UPDATE pipeline_version SET in_force = 0 WHERE name = ?1 AND in_force = 1", name)
    }

    fileprivate static func expect(_ expected: Int?, _ current: PipelineVersion?) throws {
        let number = current?.number ?? 0
        guard let expected, expected != number else { return }
        throw StorageError.staleVersion(current: number)
    }
}
