internal import Commands
internal import Configuration
internal import Fetching
internal import HTTPServing
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
