/// What an operator may set.
package struct ServiceSettings: Sendable, Hashable {
    package var version = "0.1.0"
    /// The largest file, bytes.
    package var largestFile = 16 << 20
    /// Files in one upload.
    package var filesPerUpload = 100
    package var allowsRegistration = true
    /// Below it a person must look.
    package var confidenceThreshold = 0.8
    /// Hosts, addresses and blocks from which documents may be fetched although they are not public.
    package var fetchAllowed: [String] = []
    /// Whether documents may be fetched without encryption.
    package var fetchAllowsHTTP = false
    /// Hosts, addresses and blocks to which webhooks may go although they are not public.
    package var webhookAllowed: [String] = []
    /// Whether webhooks may go out without encryption.
    package var webhookAllowsHTTP = false
    /// Requests a minute without credentials, by address.
    package var generalPerMinute = 100
    /// Requests a minute of someone who is signed in.
    package var signedInPerMinute = 600
    /// Messages a minute from one address through incoming webhooks.
    package var messagesPerMinute = 1200
    /// Uploads a minute.
    package var uploadsPerMinute = 300
    /// Runs this many bytes short of full, it takes nothing more in.
    package var reservedBytes = 8 << 20

    /// How long a client of Socket.IO may take to say who it is.
    package var socketLogin: Duration = .seconds(10)

    package init() {}
}
