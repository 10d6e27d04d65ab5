internal import Commands
internal import Files
internal import Pipelines
internal import Samples

/// `assay generate`.
enum GenerateCommand {
    static let command = Command(
        name: "generate", summary: "Draw sample GST invoices, each with its truth", operands: "DIR",
        details: """
            The same seed gives the same bytes. Layouts: \(Layout.allCases.map(\.rawValue).joined(separator: ", ")).
            Defects: \(Defect.allCases.map(\.rawValue).joined(separator: ", ")).
            """,
        examples: [
            "assay generate samples --count 20 --seed 7",
            "assay generate bad --format scan --defect wrong-total",
            "assay generate unseen --layouts held-out --count 40 --format photo --wear fold",
        ],
        options: [
            Option("count", short: "n", value: "N", help: "how many invoices (default: 12)"),
            Option("seed", value: "N", help: "what they are made from (default: 1)"),
            Option(
                "format", choices: SampleRequest.Format.allCases.map(\.rawValue),
                help: "text PDF, scanned PDF, photo or clean picture; may be repeated (default: text)"),
            Option(
                "layout", choices: Layout.allCases.map(\.rawValue),
                help: "may be repeated (default: all by turns)"),
            Option(
                "layouts", choices: ["shipped"] + Layout.Share.allCases.map(\.rawValue) + ["all"],
                help: "a share of them: to build on, only to measure with, or all (default: shipped)"),
            Option(
                "wear", choices: Wear.allCases.map(\.rawValue),
                help: "what scans and photos have been through; may be repeated: by turns"),
            Option(
                "public-key",
                help: "also write the key that checks the QR codes of e-invoices, for the keys of einvoice-qr"
            ),
            Option(
                "defect", value: "DEFECT[,DEFECT]…",
                help: "faults to plant in one invoice; repeated: by turns (default: none)"),
            Option(
                "series", choices: SampleRequest.Series.allCases.map(\.rawValue),
                help: "what is on the invoices"),
            Option(
                "business", choices: BusinessType.allCases.map(\.rawValue),
                help: "what the suppliers do (default: anything)"),
            Option(
                "complexity", choices: Complexity.allCases.map(\.rawValue),
                help: "how much stands on an invoice (default: it varies)"),
            Option("company", value: "NAME", help: "the supplier's name (default: made up)"),
            Option("prefix", value: "TEXT", help: "first part of the names (default: sample)"),
            Option("corpus", help: "the samples that ship with the sources, whatever else is asked for"),
            Option("quiet", short: "q", help: "do not list the files"),
        ],
        run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard let folder = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name one folder")
        }
        let requests =
            arguments.has("corpus") ? SampleRequest.corpus(in: folder) : [try request(folder, arguments)]
        for request in requests {
            do {
                try SampleWriter.write(request) { path in
                    if !arguments.has("quiet") { Terminal.out(path + "\n") }
                }
            } catch {
                throw ConfigurationError("assay generate: \(error)")
            }
        }
        if arguments.has("public-key") {
            let path = FilePath.join(folder, TestPortal.keyName + ".yaml")
            do {
                try FileSystem.write(Array(TestPortal.keyFile.utf8), to: path)
            } catch {
                throw ConfigurationError("assay generate: \(error)")
            }
            if !arguments.has("quiet") { Terminal.out(path + "\n") }
        }
        return .success
    }

    private static func layouts(_ share: String) -> [Layout] {
        switch share {
        case "all": Layout.allCases
        case "shipped": Layout.programs
        default: Layout.allCases.filter { $0.share.rawValue == share }
        }
    }

    private static func request(_ folder: String, _ arguments: Arguments) throws(UsageError) -> SampleRequest
    {
        var request = SampleRequest(folder: folder)
        request.count = try arguments.number("count", in: 1...100_000) ?? request.count
        request.seed = UInt64(try arguments.number("seed", in: 0...Int.max) ?? 1)
        let formats = arguments.all("format").compactMap(SampleRequest.Format.init(rawValue:))
        if !formats.isEmpty { request.formats = formats }
        request.layouts = arguments.all("layout").compactMap(Layout.init(rawValue:))
        if request.layouts.isEmpty { request.layouts = layouts(arguments.value("layouts") ?? "shipped") }
        request.wears = arguments.all("wear").compactMap(Wear.init(rawValue:))
        request.series =
            arguments.value("series").flatMap(SampleRequest.Series.init(rawValue:)) ?? request.series
        request.prefix = arguments.value("prefix") ?? request.prefix
        request.business = arguments.value("business").flatMap(BusinessType.init(rawValue:))
        request.complexity = arguments.value("complexity").flatMap(Complexity.init(rawValue:))
        request.company = arguments.value("company")
        for list in arguments.all("defect") {
            var defects: [Defect] = []
            for name in list.split(separator: ",") {
                guard let defect = Defect(rawValue: String(name)) else {
                    let nearest = Spelling.nearest(to: String(name), among: Defect.allCases.map(\.rawValue))
                    throw UsageError(
                        "--defect \(name): there is no such defect\(nearest.map { "; did you mean \($0)?" } ?? "")"
                    )
                }
                defects.append(defect)
            }
            request.defects.append(defects)
        }
        return request
    }
}
