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

    @Test("a word that is not known is never passed over, wherever it stands", arguments: 0..<5)
    func unknownWord(_ part: Int) async throws {
        let all = (KnownQuestions.table + ManagerQuestions.table).filter {
            $0.begins != nil && $0.after.isEmpty
        }
        for known in all.enumerated().filter({ $0.offset % 15 == part * 3 }).map(\.element) {
            let words = known.question.split(separator: " ").map(String.init)
            for place in 0...words.count {
                let question = (words[..<place] + ["zorblax"] + words[place...]).joined(separator: " ")
                let answer = try await answerer.answer(question, after: nil)
                #expect(!answer.isUnderstood, "\(question): \(answer.text)")
            }
        }
    }

    @Test("120 or more are known, and at most one in ten of them is refused")
    func size() {
        #expect(KnownQuestions.table.count >= 120)
        #expect(KnownQuestions.table.filter { $0.begins == nil }.count * 10 <= KnownQuestions.table.count)
    }
}
