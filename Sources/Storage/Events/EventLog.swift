/// The durable events, in the order of their numbers.
package protocol EventLog: Sendable {
    /// Writes events that belong to no other change.
    func append(_ drafts: [EventDraft]) async throws(StorageError) -> [Event]

    /// The events after a number, the oldest first.
    func events(
        after sequence: Int64, topic: EventTopic, limit: Int
    ) async throws(StorageError) -> [Event]

    /// The number of the latest event that is on disk; 0 when there is none.
    func latestSequence() async throws(StorageError) -> Int64

    /// A number for an event that is kept in memory only, such as progress.
    ///
    /// Whoever has seen it has missed no durable event below it that was not on disk yet.
    func progressSequence() -> Int64

    /// Calls `handler` with events as soon as they are on disk, in order; it must return at once.
    func observe(_ handler: @escaping @Sendable ([Event]) -> Void)

    /// Forgets events before a moment.
    ///
    /// - Returns: How many.
    func forgetEvents(before: Timestamp, limit: Int) async throws(StorageError) -> Int
}
