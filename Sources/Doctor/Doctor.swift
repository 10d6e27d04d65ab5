internal import AssayKit
internal import Configuration
internal import Files
internal import Glibc
internal import HTTPClient

/// Looks at a service as its clients see it, and at the machine that it runs on.
package struct Doctor {
    private let visit: Visit
    private let order: DoctorOrder

    package init(_ order: DoctorOrder) {
        self.order = order
        visit = Visit(order)
    }

    private static let checks: [any Check] = [
        ConfigurationCheck(), DiscoveryCheck(), HealthCheck(), DatabaseCheck(), DiskCheck(), SandboxCheck(),
        PluginCheck(), CORSCheck(), LoginCheck(), RefreshCheck(), SocketCheck(form: .none),
        SocketCheck(form: .header), SocketCheck(form: .subprotocol), SocketCheck(form: .ticket),
        SocketIOCheck(transport: .polling), SocketIOCheck(transport: .websocket), UploadCheck(),
        IncomingHookCheck(), WebhookCheck(),
    ]

    /// Columns that the checks' names need.
    package static let width = checks.map(\.name.count).max() ?? 0

    /// Looks at everything, one after the other; `report` gets each finding as it is there.
    package func examine(_ report: (Finding) -> Void) async -> [Finding] {
        var findings: [Finding] = []
        for check in Self.checks {
            let finding = Finding(check.name, await check.look(visit))
            report(finding)
            findings.append(finding)
        }
        LoginCheck.leave(visit)
        return findings
    }

    /// Waits until the service can take work.
    ///
    /// - Parameter milliseconds: At most so long.
    /// - Returns: Whether it can; the checks say why not.
    package func wait(milliseconds: Int) async -> Bool {
        let end = ContinuousClock.now + .milliseconds(milliseconds)
        while true {
            let trial = Visit(order)
            _ = await ConfigurationCheck().look(trial)
            _ = await DiscoveryCheck().look(trial)
            // What is in the way is what the checks will tell.
            if let client = trial.client, let answer = try? client.ask("GET", "/health/ready"),
                answer.status == 200
            {
                return true
            }
            guard ContinuousClock.now < end else { return false }
            guard (try? await Task.sleep(for: .milliseconds(200))) != nil else { return false }  // cancelled
        }
    }

    /// The address that was found to answer.
    package var address: ServiceAddress? { visit.client?.address }
}
