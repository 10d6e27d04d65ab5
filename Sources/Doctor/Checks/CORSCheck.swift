internal import Configuration
internal import HTTPClient

/// Whether pages of other origins may use the service, asked as a browser does.
struct CORSCheck: Check {
    let name = "cors"

    /// An origin that nobody lists.
    private static let foreign = "https://assay-doctor.invalid"

    func look(_ visit: Visit) async -> Verdict {
        guard let client = visit.client else { return Visit.unreached }
        let configured = visit.configuration?.origins.sorted() ?? []
        let origins = visit.order.origins + configured.filter { !visit.order.origins.contains($0) }
        do throws(DirectConnection.Failure) {
            for origin in origins {
                if let verdict = try Self.complaint(origin, client) { return verdict }
            }
            let foreign = try Self.preflight(Self.foreign, client)
            if foreign.headers["access-control-allow-origin"] != nil {
                return .fail(
                    "pages of any origin may use the service: \(Self.foreign) is allowed",
                    mend: "let no proxy add Access-Control-Allow-Origin; list origins in assay.yaml instead")
            }
        } catch {
            return .failure(error, client)
        }
        return .pass(
            origins.isEmpty
                ? "no other origin is asked for, and a foreign one is not allowed"
                : "\(origins.joined(separator: ", ")) may, a foreign one may not")
    }

    private static func preflight(
        _ origin: String, _ client: ServiceClient
    ) throws(DirectConnection.Failure) -> ServiceAnswer {
        try client.ask(
            "OPTIONS", "/api/auth/login",
            headers: [
                ("Origin", origin), ("Access-Control-Request-Method", "POST"),
                ("Access-Control-Request-Headers", "authorization, content-type"),
            ])
    }

    /// What a browser would miss; nil: nothing.
    private static func complaint(
        _ origin: String, _ client: ServiceClient
    ) throws(DirectConnection.Failure) -> Verdict? {
        let answer = try preflight(origin, client)
        let allowed = answer.headers["access-control-allow-origin"]
        let mend =
            "list \(origin) under origins in assay.yaml, or in ALLOWED_ORIGINS, and start the service again"
        guard let allowed else { return .fail("pages of \(origin) are not allowed", mend: mend) }
        guard allowed == origin else {
            return .fail(
                "asked by \(origin), the answer allows \(allowed)",
                mend: "let no proxy write Access-Control-Allow-Origin; the service writes it")
        }
        func has(_ header: String, _ word: String) -> Bool {
            let words = answer.headers[header]?.lowercased().split { $0 == "," || $0 == " " } ?? []
            return words.contains { $0 == word }
        }
        let isComplete =
            (200...299).contains(answer.status) && has("access-control-allow-credentials", "true")
            && has("access-control-allow-methods", "post")
            && has("access-control-allow-headers", "authorization")
            && has("access-control-allow-headers", "content-type")
        guard isComplete else {
            return .fail(
                "the preflight of \(origin) is answered with status \(answer.status), and not with all that a browser needs",
                mend: "let no proxy answer OPTIONS or take Access-Control headers away")
        }
        let real = try client.ask("GET", "/health", headers: [("Origin", origin)])
        guard real.headers["access-control-allow-origin"] == origin else {
            return .fail(
                "the preflight allows \(origin), the answer itself does not",
                mend: "let no proxy take Access-Control headers away")
        }
        return nil
    }
}
