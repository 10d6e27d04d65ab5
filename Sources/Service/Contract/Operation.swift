internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// Something the service does: how it is called, what it takes, what it answers, and who may.
///
/// What is declared here is what is checked, and what `/openapi.json` says.
struct Operation: Sendable {
    /// Who may call.
    enum Access: Sendable, Hashable {
        case everyone
        /// Users of that role or above.
        case role(Role)
    }

    /// A part of the path or the query.
    struct Parameter: Sendable {
        enum Place: String, Sendable { case path, query, header }
        let name: String
        let place: Place
        let schema: Schema
        let summary: String

        init(_ name: String, in place: Place = .query, _ schema: Schema, _ summary: String) {
            self.name = name
            self.place = place
            self.schema = schema
            self.summary = summary
        }
    }

    /// What a body may be.
    enum Body: Sendable {
        case none
        case json(Schema, isOptional: Bool = false)
        /// JSON or a form of the same members (OAuth2's password flow).
        case jsonOrForm(Schema)
        /// JSON, or one member of it as plain text of one of these media types.
        case jsonOrText(Schema, member: String, types: [String])
        /// A form with files; also JSON where there is a schema.
        case multipart(Schema, orJSON: Schema?)
        /// JSON that the handler takes piece by piece, and that is not checked before.
        case streamed(Schema)
    }

    /// A successful answer.
    struct Answer: Sendable {
        let status: Int
        let summary: String
        /// nil: no body.
        let schema: Schema?
        let mediaType: String

        init(
            _ status: Int = 200, _ summary: String, _ schema: Schema?, mediaType: String = "application/json"
        ) {
            self.status = status
            self.summary = summary
            self.schema = schema
            self.mediaType = mediaType
        }
    }

    typealias Handle = @Sendable (Call) async throws -> Response

    let method: HTTPMethod
    let path: String
    let tag: String
    /// Unique: "uploadInvoices".
    let id: String
    let summary: String
    var access = Access.role(.user)
    var parameters: [Parameter] = []
    var body = Body.none
    var answers: [Answer]
    /// The errors that it may answer besides those that all may.
    var errors: [Int] = []
    /// The largest body, bytes.
    var bodyLimit = 1 << 20
    /// Makes the answer to a WebSocket's handshake, and `handle` that to a plain GET; nil: the path is no WebSocket.
    var socket: Handle?
    let handle: Handle

    init(
        _ method: HTTPMethod, _ path: String, tag: String, id: String, _ summary: String,
        access: Access = .role(.user), parameters: [Parameter] = [], body: Body = .none, answers: [Answer],
        errors: [Int] = [], bodyLimit: Int = 1 << 20, socket: Handle? = nil, handle: @escaping Handle
    ) {
        self.method = method
        self.path = path
        self.tag = tag
        self.id = id
        self.summary = summary
        self.access = access
        self.parameters = parameters
        self.body = body
        self.answers = answers
        self.errors = errors
        self.bodyLimit = bodyLimit
        self.socket = socket
        self.handle = handle
    }
}
