/// Which language model reads questions, and how it is reached.
package struct ModelSettings: Sendable, Hashable {
    /// The base address of an OpenAI-compatible interface, such as `https://models.example.com/v1`.
    package var url: String
    /// The model's name there.
    package var model: String
    /// Sent as `Authorization: Bearer`; nil: nothing is.
    package var key: String?
    /// Hosts, addresses and blocks that may be reached although they are not public.
    package var allowed: [String] = []
    /// Whether the connection may be unencrypted.
    package var allowsHTTP = false
    /// Milliseconds for an answer.
    package var timeout = 15_000

    package init(url: String, model: String, key: String? = nil) {
        self.url = url
        self.model = model
        self.key = key
    }

    /// Where questions are sent.
    var endpoint: String {
        let base = url.hasSuffix("/") ? String(url.dropLast()) : url
        return base.hasSuffix("/chat/completions") ? base : base + "/chat/completions"
    }
}
