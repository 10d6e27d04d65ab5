internal import AssayKit
internal import HTTPServing

/// What documents may be.
enum TypeRoutes {
    static let operations: [Operation] = [
        Operation(
            .get, "/api/invoices/supported-types", tag: "invoices", id: "supportedTypes",
            "What documents may be",
            access: .everyone,
            answers: [
                .init(
                    200, "The types",
                    .object([
                        .init("business_types", .array(.text)), .init("complexity_levels", .array(.text)),
                        .init("supported_formats", .array(.text)),
                        .init("max_file_size", .integer(), "Bytes"),
                    ]))
            ]
        ) { call in
            var formats: [JSONValue] = []
            if case .unknown(let readable) = call.house.plugins.mediaType(head: [], fileName: "") {
                formats = readable.map { .string($0) }
            }
            return .json(
                .object([
                    "business_types": .array(GenerateRoute.businesses.map { .string($0) }),
                    "complexity_levels": .array(GenerateRoute.complexities.map { .string($0) }),
                    "supported_formats": .array(formats),
                    "max_file_size": .integer(call.house.settings.largestFile),
                ]))
        }
    ]
}
