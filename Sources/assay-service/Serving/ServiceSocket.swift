internal import Accounts
internal import Commands
internal import Configuration
internal import HTTPServing
internal import Service

extension Service {
    /// Starts the server where the configuration says: on the first port that is free.
    ///
    /// - Throws: ``ConfigurationError`` when no port can be had.
    static func start(_ house: House, _ configuration: Configuration) async throws(ConfigurationError)
        -> HTTPServer
    {
        let isQuiet = !configuration.logsRequests
        let log: @Sendable (String) -> Void = { line in
            if !isQuiet { Terminal.error(line) }
        }
        let hasAdmin: Bool
        do {
            hasAdmin = try await house.accounts.hasAdmin()
        } catch {
            throw ConfigurationError("assay serve: \(error)")
        }
        var settings = ServerSettings(configuration)
        // Whoever reaches the service first could make themselves its admin.
        if !hasAdmin { settings.host = "127.0.0.1" }
        let ports = configuration.ports
        for port in ports {
            settings.port = port
            do {
                return try Service.start(house, settings: settings, log: log)
            } catch  where error.isAddressInUse && port != ports.upperBound {
                continue
            } catch  where error.isAddressInUse && ports.count > 1 {
                throw ConfigurationError(
                    "assay serve: all ports from \(ports.lowerBound) to \(ports.upperBound) of \(settings.host) are taken; "
                        + "stop a program that has one, or choose another port_range")
            } catch {
                throw ConfigurationError("assay serve: \(error)")
            }
        }
        throw ConfigurationError("assay serve: there is no port to listen on")
    }
}
