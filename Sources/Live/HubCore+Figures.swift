internal import AssayKit
internal import Storage
internal import Synchronization

extension HubCore {
    /// The figures go out this often at most.
    private static let interval: Duration = .seconds(1)

    /// Sends those who follow the dashboard its figures where something has changed.
    func showFigures() {
        let steady = time.steady()
        let readers = readers(of: .dashboard)
        let changed: Set<UserID?> = dashboards.state.withLock { state in
            if readers.isEmpty {
                (state.changed, state.shown) = ([], [:])
                return []
            }
            guard !state.isBusy, !state.changed.isEmpty, steady.since(state.shownAt) >= Self.interval else {
                return []
            }
            (state.isBusy, state.shownAt) = (true, steady)
            defer { state.changed = [] }
            return state.changed
        }
        guard !changed.isEmpty else { return }
        Task {
            for (visibility, group) in Dictionary(grouping: readers, by: \.visibility)
            where changed.contains(where: { visibility.includes($0) }) {
                await show(visibility, to: group)
            }
            dashboards.state.withLock { $0.isBusy = false }
        }
    }

    private func show(_ visibility: Visibility, to readers: [Subscription]) async {
        let sequence = log.progressSequence()
        let figures: JSONValue
        do {
            figures = try await views.figures(for: visibility)
        } catch {
            // Asked for again a second later.
            return dashboards.state.withLock { state in
                if case .owned(let owner) = visibility {
                    state.changed.insert(owner)
                } else {
                    state.changed.insert(nil)
                }
            }
        }
        let bytes = JSONWriter.bytes(figures)
        let isNew = dashboards.state.withLock { state in
            defer { state.shown[visibility] = bytes }
            return state.shown[visibility] != bytes
        }
        guard isNew else { return }
        var body = JSONObject()
        body["metrics"] = figures
        let event = LiveEvent(
            Event(
                sequence: sequence, at: time.now(),
                draft: EventDraft(LiveEvent.metrics, owner: nil, body: body)),
            transient: .init(replaceKey: LiveEvent.metrics))
        let message = event.message(for: .dashboard, body: event.body)
        // A reader that still gets its snapshot must not lose it: the next one comes with the next change only.
        for reader in readers { reader.take(message, isStored: true) }
    }
}
