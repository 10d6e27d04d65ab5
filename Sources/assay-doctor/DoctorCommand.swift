internal import AssayKit
internal import Commands
internal import Doctor
internal import Files
internal import Pipelines

/// The program `assay-doctor`: the command `assay doctor`.
@main
enum DoctorCommand {
    static func main() {
        Program(version: assayVersion, commands: [command]).main()
    }

    private static let command = Command(
        name: "doctor",
        summary: "Look at a service as its clients do, and say what is wrong and what mends it",
        details: """
            It finds the service by service.json in the data folder, or by --url, and looks at its configuration,
            plugins, sandbox, database and disk, at CORS as a browser does, at logins, WebSockets, Socket.IO, an upload
            and a webhook. One line each: pass, fail or skip, what was seen, and the mend. What it makes, it removes.
            On the service's machine it needs no credentials: the service lends it an account for the visit. Elsewhere
            it logs in with --email and the password in ASSAY_PASSWORD. Exit status: 0 when nothing failed, 1 else.
            """,
        examples: [
            "assay doctor --data ./assay-data",
            "ASSAY_PASSWORD=… assay doctor --url https://assay.example --email ann@example.com",
            "assay doctor --wait 30s --write-env frontend/.env.local",
        ],
        options: [
            Option("url", value: "URL", help: "the service's address (default: service.json in DIR has it)"),
            Option("config", short: "c", value: "FILE", help: "the service's configuration"),
            Option("data", value: "DIR", help: "the service's data folder (default: ./assay-data)"),
            Option(
                "plugins", value: "DIR", help: "a folder of plugins that the service has; may be repeated"),
            Option("lock", value: "FILE", help: "the plugins that may run (default: DIR/plugins.lock)"),
            Option(
                "hooks", value: "FILE", help: "the sources of incoming webhooks (default: DIR/hooks.yaml)"),
            Option("dev", help: "the service runs with --dev"),
            Option("email", value: "EMAIL", help: "who logs in, with the password in ASSAY_PASSWORD"),
            Option("origin", value: "ORIGIN", help: "a page's origin to ask for; may be repeated"),
            Option("wait", value: "DURATION", help: "wait so long for the service, such as 30s"),
            Option("timeout", value: "DURATION", help: "how long a document may take (default: 60s)"),
            Option("write-env", value: "FILE", help: "write the service's URLs into a front end's .env"),
            Option("json", help: "for programs: one list of all lines"),
        ], run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard arguments.operands.isEmpty else {
            throw UsageError("\(arguments.operands[0]): it takes no operands")
        }
        let order = try order(arguments)
        let patience = try milliseconds("wait", arguments)
        let doctor = Doctor(order)
        let isForPrograms = arguments.has("json")
        if let patience { _ = await doctor.wait(milliseconds: patience) }
        let findings = await doctor.examine { finding in
            if !isForPrograms { Terminal.out(finding.line(width: Doctor.width) + "\n") }
        }
        if isForPrograms {
            Terminal.out(JSONWriter.prettyText(.array(findings.map(\.json))) + "\n")
        }
        let isWell = !findings.contains { $0.outcome == .fail }
        if let path = arguments.value("write-env") {
            guard let address = doctor.address else {
                Terminal.error("assay doctor: \(path) is not written: the service was not reached")
                return .failure
            }
            do throws(FileError) {
                let names = try EnvironmentFile(path, address).write()
                // The report alone is for programs.
                Terminal.error("\(path): \(names.joined(separator: ", "))")
            } catch {
                Terminal.error("assay doctor: \(error)")
                return .failure
            }
        }
        return isWell ? .success : .failure
    }

    private static func order(_ arguments: Arguments) throws(UsageError) -> DoctorOrder {
        var order = DoctorOrder(version: assayVersion)
        if let text = arguments.value("url") {
            guard let address = ServiceAddress(text) else {
                throw UsageError("--url \(text): it must be like http://127.0.0.1:8000")
            }
            order.address = address
        }
        for name in ["data", "plugins", "lock", "hooks"] where !arguments.all(name).isEmpty {
            order.options[name] = arguments.all(name)
        }
        if arguments.has("dev") { order.options["dev"] = [] }
        order.configurationFile = arguments.value("config")
        order.email = arguments.value("email")
        order.password = Terminal.variable("ASSAY_PASSWORD")
        order.origins = arguments.all("origin")
        if let reading = try milliseconds("timeout", arguments) {
            order.reading = reading
            order.patience = max(order.patience, reading)
        }
        return order
    }

    private static func milliseconds(_ name: String, _ arguments: Arguments) throws(UsageError) -> Int? {
        guard let text = arguments.value(name) else { return nil }
        do throws(Quantity.Mistake) {
            return try Quantity.milliseconds(text)
        } catch {
            throw UsageError("--\(name) \(text): \(error.message)")
        }
    }
}
