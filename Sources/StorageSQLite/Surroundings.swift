internal import Storage
internal import Synchronization

/// What all transactions share besides the database.
final class Surroundings: Sendable {
    let time: any TimeSource
    let ids: IdentifierGenerator
    let numbers: EventNumbers
    private let observers = Mutex<[@Sendable ([Event]) -> Void]>([])

    init(time: any TimeSource, numbers: EventNumbers) {
        self.time = time
        self.numbers = numbers
        ids = IdentifierGenerator(time: time)
    }

    func observe(_ handler: @escaping @Sendable ([Event]) -> Void) {
        observers.withLock { $0.append(handler) }
    }

    /// Called on the writing thread after each commit, so in the order of the numbers.
    func publish(_ events: [Event]) {
        for observer in observers.withLock({ $0 }) { observer(events) }
    }
}
