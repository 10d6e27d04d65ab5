import Chat
import ChatQuestions
import Testing

@Suite("questions")
struct QuestionTests {
    private let answerer = Answerer(source: BookSource(), today: SmallBook.today, hasBatch: false)

    private func ask(_ questions: [String]) async throws -> ChatAnswer {
        var context: ChatContext?
        var last = ChatAnswer(text: "", query: nil)
        for question in questions {
            last = try await answerer.answer(question, after: context)
            context = last.context
        }
        return last
    }

    @Test("known questions", arguments: KnownQuestions.table + ManagerQuestions.table)
    func known(_ known: KnownQuestion) async throws {
        let answer = try await ask(known.after + [known.question])
        guard let begins = known.begins else {
            #expect(!answer.isUnderstood, "\(answer.text)")
            #expect(!answer.suggestions.isEmpty)
            return
        }
        #expect(answer.isUnderstood)
        #expect(answer.text.hasPrefix(begins), "\(answer.text)")
        for part in known.says { #expect(answer.text.contains(part), "\(answer.text)") }
        if let ids = known.ids { #expect(Set(answer.invoices.compactMap { Int($0.id) }) == ids) }
    }

    @Test("odd questions are refused, or answered rightly", arguments: OddQuestions.table)
    func odd(_ odd: KnownQuestion) async throws {
        let answer = try await ask(odd.after + [odd.question])
        guard let begins = odd.begins else {
            #expect(!answer.isUnderstood, "\(answer.text)")
            #expect(answer.query == nil)
            return
        }
        #expect(answer.text.hasPrefix(begins), "\(answer.text)")
    }

    @Test("120 or more are known, and at most one in ten of them is refused")
    func size() {
        #expect(KnownQuestions.table.count >= 120)
        #expect(KnownQuestions.table.filter { $0.begins == nil }.count * 10 <= KnownQuestions.table.count)
    }
}
