import Live
import Storage
import Testing

@Suite("Topics")
struct TopicTests {
    private static let id = "018f2b6e-0000-7000-8000-000000000001"

    @Test(
        "names that are topics",
        arguments: ["invoice:\(id)", "batch:\(id)", "task:\(id)", "dashboard", "updates", "source:umbler"])
    func good(_ name: String) throws {
        #expect(try LiveTopic(name).name == name)
    }

    @Test(
        "names that are none say what a topic is",
        arguments: [
            "", "invoice", "invoice:", "invoice:7", "invoices:\(id)", "Invoice:\(id)", "dashboard:x",
            "updates:",
            "source:", "source:" + String(repeating: "x", count: 101), "task:\(id):", " task:\(id)",
        ])
    func bad(_ name: String) {
        #expect {
            try LiveTopic(name)
        } throws: { error in
            guard let refusal = error as? LiveRefusal else { return false }
            return refusal.kind == .malformed && refusal.sentence.count > 30
        }
    }
}
