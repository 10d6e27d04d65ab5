package import Storage
import Testing

/// One thing that every store must do.
package struct ConformanceCase: Sendable, CustomTestStringConvertible {
    /// What it is, in a sentence.
    package let name: String
    /// Checks an empty store.
    package let check: @Sendable (Bench) async throws -> Void

    init(_ name: String, _ check: @escaping @Sendable (Bench) async throws -> Void) {
        self.name = name
        self.check = check
    }

    package var testDescription: String { name }

    /// All of them.
    package static let all =
        queue + crashes + fairness + results + lists + review + batches + vendors + events + outbox
        + accounts + logins + requests + subscriptions + pipelines + hooks + dashboard
        + vendorRisk + settling
}

/// A store on the bench: what a case works with.
package struct Bench: Sendable {
    package let store: any DataStore
    package let time: FakeTime
    let ids: IdentifierGenerator

    package init(_ store: any DataStore, time: FakeTime) {
        self.store = store
        self.time = time
        ids = IdentifierGenerator(time: time)
    }
}

/// That a call fails with an error for which `matches` holds.
func expectError(
    _ comment: Comment, sourceLocation: SourceLocation = #_sourceLocation,
    where matches: (StorageError) -> Bool, _ body: () async throws -> Void
) async {
    do {
        try await body()
        Issue.record("nothing was thrown: \(comment)", sourceLocation: sourceLocation)
    } catch let error as StorageError {
        #expect(matches(error), "\(comment); but: \(error)", sourceLocation: sourceLocation)
    } catch {
        Issue.record("\(comment); but: \(error)", sourceLocation: sourceLocation)
    }
}

extension StorageError {
    var isLeaseLost: Bool { self == .leaseLost }
    var isNotFound: Bool { if case .notFound = self { true } else { false } }
    var isWrongState: Bool { if case .wrongState = self { true } else { false } }
    var isDuplicate: Bool { if case .duplicate = self { true } else { false } }
    var isStale: Bool { if case .staleVersion = self { true } else { false } }
}
