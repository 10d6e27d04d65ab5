internal import AssayKit
internal import Files
internal import HTTPClient

/// Whether what answers is Assay, and well.
struct HealthCheck: Check {
    let name = "health"

    func look(_ visit: Visit) async -> Verdict {
        guard let client = visit.client else { return Visit.unreached }
        do throws(DirectConnection.Failure) {
            let health = try client.ask("GET", "/health")
            guard health.status == 200, health.json["service"] == "assay" else {
                visit.client = nil
                return .fail(
                    "\(client.address.url) answers, but it is not Assay (\(health.reason))",
                    mend: Self.place(visit) ?? "correct the URL, or the path before it in the proxy")
            }
            let live = try client.ask("GET", "/health/live")
            let detailed = try client.ask("GET", "/health/detailed")
            visit.components = detailed.json["components"] ?? .null
            let version = health.json["version"]?.stringValue ?? "?"
            let other =
                version == visit.order.version ? "" : "; this program is version \(visit.order.version)"
            guard live.status == 200 else {
                return .fail(live.reason, mend: "look into the service's log, and start it again")
            }
            return .pass("\(client.address.url) is Assay \(version), alive\(other)")
        } catch {
            visit.client = nil
            let verdict = Verdict.failure(error, client)
            guard case .fail(let seen, _) = verdict, let place = Self.place(visit) else { return verdict }
            return .fail(seen, mend: place)
        }
    }

    /// Where the service of the data folder really is, when that is not where it was asked.
    private static func place(_ visit: Visit) -> String? {
        let folder = visit.folder ?? "./assay-data"
        let path = FilePath.join(folder, "service.json")
        // No hint is no failure.
        guard let asked = visit.order.address, let text = try? FileSystem.readText(path, limit: 65_536),
            let url = (try? JSONParser.parse(text))?["url"]?.stringValue, url != asked.url
        else { return nil }
        return "the service of \(folder) is at \(url), says its service.json: use that URL"
    }
}
