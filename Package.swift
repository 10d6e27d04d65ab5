// swift-tools-version: 6.2
// No package dependencies: what the toolchain lacks comes from a Debian C library, through one system-library
// target and one small Swift module that owns it.
import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A C library of Debian's, found through pkg-config where it has a file there.
func system(_ name: String, pkgConfig: String? = nil, debian: String) -> Target {
    .systemLibrary(
        name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig, providers: [.apt([debian])])
}

func module(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: dependencies, path: "Tests/\(name)Tests",
        swiftSettings: swiftSettings)
}

/// A plugin is two targets: its logic, which tests may link, and its entry point, which only the dynamic library
/// holds (all tests are linked into one binary, and two entry points would collide there).
///
/// A plugin of rules has their catalogue, `rules.json`, beside its manifest.
/// One whose confidences are calibrated has the parameters, `calibration.json`, among its sources.
func plugin(
    _ name: String, _ dependencies: [Target.Dependency] = [], hasRules: Bool = false,
    isCalibrated: Bool = false
) -> [Target] {
    [
        .target(
            name: name, dependencies: ["AssayKit"] + dependencies, path: "Plugins/\(name)/Sources",
            resources: isCalibrated ? [.embedInCode("calibration.json")] : [],
            swiftSettings: swiftSettings),
        .target(
            name: name + "Plugin", dependencies: ["AssayKit", .target(name: name)],
            path: "Plugins/\(name)/Entry", exclude: hasRules ? ["rules.json"] : [],
            resources: [.embedInCode("plugin.json")],
            swiftSettings: swiftSettings),
    ]
}

let systemLibraries: [Target] = [
    system("CYAML", pkgConfig: "yaml-0.1", debian: "libyaml-dev"),
    system("CJQ", debian: "libjq-dev"),
    system("CPoppler", pkgConfig: "poppler-glib", debian: "libpoppler-glib-dev"),
    system("CQPDF", pkgConfig: "libqpdf", debian: "libqpdf-dev"),
    system("CPangoCairo", pkgConfig: "pangocairo", debian: "libpango1.0-dev"),
    system("CLeptonica", pkgConfig: "lept", debian: "libleptonica-dev"),
    system("CTesseract", pkgConfig: "tesseract", debian: "libtesseract-dev"),
    system("CCurl", pkgConfig: "libcurl", debian: "libcurl4-openssl-dev"),
    system("CSQLite", pkgConfig: "sqlite3", debian: "libsqlite3-dev"),
    system("CSodium", pkgConfig: "libsodium", debian: "libsodium-dev"),
    system("CNettle", pkgConfig: "nettle", debian: "nettle-dev"),
    system("CJWT", pkgConfig: "libjwt", debian: "libjwt-dev"),
    system("CMicroHTTPD", pkgConfig: "libmicrohttpd", debian: "libmicrohttpd-dev"),
    system("CWslay", debian: "libwslay-dev"),
    system("CZlib", pkgConfig: "zlib", debian: "zlib1g-dev"),
    system("CPCRE2", pkgConfig: "libpcre2-8", debian: "libpcre2-dev"),
    system("CExpat", pkgConfig: "expat", debian: "libexpat1-dev"),
    system("CZBar", debian: "libzbar-dev"),
    system("CQREncode", pkgConfig: "libqrencode", debian: "libqrencode-dev"),
]

let shims: [Target] = [
    .target(name: "CAssayPlugin"),
    .target(name: "CSystem"),
    .target(name: "CSandbox", linkerSettings: [.linkedLibrary("seccomp")]),
]

let modules: [Target] = [
    // libm: rounding of binary numbers is a library call without optimisation.
    .target(
        name: "AssayKit", dependencies: ["CAssayPlugin"], swiftSettings: swiftSettings,
        linkerSettings: [.linkedLibrary("m")]),
    module("AssayKitTesting", ["AssayKit"]),
    module("IndianTax", ["AssayKit"]),
    module("InvoiceHistory", ["AssayKit", "IndianTax"]),
    module("Ledger", ["AssayKit", "InvoiceHistory", "SQLite"]),
    module("ReferenceData", ["AssayKit", "Files", "IndianTax", "YAML"]),
    module("RuleEngine", ["AssayKit", "IndianTax", "InvoiceHistory"]),
    module("DocumentLayout", ["AssayKit"]),
    module("RegularExpressions", ["CPCRE2"]),
    module("XMLReading", ["CExpat"]),
    module("EInvoices", ["AssayKit", "Crypto", "IndianTax", "XMLReading"]),
    module("Files", ["CSystem"]),
    module("Crypto", ["CNettle", "CSodium"]),
    module("Tokens", ["AssayKit", "CJWT", "Crypto", "Files"]),
    module("Accounts", ["AssayKit", "Crypto", "Files", "Storage", "Tokens"]),
    module("Outgoing"),
    module("HTTPClient", ["CCurl", "Outgoing"]),
    module("Fetching", ["AssayKit", "CSystem", "Files", "Outgoing", "Threading", "Workers"]),
    module("Threading", ["CSystem"]),
    module("HTTPServing", ["CMicroHTTPD", "CSystem", "CWslay", "Crypto", "Threading"]),
    module("SocketIO", ["AssayKit", "Crypto", "HTTPServing"]),
    module("YAML", ["CYAML"]),
    module("SQLite", ["CSQLite", "CSystem", "Crypto"]),
    module("Storage", ["AssayKit", "CSystem", "Crypto", "Files", "IndianTax"]),
    module(
        "StorageSQLite", ["AssayKit", "Crypto", "Files", "InvoiceHistory", "Ledger", "SQLite", "Storage"]),
    module("Drawing", ["CLeptonica", "CPangoCairo", "CQREncode"]),
    module("Raster", ["CLeptonica"]),
    module("ExpressionViews", ["AssayKit"]),
    module("WorkerFrames"),
    module("Sandboxing", ["CSandbox"]),
    module("Configuration", ["AssayKit", "Files", "Pipelines"]),
    module(
        "Pipelines", ["AssayKit", "Crypto", "ExpressionViews", "Files", "RegularExpressions", "YAML"]),
    module("Workers", ["AssayKit", "CAssayPlugin", "CSystem", "Crypto", "Files", "WorkerFrames"]),
    module(
        "Engine",
        ["AssayKit", "Crypto", "ExpressionViews", "Files", "InvoiceHistory", "Pipelines", "Workers"]),
    module("Hooks", ["AssayKit", "Crypto", "Files", "Pipelines", "YAML"]),
    module(
        "Processing",
        [
            "AssayKit", "CSystem", "Crypto", "Engine", "Files", "Hooks", "InvoiceHistory", "Pipelines",
            "Storage",
            "Workers",
        ]),
    module(
        "Service",
        [
            "Accounts", "AssayKit", "Chat", "Crypto", "HTTPServing", "Hooks", "Live", "Outgoing", "SocketIO",
            "Spreadsheets", "Storage",
        ]),
    module("Deliveries", ["AssayKit", "Engine", "Storage"]),
    module("Control", ["AssayKit", "CSystem", "Files", "Threading"]),
    module("RemoteJobs", ["AssayKit", "Control", "InvoiceHistory", "Processing", "Storage"]),
    module("Chat", ["AssayKit"]),
    module("LanguageModels", ["AssayKit", "Chat", "Fetching"]),
    module("Spreadsheets", ["AssayKit", "CZlib"]),
    module("Live", ["Accounts", "AssayKit", "CSystem", "Storage", "Threading"]),
    module("Seeds", ["Accounts", "AssayKit", "Crypto", "Files", "IndianTax", "Storage", "YAML"]),
    module("Samples", ["AssayKit", "Crypto", "Drawing", "Files", "IndianTax", "Tokens"]),
    module("Evaluation", ["AssayKit", "Files"]),
    module("Explaining", ["AssayKit", "Crypto"]),
    module("Conformance", ["AssayKit", "Files", "Workers"]),
    module("Commands", ["Files", "Pipelines"]),
    module(
        "Doctor",
        [
            "AssayKit", "Composition", "Configuration", "Control", "Crypto", "Files", "HTTPClient", "Hooks",
            "SQLite", "StorageSQLite", "Threading", "Workers",
        ]),
    module("Anomalies", ["AssayKit", "Crypto", "IndianTax", "InvoiceHistory"]),
    module(
        "Composition", ["AssayKit", "Commands", "Engine", "Files", "InvoiceHistory", "Pipelines", "Workers"]),
]

let executables: [Target] = [
    .executableTarget(
        name: "assay",
        dependencies: [
            "Anomalies", "AssayKit", "Commands", "Composition", "Conformance", "Crypto", "Engine",
            "Evaluation", "Explaining", "Files", "IndianTax", "InvoiceHistory", "Ledger", "Pipelines",
            "ReferenceData", "RuleEngine", "Workers",
        ],
        swiftSettings: swiftSettings),
    .executableTarget(
        name: "assay-samples", dependencies: ["Commands", "Files", "Pipelines", "Samples"],
        swiftSettings: swiftSettings),
    .executableTarget(
        name: "assay-service",
        dependencies: [
            "Accounts", "AssayKit", "Commands", "Composition", "Control", "Deliveries", "Engine", "Fetching",
            "Files", "HTTPServing", "Hooks", "InvoiceHistory", "Outgoing", "Pipelines",
            "Processing", "Seeds", "Service", "Storage", "StorageSQLite", "Tokens", "Workers", "YAML",
            "Chat", "Configuration", "LanguageModels", "RemoteJobs",
        ],
        swiftSettings: swiftSettings),
    .executableTarget(
        name: "assay-doctor", dependencies: ["AssayKit", "Commands", "Doctor", "Files", "Pipelines"],
        swiftSettings: swiftSettings),
    .executableTarget(
        name: "assay-fetch",
        dependencies: ["AssayKit", "CSystem", "Fetching", "HTTPClient", "Outgoing", "Sandboxing"],
        swiftSettings: swiftSettings),
    .executableTarget(
        name: "assay-worker", dependencies: ["CAssayPlugin", "CSystem", "Sandboxing", "WorkerFrames"],
        swiftSettings: swiftSettings),
]

let benchmarks: [Target] = [
    .executableTarget(
        name: "assay-bench",
        dependencies: [
            "AssayKit", "FraudRules", "GST", "InvoiceHistory", "Ledger", "Pipelines", "RuleEngine", "Workers",
            "YAML",
        ],
        path: "Tests/Benchmarks",
        exclude: ["Anchors"],
        swiftSettings: swiftSettings)
]

let plugins: [Target] =
    plugin("PDFText", ["CPoppler", "CQPDF", "Crypto"])
    + plugin(
        "GST", ["Crypto", "DocumentLayout", "IndianTax", "RuleEngine"], hasRules: true, isCalibrated: true)
    + plugin("FraudRules", ["IndianTax", "InvoiceHistory", "RuleEngine"], hasRules: true)
    + plugin("Image", ["Raster"])
    + plugin("TesseractOCR", ["CTesseract", "Raster"])
    + plugin("Webhook", ["Crypto", "HTTPClient", "Outgoing"])
    + plugin("Commerce", ["DocumentLayout"], isCalibrated: true)
    + plugin("Template", ["DocumentLayout", "RegularExpressions"])
    + plugin("EInvoice", ["CZBar", "Crypto", "EInvoices", "Files", "RuleEngine", "Tokens"], hasRules: true)
    + plugin("JQ", ["CAssayPlugin", "CJQ", "ExpressionViews"])

let testTargets: [Target] = [
    tests("SQLite", ["Files", "SQLite"]),
    tests("Storage", ["AssayKit", "Crypto", "Files", "Storage"]),
    .target(
        name: "StorageConformance", dependencies: ["AssayKit", "Crypto", "Files", "Storage"],
        path: "Tests/StorageConformance", swiftSettings: swiftSettings),
    .executableTarget(
        name: "storage-crash-child", dependencies: ["AssayKit", "Storage", "StorageSQLite"],
        path: "Tests/StorageCrashChild", swiftSettings: swiftSettings),
    tests(
        "StorageSQLite",
        [
            "AssayKit", "Crypto", "Files", "InvoiceHistory", "SQLite", "Storage", "StorageConformance",
            "StorageSQLite",
            "storage-crash-child",
        ]),
    tests("AssayKit", ["AssayKit", "CAssayPlugin"]),
    tests("PDFText", ["AssayKit", "CQPDF", "PDFText"]),
    tests("Files", ["Files"]),
    tests("Workers", ["AssayKit", "CSystem", "Files", "WorkerFrames", "Workers"]),
    tests("Crypto", ["Crypto"]),
    tests("Hooks", ["Crypto", "Hooks", "Pipelines"]),
    tests(
        "Processing",
        ["AssayKit", "Crypto", "Engine", "Files", "Hooks", "Processing", "Storage", "StorageSQLite"]),
    tests(
        "Deliveries", ["AssayKit", "Deliveries", "Engine", "Storage", "StorageConformance", "StorageSQLite"]),
    tests("Tokens", ["AssayKit", "Crypto", "Files", "Tokens"]),
    tests(
        "Accounts",
        [
            "Accounts", "AssayKit", "Crypto", "Files", "Storage", "StorageConformance", "StorageSQLite",
            "Tokens",
        ]),
    tests(
        "AccountRoutes",
        [
            "Accounts", "AssayKit", "Crypto", "Files", "HTTPServing", "Service", "Storage", "StorageSQLite",
            "Tokens",
        ]),
    tests("Configuration", ["AssayKit", "Configuration", "Files", "Pipelines"]),
    tests("Control", ["AssayKit", "Control", "Files"]),
    tests(
        "RemoteJobs",
        [
            "AssayKit", "Control", "Engine", "Files", "InvoiceHistory", "Processing", "RemoteJobs", "Storage",
            "StorageConformance",
            "StorageSQLite",
        ]),
    tests("Seeds", ["Accounts", "Crypto", "Files", "Seeds", "Storage", "StorageSQLite", "Tokens"]),
    .target(
        name: "SocketClient", dependencies: ["AssayKit"], path: "Tests/SocketClient",
        swiftSettings: swiftSettings),
    tests("Live", ["Accounts", "AssayKit", "Crypto", "Live", "Storage", "StorageSQLite", "Tokens"]),
    tests(
        "Service",
        [
            "Accounts", "AssayKit", "Chat", "ChatQuestions", "Crypto", "HTTPServing", "Hooks", "Live",
            "SQLite",
            "Service", "SocketClient", "Storage", "StorageSQLite", "Tokens",
        ]),
    .target(
        name: "ChatQuestions", dependencies: ["AssayKit", "Chat"], path: "Tests/ChatQuestions",
        swiftSettings: swiftSettings),
    tests("Chat", ["AssayKit", "Chat", "ChatQuestions"]),
    tests("Spreadsheets", ["AssayKit", "Spreadsheets"]),
    tests("YAML", ["YAML"]),
    .target(
        name: "Loopback", dependencies: ["Threading"], path: "Tests/Loopback", swiftSettings: swiftSettings),
    tests("Pipelines", ["AssayKit", "ExpressionViews", "Files", "Pipelines", "YAML"]),
    tests("JQ", ["AssayKit", "CAssayPlugin", "ExpressionViews", "JQ"]),
    tests("HTTPClient", ["HTTPClient", "Loopback", "Outgoing"]),
    tests(
        "LanguageModels",
        [
            "AssayKit", "Chat", "ChatQuestions", "Fetching", "Files", "LanguageModels", "Loopback",
            "Threading",
        ]),
    tests("Fetching", ["Fetching", "Files", "Loopback"]),
    tests("HTTPServing", ["HTTPServing"]),
    tests("SocketIO", ["AssayKit", "HTTPServing", "SocketIO"]),
    tests("Webhook", ["AssayKit", "HTTPClient", "Outgoing", "Webhook"]),
    tests("Drawing", ["Drawing"]),
    tests("Samples", ["AssayKit", "Drawing", "IndianTax", "Samples", "Tokens"]),
    tests("Evaluation", ["AssayKit", "Evaluation"]),
    tests("Explaining", ["AssayKit", "Explaining"]),
    tests("Engine", ["AssayKit", "Engine", "Files"]),
    tests("EndToEnd", ["AssayKit", "Files", "Loopback", "SQLite", "SocketClient"]),
    .target(
        name: "TypedPages", dependencies: ["AssayKit"], path: "Tests/TypedPages",
        swiftSettings: swiftSettings),
    tests("Commerce", ["AssayKit", "Commerce", "DocumentLayout", "TypedPages"]),
    tests("RegularExpressions", ["RegularExpressions"]),
    tests("Template", ["AssayKit", "DocumentLayout", "Template", "TypedPages"]),
    tests("IndianTax", ["AssayKit", "Crypto", "IndianTax", "ReferenceData"]),
    .target(name: "CraftedFiles", path: "Tests/CraftedFiles", swiftSettings: swiftSettings),
    tests("Raster", ["CraftedFiles", "Raster"]),
    tests("Image", ["AssayKit", "CraftedFiles", "Image", "Raster"]),
    tests("TesseractOCR", ["AssayKit", "Drawing", "Files", "Image", "Raster", "TesseractOCR", "Workers"]),
    tests("GST", ["AssayKit", "DocumentLayout", "GST", "IndianTax", "TypedPages"]),
    .target(
        name: "RuleChecks", dependencies: ["AssayKit", "RuleEngine"], path: "Tests/RuleChecks",
        swiftSettings: swiftSettings),
    tests("GSTRules", ["AssayKit", "GST", "IndianTax", "RuleChecks", "RuleEngine"]),
    tests("XMLReading", ["XMLReading"]),
    tests(
        "EInvoice",
        ["AssayKit", "Crypto", "EInvoice", "EInvoices", "IndianTax", "RuleChecks", "RuleEngine", "Tokens"]),
    tests(
        "FraudRules",
        [
            "AssayKit", "FraudRules", "IndianTax", "InvoiceHistory", "Ledger", "RuleChecks", "RuleEngine",
            "SQLite",
        ]),
]

let package = Package(
    name: "assay",
    products: [
        .executable(name: "assay", targets: ["assay"]),
        .executable(name: "assay-samples", targets: ["assay-samples"]),
        .executable(name: "assay-service", targets: ["assay-service"]),
        .executable(name: "assay-doctor", targets: ["assay-doctor"]),
        .executable(name: "assay-fetch", targets: ["assay-fetch"]),
        .executable(name: "assay-worker", targets: ["assay-worker"]),
        .library(name: "AssayKit", targets: ["AssayKit"]),
        .library(name: "AssayKitTesting", targets: ["AssayKitTesting"]),
        .library(name: "assay-pdf-text", type: .dynamic, targets: ["PDFTextPlugin"]),
        .library(name: "assay-gst", type: .dynamic, targets: ["GSTPlugin"]),
        .library(name: "assay-fraud-rules", type: .dynamic, targets: ["FraudRulesPlugin"]),
        .library(name: "assay-image", type: .dynamic, targets: ["ImagePlugin"]),
        .library(name: "assay-tesseract-ocr", type: .dynamic, targets: ["TesseractOCRPlugin"]),
        .library(name: "assay-webhook", type: .dynamic, targets: ["WebhookPlugin"]),
        .library(name: "assay-commerce", type: .dynamic, targets: ["CommercePlugin"]),
        .library(name: "assay-template", type: .dynamic, targets: ["TemplatePlugin"]),
        .library(name: "assay-jq", type: .dynamic, targets: ["JQPlugin"]),
        .library(name: "assay-einvoice", type: .dynamic, targets: ["EInvoicePlugin"]),
    ],
    targets: systemLibraries + shims + modules + executables + benchmarks + plugins + testTargets
)
