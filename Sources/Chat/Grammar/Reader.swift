internal import Synchronization

/// Walks over a question's tokens.
struct Reader {
    let tokens: [Token]
    let lexicon: Lexicon
    let context: ChatContext?
    var position = 0
    /// Whether the question speaks of spending, which is with, on or at somebody.
    var isSpend = false
    /// What made a reading fail, where that can be said.
    var complaint: ChatRefusal?
    /// How far any reading came.
    var furthest = 0

    init(tokens: [Token], lexicon: Lexicon, context: ChatContext?) {
        self.tokens = tokens
        self.lexicon = lexicon
        self.context = context
    }

    var isAtEnd: Bool { position >= tokens.count }
    var current: Token? { position < tokens.count ? tokens[position] : nil }

    func token(_ offset: Int) -> Token? {
        tokens.indices.contains(position + offset) ? tokens[position + offset] : nil
    }

    mutating func advance(_ count: Int = 1) {
        position += count
        furthest = max(furthest, position)
    }

    /// Takes the longest of some phrases, written `how many|number of`.
    mutating func take(_ phrases: String) -> Bool {
        var best = 0
        for words in Self.words(of: phrases) {
            guard words.count > best, position + words.count <= tokens.count else { continue }
            let isHere = words.enumerated().allSatisfy { index, word in
                let token = tokens[position + index]
                return token.text == word && token.kind != .quoted
            }
            if isHere { best = words.count }
        }
        guard best > 0 else { return false }
        advance(best)
        return true
    }

    /// The phrases of the grammar, cut once: they are few, and literals all.
    private static let cut = Mutex<[String: [[String]]]>([:])

    private static func words(of phrases: String) -> [[String]] {
        cut.withLock { known in
            if let words = known[phrases] { return words }
            let words = phrases.split(separator: "|").map { $0.split(separator: " ").map(String.init) }
            known[phrases] = words
            return words
        }
    }

    /// Takes any number of some phrases.
    mutating func skip(_ phrases: String) { while take(phrases) {} }

    /// Whether one of some phrases comes next.
    func sees(_ phrases: String) -> Bool {
        var copy = self
        return copy.take(phrases)
    }

    /// Tries something; what it took is given back when it comes to nothing.
    mutating func attempt<Value>(_ body: (inout Reader) -> Value?) -> Value? {
        let start = position
        guard let value = body(&self) else {
            position = start
            return nil
        }
        return value
    }

    /// As ``attempt(_:)``, for yes and no.
    mutating func tries(_ body: (inout Reader) -> Bool) -> Bool {
        attempt { body(&$0) ? true : nil } ?? false
    }

    /// Notes why nothing came of it; the first that is noted stands.
    mutating func complain(_ refusal: ChatRefusal) { if complaint == nil { complaint = refusal } }
}

/// Why a question is not answered.
package struct ChatRefusal: Sendable, Hashable {
    /// One sentence.
    package let sentence: String
    /// Questions that would be.
    package let suggestions: [String]
    /// Whether just the wording is not known, so that another may be.
    package let isWording: Bool
    /// Those that the invoices are in, where one has to be named.
    var currencies: [String] = []

    package init(_ sentence: String, suggestions: [String] = [], isWording: Bool = false) {
        self.sentence = sentence
        self.suggestions = suggestions
        self.isWording = isWording
    }
}
