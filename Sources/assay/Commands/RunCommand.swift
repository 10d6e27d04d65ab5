internal import Commands
internal import Composition
internal import Engine
internal import Files
internal import Glibc
internal import InvoiceHistory
internal import Pipelines
internal import Synchronization
internal import Workers

/// `assay run`.
enum RunCommand {
    static let runOptions =
        [
            Option(
                "pipeline", short: "p", value: "PIPELINE", help: "its name, or a file (default: gst-invoice)")
        ] + Composition.options + [
            Option(
                "jobs", short: "j", value: "N", help: "documents at a time (default: the number of cores)"),
            Option(
                "accept-missing", value: "LAYER",
                help: "go on although this machine lacks a layer of the sandbox; may be repeated"),
            Option("no-cache", help: "recognise every page anew"),
            Option("verbose", short: "v", help: "show what plugins log"),
        ]

    static let command = Command(
        name: "run", summary: "Read documents: their fields, line items and flags, each with its evidence",
        operands: "FILE…",
        details: """
            A folder stands for the documents in it and below it; - reads standard input. One object is printed for
            each invoice, a failed document's too. On a terminal the default is a table, otherwise JSON: a list
            in the order of the files.

            Exit status: 0 all were read, 1 some document failed, 2 wrong usage or configuration, 130 interrupted.
            """,
        examples: [
            "assay run invoice.pdf", "assay run --format csv -o july.csv -j 4 scans/",
            "assay run --explain why.html invoice.pdf",
            "assay run --ledger paid.db --remember july/",
        ],
        options: [
            Option("format", choices: ResultFormat.allCases.map(\.rawValue), help: "how results are written"),
            Option("output", short: "o", value: "FILE", help: "write there instead of to standard output"),
            Option(
                "explain", value: "FILE",
                help: "also write the pages with blocks, candidates and choices marked: .html or .pdf"),
        ] + RunHistory.options + runOptions,
        run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        guard !arguments.operands.isEmpty else {
            throw UsageError("name at least one file, folder, or - for standard input")
        }
        let jobs = try arguments.number("jobs", in: 1...256)
        let output = arguments.value("output")
        try check(output)
        let explained = arguments.value("explain")
        if let explained { try ExplainedRun.check(explained, operands: arguments.operands) }
        let history = try RunHistory(arguments)
        let composition = Composition(arguments, lock: .here)
        for warning in composition.warnings { Terminal.error("assay: a plugin was passed over: \(warning)") }
        let session = try await RunSession.start(
            composition, arguments, jobs: jobs, history: history?.source ?? NoHistory())
        let (paths, unreadable) = InputFiles.find(
            arguments.operands, readers: session.engine.readers, accepts: session.plan.accepts)
        let format = arguments.value("format").flatMap(ResultFormat.init(rawValue:))
        let toTerminal = output == nil && Terminal.isTerminal(STDOUT_FILENO)
        let sink = ResultSink(
            printer: ResultPrinter(
                format: format ?? (toTerminal ? .table : .json),
                style: Style(isOn: output == nil && Terminal.hasColours(STDOUT_FILENO)),
                width: toTerminal ? Terminal.width(STDOUT_FILENO) : 120),
            file: output, bar: session.bar)
        session.bar.expect(paths.count)
        sink.begin()
        for folder in unreadable {
            let failure = ResultError(code: "unreadable_file", message: folder.reason)
            sink.take([.failure(file: folder.path, pipeline: session.plan.name, failure)])
        }
        let all = Mutex<[InvoiceResult]>([])
        let interrupted = await session.run(paths, history: history) { results in
            sink.take(results)
            if explained != nil { all.withLock { $0 += results } }
        }
        if paths.isEmpty, unreadable.isEmpty {
            Terminal.error("assay run: there is no document in \(arguments.operands.joined(separator: ", "))")
        }
        try sink.end()
        if let explained, let path = paths.first, !interrupted {
            try await ExplainedRun(session: session, file: explained).write(path, all.withLock(\.self))
        }
        await session.end()
        if interrupted { return .interrupted }
        return sink.hasFailures ? .failure : .success
    }

    /// Says at once, not after an hour, that the output can't be written.
    private static func check(_ output: String?) throws(UsageError) {
        guard let output else { return }
        let folder = FilePath.parent(output)
        guard FileSystem.isDirectory(folder) else {
            throw UsageError("-o \(output): there is no folder \(folder)")
        }
        guard access(folder, W_OK) == 0 else {
            throw UsageError("-o \(output): the folder \(folder) can't be written to")
        }
        guard !FileSystem.isDirectory(output) else {
            throw UsageError("-o \(output): it is a folder; name a file in it")
        }
    }
}
