internal import AssayKit
internal import Configuration
internal import Files
internal import HTTPClient
internal import Hooks

/// Whether each source of incoming webhooks is there, and takes no message that nobody signed.
struct IncomingHookCheck: Check {
    let name = "webhooks in"

    func look(_ visit: Visit) async -> Verdict {
        guard let client = visit.client else { return Visit.unreached }
        guard let folder = visit.folder else { return Visit.remote }
        let usual = FilePath.join(folder, "hooks.yaml")
        guard let path = visit.configuration?.hooks ?? (FileSystem.exists(usual) ? usual : nil) else {
            return .skip("no source is configured", mend: "describe one in \(usual)")
        }
        let sources: [HookSource]
        do {
            sources = try HookFile.read(path).map(\.source)
        } catch {
            return .fail(
                "\(error)".split(separator: "\n").first.map(String.init) ?? path,
                mend: "correct \(path); the service does not start with it")
        }
        do throws(DirectConnection.Failure) {
            for source in sources {
                let answer = try client.ask(
                    "POST", "/api/hooks/\(source.name)", json: ["from": "assay doctor"])
                switch answer.status {
                case 401: continue
                case 404:
                    return .fail(
                        "the service does not know the source \(source.name)",
                        mend: "start the service again, with \(path)")
                case 200..<300:
                    return .fail(
                        "\(source.name) takes a message without a signature",
                        mend: "let no proxy add the source's token")
                default:
                    return .fail("\(source.name): \(answer.reason)", mend: "look into the service's log")
                }
            }
        } catch {
            return .failure(error, client)
        }
        return .pass(
            "\(sources.map(\.name).joined(separator: ", ")): there, and an unsigned message is refused")
    }
}
