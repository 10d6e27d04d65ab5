internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Live

/// A WebSocket for questions: `{message}` in, `chat_delta`… and `chat_complete` out, one question after the other.
struct ChatSession {
    private let socket: WebSocket
    private let reader: SocketReader
    private let desk: ChatDesk

    /// The longest frame, bytes.
    private static let longest = 8192
    /// About so many bytes are in one piece of an answer.
    private static let piece = 48

    static func run(_ socket: WebSocket, _ desk: ChatDesk) async {
        let reader = SocketReader(socket: socket)
        // Who is logged out, or disabled, is out of here, too.
        let session = desk.house.live.join(desk.principal, reader: reader)
        let chat = ChatSession(socket: socket, reader: reader, desk: desk)
        while let message = await socket.receive() { await chat.handle(message) }
        session.leave()
    }

    private func handle(_ message: WebSocketMessage) async {
        // What is no JSON is no question either.
        guard case .text(let text) = message, text.utf8.count <= Self.longest,
            let json = try? JSONParser.parse(text)
        else { return refuse() }
        if json["type"]?.stringValue == "ping" {
            _ = socket.send("{\"type\":\"pong\"}")
            return
        }
        guard let question = json["message"]?.stringValue, !question.isEmpty,
            question.count <= ChatRoutes.mostAsked
        else { return refuse() }
        do throws(HTTPError) {
            let answer = try await desk.answer(question)
            for piece in Self.pieces(of: answer["answer"]?.stringValue ?? "") {
                send(["type": "chat_delta", "delta": .string(piece)])
            }
            var whole = JSONObject([.init(key: "type", value: "chat_complete")])
            for member in answer.objectValue?.members ?? [] { whole[member.key] = member.value }
            send(.object(whole))
        } catch {
            reader.refuse(error.code, error.message)
        }
    }

    private func refuse() {
        reader.refuse(
            "malformed_message",
            "A question is {\"message\": \"…\"} with 1 to \(ChatRoutes.mostAsked) characters, in a text frame."
        )
    }

    private func send(_ json: JSONValue) { socket.send(utf8: JSONWriter.bytes(json), replacing: nil) }

    /// An answer in pieces that end between words; together they are the answer.
    static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        for character in text {
            piece.append(character)
            guard character == " ", piece.utf8.count >= Self.piece else { continue }
            pieces.append(piece)
            piece = ""
        }
        if !piece.isEmpty { pieces.append(piece) }
        return pieces
    }
}
