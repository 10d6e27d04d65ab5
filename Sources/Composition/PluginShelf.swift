internal import AssayKit
internal import Files
internal import Synchronization
package import Workers

/// The plugins of a service that runs: looked at again without a stop.
///
/// A document keeps the libraries that it began with; the next one gets the new ones, in fresh workers. What can't be
/// loaded, or may not run, is not taken up, and the one before goes on where it may.
package final class PluginShelf: Sendable {
    /// What a look has changed for one plugin.
    package struct Move: Sendable {
        package enum Change: Sendable { case added, replaced, removed, granted, kept, refused }

        package let change: Change
        package let before: PluginLibrary?
        package let after: PluginLibrary?
        /// One sentence, where something was not taken.
        package let reason: String?

        /// The plugin's id.
        package var id: String { after?.id ?? before?.id ?? "" }
    }

    private struct State {
        var composition: Composition
        /// Why something newer was not taken, by plugin.
        var reasons: [String: String] = [:]
        var signature: [String: FileStamp?]
    }

    private let state: Mutex<State>
    private let isChanging = Mutex(false)
    private let pool: WorkerPool

    package init(_ composition: Composition, pool: WorkerPool) {
        state = Mutex(State(composition: composition, signature: Self.signature(of: composition)))
        self.pool = pool
    }

    /// What documents that begin now get.
    package var current: Composition { state.withLock { $0.composition } }

    /// Why something newer of a plugin was not taken up.
    package func reason(for plugin: String) -> String? { state.withLock { $0.reasons[plugin] } }

    /// Whether the list or a plugin's files are no longer what the last look found.
    ///
    /// New folders are not looked for.
    package var isOutdated: Bool {
        let (known, composition) = state.withLock { ($0.signature, $0.composition) }
        return Self.signature(of: composition) != known
    }

    /// Looks at the folders and the list again.
    ///
    /// - Throws: When another change is under way.
    package func reload() async throws(ShelfRefusal) -> [Move] { try await alone(look) }

    /// Writes the library that lies there now into the list, and looks again.
    ///
    /// - Parameters:
    ///   - id: The plugin's.
    ///   - sha256: What the library's SHA-256 must be; nil: whatever it is.
    ///   - grants: What it is granted out of its needs.
    /// - Returns: What has changed.
    /// - Throws: When it is not there, is another by now, or the list can't be written.
    package func allow(
        _ id: String, sha256: String?, grants: [String]
    ) async throws(ShelfRefusal) -> [Move] {
        try await alone { () async throws(ShelfRefusal) in
            let path = try self.listPath
            let seen = self.current.lookedAgain(isGated: false)
            guard let library = seen.catalogue.plugin(id) else { throw .unknown }
            guard !seen.gate.trusts(library) else {
                throw .wrongState("the plugin \(id) comes with the installation and may run as it is")
            }
            for grant in grants where !library.manifest.needs.contains(grant) {
                let needs = library.manifest.needs
                throw .invalid(
                    place: "grants",
                    "\(id) asks for \(needs.isEmpty ? "nothing" : needs.joined(separator: ", ")), not for \(grant)"
                )
            }
            let found: String
            do {
                found = try library.sha256()
            } catch {
                throw .wrongState("\(error)")
            }
            guard sha256 == nil || sha256 == found else {
                throw .wrongState(
                    "the library of \(id) that lies there now has the SHA-256 \(found); look at it again")
            }
            try self.write(path) { try $0.allow(library, grants: grants) }
            return try await self.look()
        }
    }

    /// Takes a plugin out of the list, and looks again.
    package func revoke(_ id: String) async throws(ShelfRefusal) -> [Move] {
        try await alone { () async throws(ShelfRefusal) in
            let path = try self.listPath
            if let library = self.current.catalogue.plugin(id), self.current.gate.trusts(library) {
                throw .wrongState(
                    "the plugin \(id) comes with the installation and needs no leave; take its folder away instead"
                )
            }
            guard FileSystem.exists(path) else {
                throw .wrongState(
                    "there is no plugins.lock yet, so that no plugin but the installation's runs; there is nothing to "
                        + "take out")
            }
            var isKnown = false
            try self.write(path) { isKnown = $0.revoke(id) }
            guard isKnown else { throw .unknown }
            return try await self.look()
        }
    }

    // MARK: - The list

    private var listPath: String {
        get throws(ShelfRefusal) {
            guard let path = current.lockFile else {
                throw .wrongState(
                    "the service was started with --dev, and takes every plugin; start it without")
            }
            return path
        }
    }

    private func write(_ path: String, _ change: (inout PluginLock) throws -> Void) throws(ShelfRefusal) {
        do {
            var list = try PluginLock(file: path)
            try change(&list)
            try list.write(to: path)
        } catch let error as WorkerFailure {
            throw .wrongState("\(error)")
        } catch {
            throw .unwritable("\(error)")
        }
    }

    /// One change at a time: two that overlapped could bring back what the other took away.
    private func alone(
        _ work: () async throws(ShelfRefusal) -> [Move]
    ) async throws(ShelfRefusal) -> [Move] {
        let isFree = isChanging.withLock { isChanging in
            defer { isChanging = true }
            return !isChanging
        }
        guard isFree else {
            throw .wrongState("another change of the plugins is under way; try again in a moment")
        }
        defer { isChanging.withLock { $0 = false } }
        return try await work()
    }

    // MARK: - Looking

    private func look() async throws(ShelfRefusal) -> [Move] {
        let old = current
        let seen = old.lookedAgain()
        var chosen: [PluginLibrary] = []
        var moves: [Move] = []
        for library in seen.catalogue.libraries {
            let before = old.catalogue.plugin(library.id)
            if let before, Self.isSame(before, library) {
                let same = before.granting(library.grants)
                chosen.append(same)
                if before.grants != library.grants {
                    moves.append(Move(change: .granted, before: before, after: same, reason: nil))
                }
                continue
            }
            do throws(WorkerFailure) {
                _ = try await pool.inspect(library)
                chosen.append(library)
                let change = before == nil ? Move.Change.added : .replaced
                moves.append(Move(change: change, before: before, after: library, reason: nil))
            } catch {
                moves.append(settle(before, library, "\(error)", seen.gate, &chosen))
            }
        }
        for (library, reason) in seen.catalogue.refused where !chosen.contains(where: { $0.id == library.id })
        {
            let move = settle(old.catalogue.plugin(library.id), library, reason, seen.gate, &chosen)
            let isOld = old.catalogue.refused.contains { $0.library.id == library.id && $0.reason == reason }
            if !(move.change == .refused && isOld) { moves.append(move) }
        }
        for before in old.catalogue.libraries where !chosen.contains(where: { $0.id == before.id }) {
            guard !moves.contains(where: { $0.id == before.id }) else { continue }
            let found = seen.catalogue.diagnostics.first { $0.path == before.manifestPath }
            moves.append(settle(before, nil, found?.message, seen.gate, &chosen))
        }
        take(seen.choosing(chosen), after: old, moves)
        return moves
    }

    /// What becomes of a plugin whose library of now is not taken: the one before goes on, where that is sure and
    /// allowed.
    private func settle(
        _ before: PluginLibrary?, _ library: PluginLibrary?, _ reason: String?, _ gate: PluginGate,
        _ chosen: inout [PluginLibrary]
    ) -> Move {
        guard let before else { return Move(change: .refused, before: nil, after: library, reason: reason) }
        let hasRoom = !before.manifest.components.contains { component in
            chosen.contains { $0.manifest.component(component.id) != nil }
        }
        // What was never read would be read from the new file. A plugin whose files are gone is meant to be gone.
        if reason != nil, before.isLoaded, hasRoom, case .admitted(let again) = gate.verdict(on: before) {
            chosen.append(again)
            return Move(change: .kept, before: before, after: library, reason: reason)
        }
        return Move(change: .removed, before: before, after: nil, reason: reason)
    }

    private func take(_ composition: Composition, after old: Composition, _ moves: [Move]) {
        var reasons: [String: String] = [:]
        for move in moves { reasons[move.id] = move.reason }
        let (found, signature) = (reasons, Self.signature(of: composition))
        state.withLock { $0 = State(composition: composition, reasons: found, signature: signature) }
        for before in old.catalogue.libraries
        where !composition.catalogue.libraries.contains(where: { $0.isSameImage(as: before) }) {
            before.release()
        }
        pool.drainReleased()
    }

    private static func isSame(_ before: PluginLibrary, _ library: PluginLibrary) -> Bool {
        guard before.path == library.path, before.manifestBytes == library.manifestBytes else { return false }
        if before.stamp == library.stamp, before.stamp != nil { return true }
        // Touched or put back: the bytes decide, where they are known.
        guard before.isLoaded, let one = try? before.sha256(), let other = try? library.sha256() else {
            return false
        }
        return one == other
    }

    private static func signature(of composition: Composition) -> [String: FileStamp?] {
        let catalogue = composition.catalogue
        let libraries = catalogue.libraries + catalogue.refused.map(\.library)
        var stamps: [String: FileStamp?] = [:]
        let paths =
            libraries.flatMap { [$0.manifestPath, $0.path] } + catalogue.diagnostics.map(\.path)
            + [composition.lockFile].compactMap(\.self)
        for path in paths { stamps.updateValue(FileStamp(path), forKey: path) }
        return stamps
    }
}

/// Why the plugins were not changed; each sentence names the mend.
package enum ShelfRefusal: Error, Sendable {
    /// There is no plugin of that id.
    case unknown
    case wrongState(String)
    case invalid(place: String, String)
    case unwritable(String)
}
