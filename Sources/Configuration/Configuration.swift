internal import Files
internal import Pipelines

/// What the service was told, checked; every value with where it came from.
package struct Configuration: Sendable {
    /// The file that was read; nil: there is none.
    package let file: String?
    /// In the order of ``SettingTable``.
    package let settings: [Setting]

    /// The setting of a path.
    private func setting(_ path: String) -> Setting? { settings.first { $0.path == path } }

    /// A file that was found in the data folder must not send the data elsewhere.
    func strayFolder(_ file: String, found folder: String) -> [String] {
        guard let data = setting("data"), case .file? = data.origins.first,
            FilePath.absolute(FilePath.parent(file)) == FilePath.absolute(folder),
            FilePath.absolute(self.data) != FilePath.absolute(folder)
        else { return [] }
        return [
            "\(file) lies in the data folder \(folder) and names another one; remove data: from it, or give it with -c"
        ]
    }

    /// A model's address says nothing without its name, and the other way round.
    func halfModel() -> [String] {
        let url = setting("chat.url")?.origins.first
        let name = setting("chat.model")?.origins.first
        switch (chatURL, chatModel) {
        case (.some, nil):
            return ["\(url?.text ?? "chat.url"): chat.url needs the model's name; write chat.model, too"]
        case (nil, .some):
            return ["\(name?.text ?? "chat.model"): chat.model needs its interface; write chat.url, too"]
        default: return []
        }
    }

    /// One file must not say both a port and a range.
    func portsTwice() -> [String] {
        guard let port = setting("port")?.origins.first, let range = setting("port_range")?.origins.first,
            portRange != nil, case .file(let name, let line) = range, case .file = port
        else { return [] }
        return ["\(name):\(line): port and port_range exclude each other; remove one of them"]
    }

    // MARK: What was said, in types. Each has been checked, so that no fallback here is ever needed.

    private func text(_ path: String) -> String? {
        if case .string(let text)? = setting(path)?.value.content { text } else { nil }
    }
    private func whole(_ path: String) -> Int? {
        if case .integer(let number)? = setting(path)?.value.content { number } else { nil }
    }
    private func truth(_ path: String) -> Bool {
        if case .bool(let value)? = setting(path)?.value.content { value } else { false }
    }
    private func list(_ path: String) -> [String] {
        guard case .array(let items)? = setting(path)?.value.content else { return [] }
        return items.compactMap { item in
            if case .string(let text) = item.content { text } else { nil }
        }
    }
    private func duration(_ path: String) -> Duration {
        // Checked before.
        .milliseconds(text(path).flatMap { try? Quantity.milliseconds($0) } ?? 0)
    }
    private func bytes(_ path: String) -> Int {
        // Checked before.
        text(path).flatMap { try? Quantity.bytes($0) } ?? 0
    }

    package var host: String { text("host") ?? "127.0.0.1" }
    /// The ports that are tried, in order; a single 0 takes any free one.
    package var ports: ClosedRange<UInt16> {
        let single = UInt16(clamping: whole("port") ?? 8000)
        guard let range = portRange, let said = setting("port_range")?.origins.first,
            let other = setting("port")?.origins.first, said.rank >= other.rank
        else { return single...single }
        return range
    }
    private var portRange: ClosedRange<UInt16>? { text("port_range").flatMap(SettingForms.ports) }
    /// Which other origins' pages may use the service, the front end's too.
    package var origins: Set<String> {
        Set(list("origins") + [text("frontend_url").flatMap(SettingForms.origin)].compactMap(\.self))
    }
    package var isForDeveloping: Bool { truth("dev") }
    package var logsRequests: Bool { truth("log.requests") }
    package var data: String { text("data") ?? "./assay-data" }
    /// Bytes.
    package var reservedDisk: Int { bytes("reserved_disk") }
    /// Folders, in the order in which they are searched.
    package var plugins: [String] { list("plugins") }
    package var pipelines: [String] { list("pipelines") }
    /// The list of plugins that may run; nil: every plugin may.
    package var pluginsLock: String? {
        isForDeveloping ? nil : text("plugins_lock") ?? FilePath.join(data, "plugins.lock")
    }
    /// Variables that pipelines which come over the API may use; `file:PATH` for files.
    package var pipelineVariables: Set<String> { Set(list("pipeline_variables")) }
    package var acceptMissing: [String] { list("accept_missing") }
    /// Documents at a time; nil: as many as there are cores.
    package var jobs: Int? { whole("jobs") }
    package var confidenceThreshold: Double {
        switch setting("confidence_threshold")?.value.content {
        case .number(let number): number
        case .integer(let number): Double(number)
        default: 0.8
        }
    }
    /// Hosts, addresses and blocks from which documents may be fetched although they are not public.
    package var fetchAllowed: [String] { list("fetch.allow") }
    package var fetchesUnencrypted: Bool { truth("fetch.http") }
    /// Hosts, addresses and blocks that webhooks may go to although they are not public.
    package var webhookAllowed: [String] { list("webhooks.allow") }
    package var sendsUnencrypted: Bool { truth("webhooks.http") }
    /// The file of incoming webhooks' sources; nil: the usual one, where it is there.
    package var hooks: String? { text("hooks") }
    /// The address of the interface of a language model that reads questions; nil: none does.
    package var chatURL: String? { text("chat.url") }
    package var chatModel: String? { text("chat.model") }
    package var chatKey: String? { text("chat.key") }
    package var chatTimeout: Duration { duration("chat.timeout") }
    package var chatAllowed: [String] { list("chat.allow") }
    package var asksUnencrypted: Bool { truth("chat.http") }
    package var allowsRegistration: Bool { truth("registration") }
    package var secret: String? { text("jwt_secret") }
    /// Bytes.
    package var largestFile: Int { bytes("limits.file_size") }
    package var filesPerUpload: Int { whole("limits.files_per_upload") ?? 100 }
    package var connections: Int { whole("limits.connections") ?? 4096 }
    package var connectionsPerAddress: Int { whole("limits.connections_per_address") ?? 0 }
    /// Requests a minute.
    package var anonymousRate: Int { whole("rates.anonymous") ?? 100 }
    package var signedInRate: Int { whole("rates.signed_in") ?? 600 }
    package var uploadRate: Int { whole("rates.uploads") ?? 300 }
    package var hookRate: Int { whole("rates.hooks") ?? 1200 }
    package var headerTimeout: Duration { duration("timeouts.header") }
    package var idleTimeout: Duration { duration("timeouts.idle") }
    package var handlerTimeout: Duration { duration("timeouts.handler") }
    package var drainTimeout: Duration { duration("timeouts.drain") }
    package var jobRetention: Duration { duration("retention.jobs") }
    package var eventRetention: Duration { duration("retention.events") }
    package var deliveryRetention: Duration { duration("retention.deliveries") }
    package var requestRetention: Duration { duration("retention.requests") }
}
