/// The event names of its own that an incoming source has for Socket.IO, beside `request_data`, `data` and `update`.
package struct SourceEvents: Sendable, Hashable {
    /// The source's name.
    package let source: String
    /// What a client sends to get the source's state: `request_umbler_data`.
    package let request: String
    /// What that is answered by: `umbler_data`.
    package let data: String
    /// What brings news of the source: `umbler_update`.
    package let update: String

    package init(source: String, request: String, data: String, update: String) {
        self.source = source
        self.request = request
        self.data = data
        self.update = update
    }
}
