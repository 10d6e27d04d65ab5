package import AssayKit

package typealias ChatMessageID = Identifier<ChatMessage>

/// A question and its answer, as they were given.
package struct ChatMessage: Sendable, Hashable {
    package let id: ChatMessageID
    package let at: Timestamp
    package let question: String
    /// What was answered, as it was sent.
    package let answer: JSONValue
    /// What a following question may refer to; nil where nothing can.
    package let context: JSONValue?

    package init(
        id: ChatMessageID, at: Timestamp, question: String, answer: JSONValue, context: JSONValue?
    ) {
        self.id = id
        self.at = at
        self.question = question
        self.answer = answer
        self.context = context
    }
}

/// The conversations: one a user and batch, and one a user without a batch.
package protocol ChatLog: Sendable {
    /// Keeps a message; of one conversation only the newest 200 stay.
    func addChatMessage(
        question: String, answer: JSONValue, context: JSONValue?, owner: UserID, batch: BatchID?
    ) async throws(StorageError) -> ChatMessage

    /// The last messages of a conversation, the oldest first.
    func chatMessages(
        owner: UserID, batch: BatchID?, limit: Int
    ) async throws(StorageError) -> [ChatMessage]
}
