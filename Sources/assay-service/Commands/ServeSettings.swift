internal import Commands
internal import Configuration
internal import Chat
internal import Fetching
internal import Files
internal import HTTPServing
internal import LanguageModels
internal import Outgoing
internal import Processing
internal import Service

extension ServiceSettings {
    /// What the configuration says of the service.
    init(_ configuration: Configuration) {
        self.init()
        version = assayVersion
        largestFile = configuration.largestFile
        filesPerUpload = configuration.filesPerUpload
        allowsRegistration = configuration.allowsRegistration
        confidenceThreshold = configuration.confidenceThreshold
        generalPerMinute = configuration.anonymousRate
        signedInPerMinute = configuration.signedInRate
        uploadsPerMinute = configuration.uploadRate
        messagesPerMinute = configuration.hookRate
        reservedBytes = configuration.reservedDisk
        fetchAllowed = configuration.fetchAllowed
        fetchAllowsHTTP = configuration.fetchesUnencrypted
        webhookAllowed = configuration.webhookAllowed
        webhookAllowsHTTP = configuration.sendsUnencrypted
    }
}

extension ServerSettings {
    /// What the configuration says of the server; the port is chosen by who starts it.
    init(_ configuration: Configuration) {
        self.init()
        host = configuration.host
        cors = CORSPolicy(origins: configuration.origins, allowsLocalhost: configuration.isForDeveloping)
        limits.connections = configuration.connections
        limits.connectionsPerAddress = configuration.connectionsPerAddress
        deadlines.header = configuration.headerTimeout
        deadlines.idle = configuration.idleTimeout
        deadlines.handler = configuration.handlerTimeout
    }
}

extension ModelInterpreter {
    /// The language model that reads questions, as the configuration says; nil: none does.
    ///
    /// - Throws: When its address is one that may not be asked.
    static func configured(
        _ configuration: Configuration, log: @escaping @Sendable (String) -> Void
    ) throws(ConfigurationError) -> ModelInterpreter? {
        guard let url = configuration.chatURL, let model = configuration.chatModel else { return nil }
        var settings = ModelSettings(url: url, model: model, key: configuration.chatKey)
        settings.allowed = configuration.chatAllowed
        settings.allowsHTTP = configuration.asksUnencrypted
        let (seconds, attoseconds) = configuration.chatTimeout.components
        settings.timeout = Int(seconds * 1000 + attoseconds / 1_000_000_000_000_000)
        do throws(OutgoingRequestError) {
            _ = try OutgoingURL(
                url, policy: OutgoingPolicy(allowed: settings.allowed, allowsHTTP: settings.allowsHTTP))
        } catch {
            throw ConfigurationError("chat.url: \(error.message); \(Self.mend)")
        }
        return ModelInterpreter(settings, log: log)
    }

    private static let mend =
        "use https and a public host, or name the host in chat.allow, and for http set chat.http"
}

extension Fetcher {
    /// What the configuration says of documents that lie elsewhere.
    init(_ configuration: Configuration) {
        self.init()
        allowed = configuration.fetchAllowed
        allowsHTTP = configuration.fetchesUnencrypted
    }
}

extension Caretaker.Retention {
    /// What the configuration says of how long things are kept.
    init(_ configuration: Configuration) {
        self.init()
        jobs = configuration.jobRetention
        events = configuration.eventRetention
        requests = configuration.requestRetention
        deliveries = configuration.deliveryRetention
    }
}
