internal import Accounts
internal import Commands
internal import Composition
internal import Configuration
internal import Control
internal import HTTPServing
internal import Service
internal import StorageSQLite

/// `assay serve`.
enum ServeCommand {
    static let command = Command(
        name: "serve", summary: "Run the service: uploads, results, review, over HTTP",
        details: """
            One process and one folder; nothing else is needed. DIR/service.json says where it listens. The first start
            prints a token with which the first admin is made; until then only this machine is answered.
            Everything else is said in assay.yaml and in the environment; assay config show lists it all.
            """,
        examples: ["assay serve --data ./assay-data --port 8000", "assay serve -c assay.yaml"],
        options: [
            ServiceConfiguration.option, DataFolder.option,
            Option("host", value: "ADDRESS", help: "the address to listen on (default: 127.0.0.1)"),
            Option("port", value: "PORT", help: "the port; 0: any free one (default: 8000)"),
            Option(
                "jobs", short: "j", value: "N",
                help: "documents at a time; 0: only assay worker reads them (default: the number of cores)"),
            Option(
                "fetch-allow", value: "HOST",
                help: "fetch documents from this host, address or block too, public or not; may be repeated"),
            Option("fetch-http", help: "fetch documents without encryption, too"),
            Option(
                "webhook-allow", value: "HOST",
                help: "let webhooks go to this host, address or block too, public or not; may be repeated"),
            Option("webhook-http", help: "let webhooks go out without encryption, too"),
            Option(
                "hooks", value: "FILE",
                help: "who may send webhooks here (default: hooks.yaml in the data folder)"),
            Option(
                "dev",
                help: "let pages of this machine use the service, from any port; plugins need not be locked"),
            Option("lock", value: "FILE", help: "the plugins that may run (default: DIR/plugins.lock)"),
            Option(
                "pipeline-variable", value: "NAME",
                help:
                    "a variable, or file:PATH, that pipelines which come over the API may use; may be repeated"
            ),
            Option("quiet", short: "q", help: "write no line for each request"),
        ] + Composition.options, run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        let configuration = try ServiceConfiguration.load(arguments)
        let dataFolder = DataFolder(configuration)
        let store = try dataFolder.store()
        defer { store.close() }
        let service = try await ServiceAssembly(configuration, dataFolder, store)
        let server = try await Service.start(service.house, configuration)
        let announcement = try announce(server, service.folder)
        defer { announcement.remove() }
        let control = try control(service)
        defer { control.stop() }
        if let token = try await setupToken(service) {
            Terminal.out(
                "There is no admin yet: POST /api/auth/setup with the token \(token), or run assay user add EMAIL --role admin "
                    + "before the start. Until then only this machine is answered.\n")
        }
        let tasks = service.run(configuration)
        await untilInterrupted()
        async let served: Void = server.stop(patience: configuration.drainTimeout)
        async let drained: Void = service.drain(patience: configuration.drainTimeout)
        _ = await (served, drained)
        tasks.forEach { $0.cancel() }
        await service.close()
        return .success
    }

    /// Tells people and programs where the service listens.
    private static func announce(
        _ server: HTTPServer, _ folder: String
    ) throws(ConfigurationError) -> ServiceFile {
        let announcement = ServiceFile(folder: folder, host: server.host, port: server.port)
        do {
            try announcement.write()
        } catch {
            throw ConfigurationError("assay serve: \(error)")
        }
        Terminal.out("assay listens on \(announcement.url)\n")
        return announcement
    }

    /// The token for the first admin; nil when there is one.
    private static func setupToken(_ service: ServiceAssembly) async throws(ConfigurationError) -> String? {
        do {
            return try await service.accounts.openSetup(folder: service.folder)
        } catch {
            throw ConfigurationError("assay serve: \(error)")
        }
    }

    /// Lets `assay user`, `assay seed` and `assay worker` work while the service holds the folder.
    private static func control(_ service: ServiceAssembly) throws(ConfigurationError) -> ControlSocket {
        let requests = ControlRequests(
            accounts: service.accounts, store: service.store, jobs: service.remoteJobs)
        do {
            return try requests.listen(service.folder)
        } catch {
            throw ConfigurationError("assay serve: \(error)")
        }
    }

    static func untilInterrupted() async {
        let (stream, end) = AsyncStream<Void>.makeStream()
        Interrupt.onRaise { end.finish() }
        for await _ in stream {}
    }
}
