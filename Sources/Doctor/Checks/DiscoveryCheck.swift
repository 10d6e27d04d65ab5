internal import AssayKit
internal import Files
internal import Glibc

/// Whether the service can be found: by the URL that was given, or by `service.json`.
struct DiscoveryCheck: Check {
    let name = "discovery"

    func look(_ visit: Visit) async -> Verdict {
        if let address = visit.order.address {
            visit.client = ServiceClient(address: address, patience: visit.order.patience)
            return .pass("\(address.url), as given")
        }
        guard let folder = visit.folder else {
            return .skip("the configuration has mistakes, so the data folder is not known")
        }
        let path = FilePath.join(folder, "service.json")
        guard FileSystem.exists(path) else {
            return .fail(
                "there is no \(path): no service runs over this folder",
                mend:
                    "start it with assay serve --data \(folder), or name the folder with --data, or give --url"
            )
        }
        // A half-written or foreign file says as little as an empty one.
        let file = (try? FileSystem.readText(path, limit: 65_536)).flatMap { try? JSONParser.parse($0) }
        guard let file, let url = file["url"]?.stringValue, let address = ServiceAddress(url),
            let process = file["pid"]?.intValue.flatMap({ Int32(exactly: $0) }), process > 0
        else {
            return .fail("\(path) can't be read", mend: "start the service again; it writes the file anew")
        }
        let client = ServiceClient(address: address, patience: visit.order.patience)
        let isThere = kill(process, 0) == 0 || errno == EPERM
        if !isThere {
            // The file of a service in a container names a process that is not seen from here.
            guard let answer = try? client.ask("GET", "/health"), answer.json["service"] == "assay" else {
                return .fail(
                    "\(path) names the process \(process), which is gone, and nothing of Assay answers at \(url)",
                    mend: "start the service with assay serve --data \(folder); it replaces the file")
            }
        }
        visit.client = client
        let version = file["version"]?.stringValue ?? "?"
        return .pass(
            "\(path): \(url), \(isThere ? "process \(process)" : "a process of another machine or container"), "
                + "version \(version)")
    }
}
