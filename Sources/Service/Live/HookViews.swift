package import Accounts
package import AssayKit
package import Hooks
package import Live
package import Storage

/// Incoming webhooks' sources as followers see them: figures and the latest contacts, in the shape that the source gives.
package struct HookViews: SourceViews {
    /// Contacts in a state.
    private static let mostContacts = 100

    private let sources: HookSources
    private let store: any DataStore
    private let mapper: any HookMapper

    /// `mapper` evaluates the sources' `data` expressions.
    package init(sources: HookSources, store: any DataStore, mapper: any HookMapper) {
        self.sources = sources
        self.store = store
        self.mapper = mapper
    }

    package var socketEvents: [SourceEvents] {
        let usual = HookSource.EventNames()
        return sources.all.filter { $0.events != usual }.map {
            SourceEvents(
                source: $0.name, request: $0.events.request, data: $0.events.data, update: $0.events.update)
        }
    }

    package func state(
        of source: String, for principal: Principal
    ) async throws(LiveRefusal) -> JSONValue {
        guard let found = sources[source], found.name == source else { throw Self.unknown }
        do throws(StorageError) {
            guard try await HookAccess.mayFollow(found, principal, store) else {
                throw StorageError.notFound("source")
            }
            let figures = try await store.hookStatistics(source: source)
            let contacts = try await store.hookContacts(source: source, limit: Self.mostContacts)
            let state = JSONValue.object([
                "source": .string(source), "stats": figures.json,
                "contacts": .array(contacts.map(HookRoutes.rendered)),
            ])
            return await shaped(state, by: found)
        } catch {
            if case .notFound = error { throw Self.unknown }
            throw LiveRefusal(error)
        }
    }

    private static let unknown = LiveRefusal(.notFound, "There is no incoming source of that name.")

    /// The state in the source's own shape; as it is where there is none, or the expression fails on it.
    private func shaped(_ state: JSONValue, by source: HookSource) async -> JSONValue {
        guard let expression = source.data else { return state }
        // A follower is better served with the plain state than with none.
        guard let results = try? await mapper.evaluate([expression], on: JSONWriter.bytes(state)),
            case .success(let value)? = results.first, value != .null
        else { return state }
        return value
    }
}

/// Who may know what a source brings.
enum HookAccess {
    /// Its owner, managers and admins.
    static func mayFollow(
        _ source: HookSource, _ principal: Principal, _ store: any DataStore
    ) async throws(StorageError) -> Bool {
        if principal.may(.readEverybodys) { return true }
        return try await store.credentials(login: source.owner)?.user.id == principal.user.id
    }
}
