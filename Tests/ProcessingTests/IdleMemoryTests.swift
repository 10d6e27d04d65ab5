import Testing

@testable import Processing

@Suite("Memory after a load")
struct IdleMemoryTests {
    /// Processor times at the looks, and at which of them memory is given back.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let used: [Int64]
        let released: [Int]
        var testDescription: String { name }
    }

    @Test(
        "it is given back once, when there is quiet after work",
        arguments: [
            Case(name: "never any work", used: [0, 3, 6, 9, 12], released: []),
            Case(name: "busy all the time", used: [0, 4000, 8000, 12_000], released: []),
            Case(name: "work, then quiet", used: [0, 4000, 8000, 8010, 8020, 8030], released: [3]),
            Case(
                name: "two loads", used: [0, 4000, 4010, 4020, 9000, 9020, 9030], released: [2, 5]),
            Case(name: "little by little", used: [0, 90, 180, 270, 360, 450, 540, 630], released: [6]),
            Case(name: "the clock is not there", used: [0, 4000, -1, -1], released: []),
        ])
    func spells(_ sample: Case) {
        var spells = IdleMemory.Spells(now: sample.used[0])
        let released = sample.used.indices.dropFirst().filter { spells.isWorthwhile(now: sample.used[$0]) }
        #expect(released == sample.released)
    }
}
