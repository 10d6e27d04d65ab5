/// What someone wants to know.
package struct DoctorOrder: Sendable {
    /// The service's address, where it was given.
    package var address: ServiceAddress?
    /// What the command line says of settings, by the option's name.
    package var options: [String: [String]] = [:]
    /// The configuration that the command line names.
    package var configurationFile: String?
    /// Who logs in; without it and the password, the service that runs over the data folder is asked for an account.
    package var email: String?
    package var password: String?
    /// Pages' origins to ask for, beside those of the configuration.
    package var origins: [String] = []
    /// How long each step may take, ms.
    package var patience = 30_000
    /// How long a document may take, ms.
    package var reading = 60_000
    /// The version of this program.
    package var version: String

    package init(version: String) { self.version = version }

    /// Whether this machine's folders, plugins and kernel are the service's: not with an address alone.
    var isLocal: Bool { address == nil || options["data"] != nil || configurationFile != nil }
}
