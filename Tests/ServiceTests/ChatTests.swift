import AssayKit
import Chat
import ChatQuestions
import Service
import SocketClient
import Storage
import StorageSQLite
import Testing

@Suite("chat over the store")
struct ChatTests {
    @Test("the known questions have the same answers from the database, the odd ones none")
    func table() async throws {
        let book = try await ChatBook.make()
        defer { book.end() }
        let source = StoredChatSource(store: book.store, visibility: .everyone, user: book.owner, batch: nil)
        let answerer = Answerer(source: source, today: SmallBook.today, hasBatch: false)
        for known in KnownQuestions.table + ManagerQuestions.table + OddQuestions.table {
            var context: ChatContext?
            var answer = ChatAnswer(text: "", query: nil)
            for question in known.after + [known.question] {
                answer = try await answerer.answer(question, after: context)
                context = answer.context
                // What is kept of an answer is enough for the next question.
                if let query = answer.query {
                    #expect(try ChatQuery(json: query.json(withIDs: true), parties: { _, _ in nil }) == query)
                }
            }
            guard let begins = known.begins else {
                #expect(!answer.isUnderstood, "\(known): \(answer.text)")
                continue
            }
            #expect(answer.text.hasPrefix(begins), "\(known): \(answer.text)")
            for part in known.says { #expect(answer.text.contains(part), "\(known): \(answer.text)") }
            if let ids = known.ids {
                #expect(
                    Set(answer.invoices.compactMap { book.entries[$0.id] }) == ids, "\(known): \(answer.text)"
                )
            }
        }
    }

    @Test("another user sees none of it, not even the suppliers' names")
    func others() async throws {
        let book = try await ChatBook.make()
        defer { book.end() }
        let other = try await book.store.createUser(
            UserDraft(email: "bob@example.org", username: "bob", passwordHash: "hash", role: .user),
            by: .system)
        let source = StoredChatSource(
            store: book.store, visibility: .owned(by: other.id), user: other.id, batch: nil)
        let answerer = Answerer(source: source, today: SmallBook.today, hasBatch: false)
        #expect(try await answerer.answer("How many invoices are there?", after: nil).text == "No invoices.")
        for question in [
            "How many invoices from Acme Traders?", "Why was AT-102 flagged?",
            "Show invoices with rule ARI-05", "invoices to Kaveri Mills", "Who approved AT-101?",
            "Acme Traders total", "How many invoces from Acme Traders?",
        ] {
            #expect(try await !answerer.answer(question, after: nil).isUnderstood)
        }
        for question in [
            "What changed?", "show duplicates", "What is missing?", "total by vendor", "total by buyer",
            "list the vendors", "monthly spend",
        ] {
            let answer = try await answerer.answer(question, after: nil)
            #expect(answer.invoices.isEmpty && !answer.text.contains("Acme"), "\(answer.text)")
            #expect(!answer.text.contains("Bharat") && !answer.text.contains("2026-03"), "\(answer.text)")
        }
        // Nor does a language model help, which may name what it likes.
        let lying = Naming(["ask": "count", "filter": ["vendors": ["Acme Traders Pvt. Ltd."]]])
        let answer = try await answerer.answer("kindly count all Acme Traders sent", after: nil, with: lying)
        #expect(!answer.isUnderstood && answer.invoices.isEmpty, "\(answer.text)")
    }

    @Test("vendors that were merged are one, by either name, also over two steps")
    func merged() async throws {
        let book = try await ChatBook.make()
        defer { book.end() }
        let source = StoredChatSource(store: book.store, visibility: .everyone, user: book.owner, batch: nil)
        let answerer = Answerer(source: source, today: SmallBook.today, hasBatch: false)
        func vendor(_ name: String) async throws -> VendorID {
            let page = try await book.store.vendors(
                role: .supplier, status: nil, search: nil, PageRequest(perPage: 100))
            return try #require(page.items.first { $0.name == name }).id
        }
        let textiles = try await vendor("Sharma Textiles")
        _ = try await book.store.mergeVendor(
            textiles, into: try await vendor("Sharma Electricals"), by: .system)
        _ = try await book.store.mergeVendor(
            try await vendor("Sharma Electricals"), into: try await vendor("Metro Foods & Co"), by: .system)
        for (question, begins) in [
            ("How many invoices from Metro Foods?", "6 invoices (from Metro Foods & Co)"),
            ("How many invoices from Sharma Textiles?", "6 invoices (from Metro Foods & Co)"),
            ("How many invoices from Sharma?", "6 invoices (from Metro Foods & Co)"),
            ("How many vendors are there?", "4 vendors"),
            (
                "Which vendor has the most invoices?",
                "Number of invoices by vendor: Metro Foods & Co 6 invoices."
            ),
            (
                "Top 1 vendors by tax in INR",
                "Sum of tax by vendor (in INR): Metro Foods & Co INR 20,600.00 over 6 invoices."
            ),
        ] {
            let answer = try await answerer.answer(question, after: nil)
            #expect(answer.text.hasPrefix(begins), "\(question): \(answer.text)")
        }
    }

    private func ask(
        _ service: TestService, _ question: String, as user: String, batch: String? = nil
    ) async throws -> Answer {
        let place = batch.map { ",\"batch_id\":\"\($0)\"" } ?? ""
        return try await service.ask(
            "POST", "/api/chat/message", as: user, json: "{\"message\":\"\(question)\"\(place)}")
    }

    @Test("over HTTP: everyone asks about their own, the conversation is kept, and a batch has its own")
    func http() async throws {
        try await TestService.with { service in
            let batch = try await service.batch("A")
            _ = try await service.submit("a.pdf", batch: batch)
            _ = try await service.submit("b.pdf")
            try await service.work()
            let mine = try await ask(service, "How many invoices are there?", as: "ann")
            #expect(mine.status == 200)
            #expect(mine["answer"]?.hasPrefix("2 invoices") == true)
            #expect(mine.json["query"]?["ask"]?.stringValue == "count")
            #expect(mine.json["invoices"]?.arrayValue?.count == 2)
            #expect(
                mine.json["invoices"]?.arrayValue?.first?["url"]?.stringValue?.hasPrefix("/api/invoices/")
                    == true)
            #expect(
                try await ask(service, "How many invoices are there?", as: "bob")["answer"] == "No invoices.")
            #expect(
                try await ask(service, "How many invoices are there?", as: "mia")["answer"]?.hasPrefix("2 ")
                    == true)
            let inBatch = try await ask(service, "How many invoices in this batch?", as: "ann", batch: batch)
            #expect(inBatch["answer"]?.hasPrefix("1 invoice") == true)
            let followed = try await ask(service, "which are flagged?", as: "ann", batch: batch)
            #expect(followed.json["understood"] == false)
            #expect(followed.json["suggestions"]?.arrayValue?.isEmpty == false)
            #expect(followed.json["query"] == .null)
            #expect(
                try await ask(service, "and flagged?", as: "ann")["answer"]?.hasPrefix("1 invoice") == true)
            #expect(try await ask(service, "How many?", as: "bob", batch: batch).status == 404)
            #expect(try await ask(service, "", as: "ann").status == 422)
            let history = try await service.ask("GET", "/api/chat/history", as: "ann")
            #expect(
                history.json["messages"]?.arrayValue?.compactMap { $0["message"]?.stringValue } == [
                    "How many invoices are there?", "and flagged?",
                ])
            let about = try await service.ask("GET", "/api/chat/history/\(batch)", as: "ann")
            #expect(about.json["messages"]?.arrayValue?.count == 2)
            #expect(try await service.ask("GET", "/api/chat/history/\(batch)", as: "bob").status == 404)
            #expect(try await service.ask("GET", "/api/chat/history").status == 401)
        }
    }

    @Test("over a WebSocket: pieces that make up the answer, then the whole")
    func socket() async throws {
        try await TestService.with { service in
            _ = try await service.submit("a.pdf")
            let socket = try await service.socket("/ws/chat", as: "ann")
            #expect(socket.status == 101)
            try await blocking {
                socket.send("{\"message\": \"How many invoices are there?\"}")
                var pieces = ""
                var whole = JSONValue.null
                for _ in 0..<50 {
                    guard case .text(let text) = try socket.next() else { continue }
                    let message = try JSONParser.parse(text)
                    if message["type"]?.stringValue == "chat_delta" {
                        pieces += message["delta"]?.stringValue ?? ""
                        continue
                    }
                    whole = message
                    break
                }
                #expect(whole["type"]?.stringValue == "chat_complete")
                #expect(whole["answer"]?.stringValue == pieces)
                #expect(pieces.hasPrefix("1 invoice"))
                socket.send("{\"message\": 7}")
                #expect(try socket.next("error")["code"]?.stringValue == "malformed_message")
                socket.send("{\"message\": \"Which ones?\"}")
                #expect(try socket.next("chat_complete")["understood"] == true)
            }
        }
    }

    @Test("invoices made by hand, and suppliers known by name alone, are no duplicates of each other")
    func nameless() async throws {
        let book = try await ChatBook.make()
        defer { book.end() }
        let source = StoredChatSource(
            store: book.store, visibility: .owned(by: book.owner), user: book.owner, batch: nil)
        let answerer = Answerer(source: source, today: SmallBook.today, hasBatch: false)
        for name in ["Ganga Paper", "Yamuna Paper", "Yamuna Paper"] {
            var record = Record()
            for (field, value) in [("supplier_name", name), ("invoice_number", "GP-1"), ("total", "10.00")] {
                record.fields[field] = Field(value, confidence: 1, origin: .corrected)
            }
            record.fields["currency"] = Field("INR", confidence: 1, origin: .corrected)
            _ = try await book.store.createInvoice(
                record, owner: book.owner, batch: nil, by: .user(book.owner))
        }
        for (question, says) in [
            ("show duplicates", "2 sets of duplicates: "),
            ("show duplicates", "GP-1 from Yamuna Paper (2 times)"),
            ("invoices by vendor", "Yamuna Paper 2 invoices"),
            ("invoices by vendor", "Ganga Paper 1 invoice"),
            ("How many vendors are there?", "8 vendors"),
        ] {
            let answer = try await answerer.answer(question, after: nil)
            #expect(answer.text.contains(says), "\(answer.text)")
        }
    }

    @Test("a conversation keeps its newest 200 messages")
    func bound() async throws {
        let book = try await ChatBook.make()
        defer { book.end() }
        for number in 0..<205 {
            _ = try await book.store.addChatMessage(
                question: "\(number)", answer: "x", context: nil, owner: book.owner, batch: nil)
        }
        let kept = try await book.store.chatMessages(owner: book.owner, batch: nil, limit: 1000)
        #expect(kept.count == 200)
        #expect(kept.first?.question == "5")
        #expect(kept.last?.question == "204")
    }
}

/// An interpreter that always says the same.
private struct Naming: ChatInterpreter {
    let json: JSONValue
    init(_ json: JSONValue) { self.json = json }
    func query(for question: String, today: CalendarDate) async -> Interpretation { .query(json) }
}
