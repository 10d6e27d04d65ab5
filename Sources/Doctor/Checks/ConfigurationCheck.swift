internal import Configuration
internal import Glibc

/// Whether what the service is told has mistakes.
struct ConfigurationCheck: Check {
    let name = "configuration"

    func look(_ visit: Visit) async -> Verdict {
        guard visit.order.isLocal else { return Visit.remote }
        let environment: ConfigurationLoader.Environment = { name in
            guard let value = getenv(name) else { return nil }
            let text = String(cString: value)
            return text.isEmpty ? nil : text
        }
        let loader = ConfigurationLoader(environment: environment, options: visit.order.options)
        do {
            let configuration = try loader.load(visit.order.configurationFile)
            visit.configuration = configuration
            return .pass("\(configuration.file ?? "the defaults, with the environment"): no mistake")
        } catch {
            let sentences = "\(error)".split(separator: "\n")
            let more = sentences.count > 1 ? " (and more)" : ""
            return .fail(
                "\(sentences.first ?? "it can't be read")\(more)",
                mend: "correct it; assay config check shows every mistake with its place")
        }
    }
}
