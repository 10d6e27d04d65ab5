internal import AssayKit
internal import Composition
internal import Files
internal import Service
internal import Workers

/// The plugins of this installation, as their manifests describe them and their calls went; none is loaded here.
struct InstalledPlugins: PluginDirectory {
    let shelf: PluginShelf
    /// Where their components run.
    let pools: [WorkerPool]
    /// Told when there are other components than before.
    let changed: @Sendable () async -> Void

    func list() async -> [PluginView] {
        let composition = shelf.current
        var workers: [String: Int] = [:]
        for pool in pools { workers.merge(await pool.population(), uniquingKeysWith: +) }
        let allowed = composition.catalogue.libraries.map { library in
            view(library, composition, workers, isAllowed: true, trouble: shelf.reason(for: library.id))
        }
        let refused = composition.catalogue.refused.filter { refused in
            !composition.catalogue.libraries.contains { $0.id == refused.library.id }
        }
        return allowed
            + refused.map { view($0.library, composition, workers, isAllowed: false, trouble: $0.reason) }
    }

    func passedOver() -> [String] { shelf.current.catalogue.diagnostics.map(\.description) }

    private func view(
        _ library: PluginLibrary, _ composition: Composition, _ workers: [String: Int], isAllowed: Bool,
        trouble: String?
    ) -> PluginView {
        let figures = pools.map { $0.figures(of: library.id) }.reduce(CallFigures(), +)
        var calls = PluginCalls()
        calls.calls = figures.calls
        calls.errors = figures.errors
        calls.crashes = figures.crashes
        calls.timeouts = figures.timeouts
        calls.failedStarts = figures.failedStarts
        calls.running = figures.running
        calls.workers = workers[library.id] ?? 0
        (calls.p50, calls.p90, calls.p99) = (
            figures.latency(0.5), figures.latency(0.9), figures.latency(0.99)
        )
        let manifest = library.manifest
        return PluginView(
            id: library.id, version: manifest.version, abi: manifest.abi, needs: manifest.needs,
            grants: isAllowed ? library.grants : [],
            components: manifest.components.map {
                ComponentView(
                    id: $0.id, kind: $0.kind.rawValue, summary: $0.summary, configuration: $0.configuration)
            },
            // A library that can't be read has no hash; its first call says why.
            sha256: try? library.sha256(), isAllowed: isAllowed, trouble: trouble ?? figures.trouble,
            isBundled: composition.gate.trusts(library), place: library.manifestPath, figures: calls)
    }

    // MARK: - Changing

    func reload() async throws(PluginRefusal) -> [PluginMove] {
        try await move { () async throws(ShelfRefusal) in try await shelf.reload() }
    }

    func allow(_ id: String, sha256: String?, grants: [String]) async throws(PluginRefusal) -> [PluginMove] {
        try await move { () async throws(ShelfRefusal) in
            try await shelf.allow(id, sha256: sha256, grants: grants)
        }
    }

    func revoke(_ id: String) async throws(PluginRefusal) -> [PluginMove] {
        try await move { () async throws(ShelfRefusal) in try await shelf.revoke(id) }
    }

    private func move(
        _ work: () async throws(ShelfRefusal) -> [PluginShelf.Move]
    ) async throws(PluginRefusal) -> [PluginMove] {
        let moves: [PluginShelf.Move]
        do {
            moves = try await work()
        } catch {
            switch error {
            case .unknown: throw .unknown("plugin")
            case .wrongState(let sentence): throw .wrongState(sentence)
            case .invalid(let place, let sentence): throw .invalid(place: place, sentence)
            case .unwritable(let sentence): throw .unwritable(sentence)
            }
        }
        if !moves.isEmpty { await changed() }
        return moves.map(Self.described)
    }

    private static func described(_ move: PluginShelf.Move) -> PluginMove {
        let change: PluginMove.Change =
            switch move.change {
            case .added: .added
            case .replaced: .replaced
            case .removed: .removed
            case .granted: .granted
            case .kept: .kept
            case .refused: .refused
            }
        return PluginMove(
            move.id, change, from: move.before.map(edition), to: move.after.map(edition), reason: move.reason)
    }

    private static func edition(_ library: PluginLibrary) -> PluginMove.Edition {
        // What was never read would be read from the file that lies there now; what can't be read has no hash.
        let isOwn = library.isLoaded || FileStamp(library.path) == library.stamp
        return PluginMove.Edition(
            version: library.manifest.version, sha256: isOwn ? try? library.sha256() : nil)
    }

    /// Looks every few seconds whether files of plugins or `plugins.lock` have changed, until the task is cancelled.
    ///
    /// - Parameter tell: Takes a line for each change.
    func watch(_ tell: @Sendable (String) -> Void) async {
        var wasOutdated = false
        while (try? await Task.sleep(for: .seconds(2))) != nil {
            let isOutdated = shelf.isOutdated
            defer { wasOutdated = isOutdated }
            // At the second look only: whoever installs writes several files, one after the other.
            guard isOutdated, wasOutdated else { continue }
            // Somebody else is at it: the next look sees what came of it.
            guard let moves = try? await reload() else { continue }
            for move in moves { tell(Self.sentence(move)) }
        }
    }

    private static func sentence(_ move: PluginMove) -> String {
        let versions = [move.from, move.to].compactMap(\.self).map {
            "\($0.version) (\($0.sha256?.prefix(12) ?? "?"))"
        }
        return "plugin \(move.id): \(move.change.rawValue) \(versions.joined(separator: " -> "))"
            + (move.reason.map { ": \($0)" } ?? "")
    }

    // MARK: - What files are

    func mediaType(head: [UInt8], fileName: String) -> MediaTypeFinding {
        let types = shelf.current.catalogue.libraries.flatMap { $0.manifest.components.flatMap(\.reads) }
        let found = head.withUnsafeBytes { bytes in types.first { $0.matches(bytes) } }
        guard let found else { return .unknown(readable: types.map(\.name)) }
        let suffix = FilePath.fileExtension(fileName)
        if let named = types.first(where: { $0.extensions.contains(suffix) }),
            named.mediaType != found.mediaType
        {
            return .contradiction(name: named.name, content: found.name)
        }
        return .known(FileType(name: found.name, mediaType: found.mediaType))
    }
}
