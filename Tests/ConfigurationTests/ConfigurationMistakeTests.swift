import Configuration
import Pipelines
import Testing

/// A mistake that somebody makes, and how it is told.
struct ConfigurationMistakeCase: CustomTestStringConvertible, Sendable {
    let text: String
    /// "line:column code".
    let place: String
    let suggestion: String?
    var testDescription: String { text.replacing("\n", with: "⏎") }

    init(_ text: String, _ place: String, suggest suggestion: String? = nil) {
        self.text = text
        self.place = place
        self.suggestion = suggestion
    }
}

@Suite("Mistakes of the configuration")
struct ConfigurationMistakeTests {
    @Test(
        "each with its line, column, code and suggestion",
        arguments: [
            ConfigurationMistakeCase("prot: 8000", "1:1 P203", suggest: "port"),
            ConfigurationMistakeCase("limits:\n  filesize: 1MiB", "2:3 P203", suggest: "file_size"),
            ConfigurationMistakeCase("colour: blue", "1:1 P203"),
            ConfigurationMistakeCase("port: 65536", "1:7 P207", suggest: "65535"),
            ConfigurationMistakeCase("port: \"8000\"", "1:7 P205", suggest: "8000"),
            ConfigurationMistakeCase("dev: yes", "1:6 P205", suggest: "true"),
            ConfigurationMistakeCase(
                "origins: https://a.example", "1:10 P205", suggest: "[https://a.example]"),
            ConfigurationMistakeCase(
                "origins: [https://a.example/x]", "1:11 P208", suggest: "https://a.example"),
            ConfigurationMistakeCase("origins: [\"*\"]", "1:11 P208"),
            ConfigurationMistakeCase("origins: [a.example]", "1:11 P208"),
            ConfigurationMistakeCase("frontend_url: app", "1:15 P208"),
            ConfigurationMistakeCase("port_range: 8091-8081", "1:13 P208"),
            ConfigurationMistakeCase("port_range: 80", "1:13 P205", suggest: "\"80\""),
            ConfigurationMistakeCase("reserved_disk: 8", "1:16 P205", suggest: "\"8\""),
            ConfigurationMistakeCase("limits: {file_size: 16M}", "1:21 P208", suggest: "16MiB"),
            ConfigurationMistakeCase("limits: {file_size: 2GiB}", "1:21 P208", suggest: "1GiB"),
            ConfigurationMistakeCase("timeouts: {idle: 60 seconds}", "1:18 P208", suggest: "60s"),
            ConfigurationMistakeCase("retention: {jobs: 30 days}", "1:19 P208", suggest: "30d"),
            ConfigurationMistakeCase("jobs: many", "1:7 P208", suggest: "auto"),
            ConfigurationMistakeCase("jobs: -1", "1:7 P207", suggest: "0"),
            ConfigurationMistakeCase("accept_missing: [landloc]", "1:18 P206", suggest: "landlock"),
            ConfigurationMistakeCase("confidence_threshold: 80", "1:23 P207", suggest: "1"),
            ConfigurationMistakeCase("jwt_secret: short", "1:13 P208"),
            ConfigurationMistakeCase("jwt_secret: ${ASSAY_TEST_UNSET}", "1:13 P301"),
            ConfigurationMistakeCase("port: 1\nport: 2", "2:1 P012"),
            ConfigurationMistakeCase("limits: 5", "1:9 P205"),
            ConfigurationMistakeCase("- port", "1:1 P103"),
            ConfigurationMistakeCase("port: [", "1:8 P010"),
        ])
    func places(_ sample: ConfigurationMistakeCase) throws {
        let mistakes = try #require(try ConfigurationFolder().mistakes(sample.text))
        let found = mistakes.diagnostics.map { "\($0.line):\($0.column) \($0.code.rawValue)" }
        #expect(found == [sample.place], "\(mistakes)")
        if let suggestion = sample.suggestion {
            #expect(mistakes.diagnostics.first?.suggestion == suggestion, "\(mistakes)")
        }
        let first = try #require(mistakes.diagnostics.first)
        #expect(
            first.mend != nil && (first.text.contains("^") || sample.text.contains("secret")), "\(first.text)"
        )
    }

    @Test("all of the file, the environment and the command line are told at once")
    func allAtOnce() throws {
        let mistakes = try #require(
            try ConfigurationFolder().mistakes(
                "prot: 1\ndev: 3\nlimits:\n  file_size: big\n",
                environment: [
                    "PORT": "http", "CONFIDENCE_THRESHOLD": "2", "MAX_CONTENT_LENGTH": "lots",
                    "RATE_LIMIT_PER_MINUTE": "0", "ALLOWED_ORIGINS": "*",
                    "DATABASE_URL": "postgresql://u:planted@db/assay",
                ], options: ["jobs": ["1000"]]))
        #expect(mistakes.diagnostics.map(\.line) == [1, 2, 4])
        #expect(mistakes.sentences.count == 7, "\(mistakes)")
        for name in [
            "PORT", "CONFIDENCE_THRESHOLD", "MAX_CONTENT_LENGTH", "RATE_LIMIT_PER_MINUTE", "ALLOWED_ORIGINS",
            "DATABASE_URL", "--jobs",
        ] {
            #expect(
                mistakes.sentences.contains { $0.hasPrefix(name) && $0.contains(";") }, "\(name): \(mistakes)"
            )
        }
        #expect(mistakes.description.contains("PostgreSQL is not supported yet"))
        #expect(!mistakes.description.contains("planted"))
    }

    @Test(
        "an address of a database that cannot be used says why",
        arguments: [
            ("postgres://db/assay", "PostgreSQL"), ("postgresql+psycopg://db/assay", "PostgreSQL"),
            ("mysql://db/assay", "mysql is no database"), ("sqlite://", "names no file"),
            ("sqlite:///:memory:", "names no file"), ("sqlite:///other.db", "always called assay.db"),
        ])
    func databases(address: String, reason: String) throws {
        let mistakes = try #require(
            try ConfigurationFolder().mistakes("", environment: ["DATABASE_URL": address]))
        #expect(mistakes.sentences.count == 1 && mistakes.description.contains(reason), "\(mistakes)")
    }
}
