import Accounts
import AssayKit
import Live
import Service
import Storage

/// Two pipelines, one that can be used and one with a mistake; what is put is kept in the store.
struct TwoPipelines: PipelineCatalogue {
    let store: any PipelineStore

    private static let texts = [
        "good": "steps: []", "pictures": "accepts: [png]\nsteps: []", "broken": "stepz: []",
    ]

    private func view(_ name: String, _ version: PipelineVersion?) -> PipelineView? {
        guard let text = version?.text ?? Self.texts[name] else { return nil }
        return PipelineView(
            summary: PipelineSummary(
                name: name, description: nil, source: version.map { .stored($0.number) } ?? .file, label: "1"),
            text: text, digest: String(repeating: "0", count: 64), isInForce: version?.isInForce ?? true,
            mistakes: mistakes(text))
    }

    private func mistakes(_ text: String) -> [PipelineMistake] {
        guard text.contains("stepz") else { return [] }
        return [
            PipelineMistake(
                line: 1, column: 1, code: "unknown-key", message: "there is no stepz", hint: "steps",
                isError: true)
        ]
    }

    func list() async -> [PipelineSummary] { ["good", "broken"].compactMap { view($0, nil)?.summary } }

    func pipeline(_ name: String, version: PipelineSource?) async throws(StorageError) -> PipelineView? {
        switch version {
        case .file?: return view(name, nil)
        case .stored(let number)?: return view(name, try await store.pipelineVersion(name, number))
        case nil: return view(name, try await store.pipelinesInForce().first { $0.name == name })
        }
    }

    func versions(of name: String, _ page: PageRequest) async throws(StorageError) -> Page<PipelineVersion>? {
        let found = try await store.pipelineVersions(name, page)
        return found.total == 0 && Self.texts[name] == nil ? nil : found
    }

    func check(_ text: String) async -> [PipelineMistake] { mistakes(text) }

    func accepts(_ name: String?) async -> Set<String>? { name == "pictures" ? ["png"] : nil }

    func isUsable(_ name: String) async -> Bool? { Self.texts[name].map { mistakes($0).isEmpty } }

    func reference(to name: String?) async throws(StorageError) -> PipelineReference? {
        try await store.pipelinesInForce().first { $0.name == name ?? "good" }.map { .stored($0.number) }
    }

    func put(
        _ name: String, text: String, expected: Int?, by actor: Actor
    ) async throws(StorageError) -> PipelineChange {
        guard mistakes(text).isEmpty else { return .mistakes(mistakes(text)) }
        return .inForce(
            try await store.putPipeline(
                name, text: text, parts: "", digest: text, expected: expected, by: actor))
    }

    func withdraw(_ name: String, expected: Int?, by actor: Actor) async throws(StorageError) {
        try await store.withdrawPipeline(name, expected: expected, by: actor)
    }
}

/// One plugin, which reads PDF.
struct OnePlugin: PluginDirectory {
    func list() async -> [PluginView] {
        [
            PluginView(
                id: "pdf-text", version: "1.0.0", abi: 1, needs: ["network"], grants: [], components: [],
                sha256: nil, isAllowed: true, trouble: "it is tired", isBundled: false,
                place: "/p/plugin.json",
                figures: PluginCalls())
        ]
    }

    func passedOver() -> [String] { ["/p/other is none"] }

    func reload() async throws(PluginRefusal) -> [PluginMove] {
        [
            PluginMove(
                "pdf-text", .replaced, from: .init(version: "1.0.0", sha256: nil),
                to: .init(version: "1.1.0", sha256: "ab"))
        ]
    }

    func allow(_ id: String, sha256: String?, grants: [String]) async throws(PluginRefusal) -> [PluginMove] {
        guard id == "pdf-text" else { throw .unknown(id) }
        guard grants.allSatisfy({ $0 == "network" }) else {
            throw .invalid(place: "grants", "it asks for network only")
        }
        return []
    }

    func revoke(_ id: String) async throws(PluginRefusal) -> [PluginMove] {
        guard id == "pdf-text" else { throw .unknown(id) }
        throw .wrongState("there is no plugins.lock; allow something first")
    }

    func mediaType(head: [UInt8], fileName: String) -> MediaTypeFinding {
        guard head.starts(with: Array("%PDF-".utf8)) else { return .unknown(readable: ["application/pdf"]) }
        guard fileName.hasSuffix(".pdf") else {
            return .contradiction(name: "image/png", content: "application/pdf")
        }
        return .known(FileType(name: "pdf", mediaType: "application/pdf"))
    }
}

/// Answers with the name of the file, or fails where the name says so.
struct EchoDesk: DocumentDesk {
    func extract(
        _ path: String, fileName: String, pipeline: String?
    ) async throws(JobFailure) -> (json: [UInt8], failure: JobFailure?) {
        let json = Array("[{\"file\":\"\(fileName)\"}]".utf8)
        guard fileName.hasPrefix("damaged") else { return (json, nil) }
        return (json, JobFailure(.permanent, code: "damaged_pdf", message: "it is damaged; send it again"))
    }

    func picture(
        ofPage page: Int, width: Int, of path: String, fileName: String, pipeline: String?
    ) async throws(JobFailure) -> [UInt8] {
        guard page == 1 else {
            throw JobFailure(.permanent, code: "no_page", message: "there is no page \(page)")
        }
        return Array("PNG \(width)".utf8)
    }

    func words(of path: String, fileName: String, pipeline: String?) async throws(JobFailure) -> [UInt8] {
        Array("{\"pages\":[]}".utf8)
    }
}

/// One source, with event names of its own.
struct OneSource: SourceViews {
    let socketEvents = [
        SourceEvents(
            source: "umbler", request: "request_umbler_data", data: "umbler_data", update: "umbler_update")
    ]

    func state(of source: String, for principal: Principal) async throws(LiveRefusal) -> JSONValue {
        guard source == "umbler" else { throw LiveRefusal(.notFound, "There is no source of that name.") }
        return ["stats": ["totalContacts": 1, "totalMessages": 2]]
    }
}
