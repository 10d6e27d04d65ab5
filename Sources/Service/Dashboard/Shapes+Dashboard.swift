/// The schemas of the dashboard.
extension Shapes {
    static let dashboard: [(name: String, schema: Schema)] = [
        ("DashboardMetrics", metrics), ("DashboardThroughput", throughput), ("DashboardLatency", latency),
        ("Vendor", VendorRoutes.shape), ("VendorProfile", VendorRoutes.profileShape),
        ("ModelMetrics", ModelMetrics.shape),
    ]

    private static let money = Schema.text
    private static let metrics = Schema.object(
        DashboardPeriod.shape + [
            .init("invoices", .object([.init("total", .integer()), .init("by_status", .map(.integer()))])),
            .init(
                "batches", .object([.init("total", .integer()), .init("by_status", .map(.integer()))]),
                "As they are now, whatever the period"),
            .init(
                "amounts",
                .array(
                    .object([
                        .init("currency", .nullable(.text)), .init("invoices", .integer()),
                        .init("total", money),
                        .init(
                            "by_status",
                            .map(.object([.init("invoices", .integer()), .init("total", money)]))),
                    ])), "Of the invoices that have a total"),
            .init(
                "tax",
                .array(
                    .object([
                        .init("head", .choice(["cgst", "sgst", "igst", "cess"])),
                        .init("currency", .nullable(.text)), .init("invoices", .integer()),
                        .init("total", money), .init("by_status", .map(money)),
                    ]))),
            .init(
                "automation",
                .object([
                    .init("settled", .integer(), "Invoices that the machine is done with"),
                    .init("automatic", .integer(), "Processed or approved, and touched by nobody"),
                    .init("corrected", .integer(), "A person has changed values"),
                    .init("reviewed", .integer(), "A person had a hand in it without changing values"),
                    .init("waiting", .integer(), "A person is needed and has not come yet"),
                    .init("rate", .nullable(.number()), "automatic over settled"),
                ])),
            .init(
                "review",
                .object([
                    .init("decisions", .integer()), .init("average_seconds", .nullable(.number())),
                    .init("p50_seconds", .nullable(.number())), .init("p90_seconds", .nullable(.number())),
                ]), "From the result to a person's decision"),
            .init(
                "confidence",
                .object([.init("invoices", .integer()), .init("average", .nullable(.number()))])),
            .init(
                "flags",
                .object([
                    .init("total", .integer(), "Findings"), .init("by_severity", .map(.integer())),
                    .init("invoices", .integer(), "Invoices with findings"),
                    .init("invoices_by_gravest", .map(.integer())),
                    .init(
                        "by_rule",
                        .array(
                            .object([
                                .init("rule", .text), .init("severity", .text), .init("count", .integer()),
                            ]))),
                ])),
        ])
    private static let calls = Schema.map(.object([.init("calls", .integer()), .init("failed", .integer())]))
    private static let flow: [Schema.Property] = [
        .init("documents", .integer()), .init("failed", .integer()), .init("pages", .integer()),
        .init("stages", calls), .init("plugins", calls, "By component"),
    ]
    private static let throughput = Schema.object(
        DashboardPeriod.shape + [
            .init("bucket", .choice(["hour", "day", "week", "month"])), .init("total", .object(flow)),
            .init("buckets", .array(.object([.init("start", .moment)] + flow))),
        ])
    private static let latency = Schema.object(
        DashboardPeriod.shape + [
            .init(
                "stages",
                .array(
                    .object([
                        .init("stage", .text), .init("count", .integer()),
                        .init("average_ms", .nullable(.number())),
                        .init("p50_ms", .nullable(.number()), "At most 3.2 % too large; so are the others"),
                        .init("p90_ms", .nullable(.number())), .init("p99_ms", .nullable(.number())),
                        .init(
                            "histogram",
                            .array(.object([.init("le_ms", .number()), .init("count", .integer())]))),
                    ])))
        ])
}
