import Configuration
import Files
import Glibc
import Pipelines
import Testing

/// A folder for one test, with a configuration in it.
final class ConfigurationFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/assay-configuration-XXXXXX".utf8CString)
        path = String(cString: try #require(mkdtemp(&template)))
    }

    deinit {
        // What is left in the temporary folder harms nobody.
        try? FileSystem.remove(path)
    }

    func file(_ text: String, name: String = "assay.yaml") throws -> String {
        let file = FilePath.join(path, name)
        try FileSystem.makeDirectory(FilePath.parent(file))
        try FileSystem.write(text: text, to: file)
        return file
    }

    /// Loads a text with an environment and options of its own.
    func load(
        _ text: String, environment: [String: String] = [:], options: [String: [String]] = [:],
        variables: [String: String] = [:]
    ) throws -> Configuration {
        try ConfigurationLoader(
            environment: { environment[$0] }, options: options, variables: .table(variables)
        )
        .load(try file(text))
    }

    /// The mistakes of a text.
    func mistakes(
        _ text: String, environment: [String: String] = [:], options: [String: [String]] = [:]
    ) throws -> ConfigurationMistakes? {
        do {
            _ = try load(text, environment: environment, options: options)
            return nil
        } catch let mistakes as ConfigurationMistakes {
            return mistakes
        }
    }
}

@Suite("Configuration")
struct ConfigurationTests {
    private static let repository = FilePath.parent(FilePath.parent(FilePath.parent(#filePath)))

    @Test("the shipped example says every setting, each with its default")
    func example() throws {
        let file = Self.repository + "/seeds/assay.yaml"
        let outcome = SettingsChecker.check(
            file: file, schema: SettingTable.schema, whole: "the configuration", variables: .table([:]))
        #expect(outcome.diagnostics.isEmpty, "\(outcome.diagnostics.map(\.text))")
        let content = try #require(outcome.value)
        for definition in SettingTable.all {
            var value: ConfigValue? = content
            for part in definition.path.split(separator: ".") { value = value?[String(part)] }
            let said = try #require(value, "\(definition.path) is missing")
            guard case .line = said.origin else {
                Issue.record("\(definition.path) is not in the file")
                continue
            }
            #expect(said.json == definition.standard.json, "\(definition.path)")
            let text = try FileSystem.readText(file)
            if let variable = definition.variable {
                #expect(text.contains(variable.name), "\(variable.name)")
            }
        }
    }

    @Test("without a file the defaults hold", arguments: ["", "# nothing\n", "limits:\n", "limits: {}\n"])
    func defaults(text: String) throws {
        let configuration = try ConfigurationFolder().load(text)
        #expect(configuration.ports == 8000...8000 && configuration.host == "127.0.0.1")
        #expect(
            configuration.jobs == nil && configuration.largestFile == 16 << 20 && configuration.secret == nil)
        #expect(
            configuration.jobRetention == .seconds(30 * 86_400) && configuration.drainTimeout == .seconds(20))
        #expect(
            configuration.allowsRegistration && configuration.logsRequests && !configuration.isForDeveloping)
        #expect(configuration.settings.allSatisfy { $0.origins == [.standard] })
    }

    @Test("every key takes effect")
    func values() throws {
        let configuration = try ConfigurationFolder().load(
            """
            host: "::"
            port_range: 8081-8091
            origins: [https://a.example, "http://b.example:3000/"]
            frontend_url: https://app.example/invoices
            dev: true
            log: {requests: false}
            data: /srv/assay
            reserved_disk: 1GiB
            plugins: [/opt/plugins, own]
            accept_missing: [landlock]
            jobs: 0
            confidence_threshold: 1
            fetch: {allow: [10.0.0.0/8], http: true}
            registration: false
            jwt_secret: 0123456789abcdef0123456789abcdef
            limits: {file_size: 1MiB, files_per_upload: 5, connections: 20, connections_per_address: 3}
            rates: {anonymous: 1, signed_in: 2, uploads: 3, hooks: 4}
            timeouts: {header: 1s, idle: 2s, handler: 3s, drain: 4s}
            retention: {jobs: 1d, events: 2h, requests: 3h, deliveries: 4d}
            """)
        #expect(configuration.host == "::" && configuration.ports == 8081...8091)
        #expect(
            configuration.origins == ["https://a.example", "http://b.example:3000/", "https://app.example"])
        #expect(
            configuration.isForDeveloping && !configuration.logsRequests && !configuration.allowsRegistration)
        #expect(configuration.data == "/srv/assay" && configuration.reservedDisk == 1 << 30)
        let folder = FilePath.parent(try #require(configuration.file))
        #expect(
            configuration.plugins == ["/opt/plugins", folder + "/own"]
                && configuration.acceptMissing == ["landlock"])
        #expect(configuration.jobs == 0 && configuration.confidenceThreshold == 1)
        #expect(configuration.secret == "0123456789abcdef0123456789abcdef")
        #expect(configuration.fetchAllowed == ["10.0.0.0/8"] && configuration.fetchesUnencrypted)
        #expect(configuration.largestFile == 1 << 20 && configuration.filesPerUpload == 5)
        #expect(configuration.connections == 20 && configuration.connectionsPerAddress == 3)
        #expect(
            [configuration.anonymousRate, configuration.signedInRate, configuration.uploadRate] == [1, 2, 3])
        #expect(configuration.hookRate == 4)
        #expect(configuration.headerTimeout == .seconds(1) && configuration.idleTimeout == .seconds(2))
        #expect(configuration.handlerTimeout == .seconds(3) && configuration.drainTimeout == .seconds(4))
        #expect(
            configuration.jobRetention == .seconds(86_400) && configuration.eventRetention == .seconds(7200))
        #expect(configuration.requestRetention == .seconds(10_800))
        #expect(configuration.deliveryRetention == .seconds(4 * 86_400))
    }

    @Test("the command line wins over the environment, the environment over the file, each is named")
    func precedence() throws {
        let folder = try ConfigurationFolder()
        let text = "port: 1\nconfidence_threshold: 0.1\nrates:\n  uploads: 7\nplugins: [/file]\n"
        let all = try folder.load(
            text,
            environment: ["PORT": "2", "CONFIDENCE_THRESHOLD": "0.2", "ASSAY_PLUGIN_PATH": "/one:/two"],
            options: ["port": ["3"], "plugins": ["/flag"], "quiet": []])
        #expect(
            all.ports == 3...3 && all.confidenceThreshold == 0.2 && all.uploadRate == 7 && !all.logsRequests)
        #expect(all.plugins == ["/flag", "/one", "/two", "/file"])
        func said(_ path: String) -> [String] {
            all.settings.first { $0.path == path }?.origins.map(\.text) ?? []
        }
        #expect(said("port") == ["--port"] && said("confidence_threshold") == ["CONFIDENCE_THRESHOLD"])
        #expect(said("rates.uploads") == ["\(folder.path)/assay.yaml:4"] && said("host") == ["default"])
        #expect(said("plugins") == ["--plugins", "ASSAY_PLUGIN_PATH", "\(folder.path)/assay.yaml:5"])
    }

    @Test("variables of the environment, as other services have them")
    func environment() throws {
        let configuration = try ConfigurationFolder().load(
            "",
            environment: [
                "PORT": "0", "DATABASE_URL": "sqlite:////srv/assay/assay.db",
                "JWT_SECRET": String(repeating: "s", count: 32),
                "ALLOWED_ORIGINS": "https://a.example, https://b.example",
                "FRONTEND_URL": "http://localhost:5173/",
                "CONFIDENCE_THRESHOLD": "0.65", "MAX_CONTENT_LENGTH": "2048", "RATE_LIMIT_PER_MINUTE": "55",
                "ASSAY_PIPELINE_PATH": "/p",
            ])
        #expect(configuration.ports == 0...0 && configuration.data == "/srv/assay")
        #expect(
            configuration.secret == String(repeating: "s", count: 32) && configuration.pipelines == ["/p"])
        #expect(configuration.origins == ["https://a.example", "https://b.example", "http://localhost:5173"])
        #expect(configuration.confidenceThreshold == 0.65 && configuration.largestFile == 2048)
        #expect(
            [configuration.anonymousRate, configuration.signedInRate, configuration.uploadRate] == [
                55, 55, 55,
            ])
        #expect(configuration.hookRate == 1200)
    }

    @Test(
        "an address of a database names the data folder",
        arguments: [
            ("sqlite:///assay-data/assay.db", "assay-data"), ("sqlite:////srv/x/assay.db", "/srv/x"),
            ("sqlite:///data", "data"), ("/srv/data", "/srv/data"), ("./d/assay.db", "./d"),
            ("sqlite:d", "d"),
        ])
    func database(address: String, folder: String) throws {
        #expect(try ConfigurationFolder().load("", environment: ["DATABASE_URL": address]).data == folder)
    }

    @Test("variables are filled in; secrets are masked wherever a setting is shown")
    func secrets() throws {
        let secret = "planted-secret-0123456789abcdef-planted"
        let configuration = try ConfigurationFolder().load(
            "jwt_secret: ${SIGNING}\nport: ${CHOSEN:-8080}\n", variables: ["SIGNING": secret])
        #expect(configuration.secret == secret && configuration.ports == 8080...8080)
        #expect(!configuration.settings.contains { "\($0.shown)".contains("planted") })
        let direct = try ConfigurationFolder().load("jwt_secret: \(secret)\n")
        #expect(direct.secret == secret && !direct.settings.contains { "\($0.shown)".contains("planted") })
        let fromEnvironment = try ConfigurationFolder().load("", environment: ["JWT_SECRET": secret])
        #expect(!fromEnvironment.settings.contains { "\($0.shown)".contains("planted") })
        // Nor does a mistake tell one.
        for text in ["jwt_secret: planted-1\n", "jwt_secret: 4711471147114711\n", "jwt_secret: ${X}\n"] {
            let folder = try ConfigurationFolder()
            do {
                _ = try folder.load(text, variables: ["X": "planted-2"])
                Issue.record("\(text) was taken")
            } catch let mistakes as ConfigurationMistakes {
                #expect(!mistakes.description.contains("planted") && !mistakes.description.contains("4711"))
                #expect(
                    mistakes.diagnostics.count == 1 && mistakes.diagnostics.first?.mend != nil, "\(mistakes)")
            }
        }
        let short = try #require(
            try ConfigurationFolder().mistakes("", environment: ["JWT_SECRET": "planted"]))
        #expect(short.sentences.count == 1 && !short.description.contains("planted"))
    }

    @Test("a port or a range of ports: what is said with more weight counts")
    func ports() throws {
        let folder = try ConfigurationFolder()
        #expect(
            try folder.load("port_range: 9000-9001\n", environment: ["PORT": "7000"]).ports == 7000...7000)
        #expect(try folder.load("port_range: 9000-9001\n", options: ["port": ["0"]]).ports == 0...0)
        let both = try #require(try folder.mistakes("port: 1\nport_range: 2-3\n"))
        #expect(both.description.contains("assay.yaml:2: port and port_range exclude each other"))
    }

    @Test("assay.yaml is looked for in the data folder; one there must not name another folder")
    func search() throws {
        let folder = try ConfigurationFolder()
        let loader = ConfigurationLoader(environment: { _ in nil }, options: ["data": [folder.path]])
        #expect(try loader.load().file == nil)
        let file = try folder.file("port: 8123\n")
        #expect(try loader.load().ports == 8123...8123)
        #expect(try loader.load().file == file && loader.load().data == folder.path)
        _ = try folder.file("data: elsewhere\n")
        let byAddress = ConfigurationLoader(
            environment: { $0 == "DATABASE_URL" ? folder.path : nil }, options: [:])
        #expect(try byAddress.load().data == folder.path, "the environment wins")
        #expect(throws: ConfigurationMistakes.self) { try loader.load(folder.path + "/missing.yaml") }
    }
}
