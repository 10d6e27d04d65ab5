import AssayKit
import Storage
import Synchronization
import Testing

@Suite("storage values")
struct ValueTests {
    /// Two clocks that are set by hand.
    private final class SetTime: TimeSource {
        let moment = Mutex(Timestamp(milliseconds: 1_775_000_000_000))
        func now() -> Timestamp { moment.withLock { $0 } }
        func steady() -> Timestamp { now() }
    }

    @Test("ids grow within a millisecond, over many, and when the clock goes back")
    func growing() {
        let time = SetTime()
        let ids = IdentifierGenerator(time: time)
        var last: Identifier<User> = ids.next()
        for round in 0..<20_000 {
            if round == 10_000 { time.moment.withLock { $0 = Timestamp(milliseconds: 1_774_000_000_000) } }
            let next: Identifier<User> = ids.next()
            #expect(last < next)
            last = next
        }
    }

    @Test("ids are UUIDs of version 7 that tell their time, and read back")
    func form() throws {
        let time = SetTime()
        let id: Identifier<User> = IdentifierGenerator(time: time).next()
        let text = id.description
        #expect(text.utf8.count == 36)
        #expect(Array(text)[14] == "7" && "89ab".contains(Array(text)[19]))
        #expect(id.madeAt == time.now())
        #expect(Identifier<User>(text) == id && Identifier<User>(text.uppercased()) == id)
        #expect(Identifier<User>(bytes: id.bytes) == id)
    }

    @Test(
        "malformed ids",
        arguments: [
            "", "x", "019d4c8e-0000-7000-8000-00000000000", "019d4c8e-0000-7000-8000-0000000000000",
            "019d4c8e00007000-8000-000000000000-", "019d4c8e-0000-7000-8000-00000000000g",
            "019d4c8e_0000-7000-8000-000000000000", "019d4c8e-0000-7000-8000-00000000000é",
        ])
    func malformed(_ text: String) { #expect(Identifier<User>(text) == nil) }

    @Test(
        "times as RFC 3339",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1_775_000_000_123, "2026-03-31T23:33:20.123Z"),
            (-1, "1969-12-31T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        ])
    func times(_ milliseconds: Int64, _ text: String) {
        #expect(Timestamp(milliseconds: milliseconds).rfc3339 == text)
    }

    @Test("times at the ends do not trap")
    func ends() {
        let last = Timestamp(milliseconds: .max)
        #expect(last + .seconds(1) == last)
        #expect(Timestamp(milliseconds: .min) - .seconds(1) == Timestamp(milliseconds: .min))
        #expect(Timestamp(milliseconds: .min).since(last).milliseconds == .max)
        #expect(!last.rfc3339.isEmpty && last.date == nil)
    }

    @Test("pages are brought into range")
    func pages() {
        #expect(PageRequest(page: -3, perPage: 0) == PageRequest(page: 1, perPage: 1))
        #expect(PageRequest(page: .max, perPage: .max).perPage == 100)
        #expect(PageRequest(page: .max, perPage: .max).offset > 0)
        let page = Page(items: [1], total: 41, request: PageRequest(page: 3, perPage: 20))
        #expect(page.pages == 3 && !page.hasNext && page.hasPrevious)
    }

    @Test("event numbers only grow, also after a restart, and progress never runs past the block on disk")
    func numbers() {
        let numbers = EventNumbers(after: 0, ceiling: EventNumbers.block)
        let first = numbers.take(3)
        let during = numbers.progress()
        #expect(during < first.first, "what is not on disk yet is not passed by")
        let second = numbers.take(1)
        numbers.settle(committed: false, newCeiling: second.newCeiling)
        #expect(numbers.progress() < first.first, "the first one is still on its way")
        numbers.settle(committed: true, newCeiling: first.newCeiling)
        #expect(numbers.progress() > second.first)
        var highest: Int64 = 0
        for _ in 0..<1_100_000 { highest = max(highest, numbers.progress()) }
        #expect(highest == EventNumbers.block)
        let next = EventNumbers(after: EventNumbers.block, ceiling: 2 * EventNumbers.block)
        #expect(next.progress() > highest)
    }
}
