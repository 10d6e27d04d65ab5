internal import Accounts
internal import AssayKit
internal import HTTPServing
internal import Storage

/// Sample invoices to order, for trying things out.
enum GenerateRoute {
    static let businesses = ["retail", "restaurant", "wholesale", "services", "manufacturing", "transport"]
    static let complexities = ["simple", "detailed", "complex"]
    private static let folder = "/api/invoices/generated/"

    static let operations: [Operation] = [
        Operation(
            .post, "/api/invoices/generate", tag: "samples", id: "generateInvoice",
            "Draw a sample invoice, with faults to order; the same seed gives the same bytes",
            access: .role(.admin),
            body: .json(
                .object([
                    .init("business_type", .choice(businesses)),
                    .init("complexity", .choice(complexities), required: false, "detailed unless said"),
                    .init("company_name", .nullable(.text(1...100)), required: false, "The supplier's name"),
                    .init("seed", .nullable(.integer(0...9_007_199_254_740_991)), required: false),
                    .init("format", .choice(["pdf", "png"]), required: false, "pdf unless said"),
                    .init(
                        "defects", .array(.text(1...60), 0...10), required: false,
                        "Faults to plant, by the names of `assay generate --help`"),
                ])),
            answers: [
                .init(
                    200, "Where it is, and what stands on it",
                    .object([
                        .init("success", .boolean),
                        .init(
                            "image_url", .text,
                            "The newest hundred are kept; POST /api/invoices/upload takes it as blob_url"),
                        .init("truth", .map(.anything), "The values that a reader should find"),
                        .init("business_type", .text), .init("complexity", .text), .init("seed", .integer()),
                        .init("processing_time_ms", .integer()),
                        .init(
                            "generated_by",
                            .object([
                                .init("user_id", .uuid), .init("email", .text),
                                .init("generated_at", .moment),
                            ])),
                    ]))
            ], handle: generate),
        Operation(
            .get, "/api/invoices/generated/:name", tag: "samples", id: "generatedInvoice",
            "A sample invoice that was drawn here",
            parameters: [.init("name", in: .path, .text, "As in image_url")],
            answers: [
                .init(200, "The sample", .string(.init(format: "binary")), mediaType: "application/pdf"),
                .init(200, "The sample", .string(.init(format: "binary")), mediaType: "image/png"),
            ]
        ) { call in
            let name = call.request.parameters["name"] ?? ""
            guard isName(name), let bytes = call.house.samples.sample(name) else {
                throw HTTPError(
                    404, "not_found", "There is no such sample any more; draw it again with its seed.")
            }
            return Response(
                status: 200,
                headers: [("Content-Type", name.hasSuffix(".png") ? "image/png" : "application/pdf")],
                body: .bytes(bytes))
        },
    ]

    private static func generate(_ call: Call) async throws -> Response {
        let (principal, house) = (try call.principal, call.house)
        let start = house.time.steady()
        let isPicture = call.text("format") == "png"
        let business = call.text("business_type") ?? businesses[0]
        let complexity = call.text("complexity") ?? "detailed"
        let id = house.ids.next(User.self)
        let seed = call.body["seed"]?.intValue ?? Int(id.low & 0xFFFF_FFFF)
        let order = SampleOrder(
            business: business, complexity: complexity, company: call.text("company_name"), seed: seed,
            isPicture: isPicture, defects: call.body["defects"]?.arrayValue?.compactMap(\.stringValue) ?? [])
        let name = "\(id).\(isPicture ? "png" : "pdf")"
        let truth: JSONValue
        do throws(SampleRefusal) {
            let text = try await house.samples.draw(order, as: name)
            // Written by the generator; that it is JSON is tested.
            truth = (try? JSONParser.parse(text)) ?? .null
        } catch {
            switch error {
            case .order(let sentence): throw Refusal.invalid([("defects", sentence)])
            case .busy:
                throw HTTPError(
                    503, "busy", "Other samples are being drawn; try again in a moment.",
                    headers: [("Retry-After", "2")])
            case .failed:
                throw HTTPError(
                    503, "unavailable", "The sample could not be drawn; the service's log says why.")
            }
        }
        return .json(
            .object([
                "success": true, "image_url": .string(folder + name), "truth": truth,
                "business_type": .string(business), "complexity": .string(complexity), "seed": .integer(seed),
                "processing_time_ms": .integer(Int(house.time.steady().since(start).milliseconds)),
                "generated_by": .object([
                    "user_id": .id(principal.user.id), "email": .string(principal.user.email),
                    "generated_at": .moment(house.time.now()),
                ]),
            ]))
    }

    /// A name as they are given here: an id and what it is.
    static func isName(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && Identifier<User>(parts[0]) != nil && ["pdf", "png"].contains(parts[1])
    }

    /// The sample that an address of this service names, so that no request goes out for it.
    ///
    /// - Returns: nil for any other address.
    /// - Throws: 422 for one that is not kept any more.
    static func sample(at url: String, host: String?, _ house: House) throws(HTTPError) -> (
        name: String, bytes: [UInt8]
    )? {
        var path = url[...]
        if let host {
            for scheme in ["http://", "https://"] where path.hasPrefix(scheme + host + "/") {
                path = path.dropFirst(scheme.count + host.count)
            }
        }
        if path.hasPrefix("/invoices/generated/") { path = "/api" + path }
        guard path.hasPrefix(folder) else { return nil }
        let name = String(path.dropFirst(folder.count))
        guard isName(name), let bytes = house.samples.sample(name) else {
            throw Refusal.invalid([
                ("blob_url", "this sample is not kept any more; draw it again with its seed")
            ])
        }
        return (name, bytes)
    }
}
