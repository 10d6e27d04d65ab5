internal import AssayKit
internal import Commands
internal import Composition
internal import Engine
internal import Evaluation
internal import Files
internal import Synchronization

/// `assay evaluate`.
enum EvaluateCommand {
    static let command = Command(
        name: "evaluate", summary: "Score a pipeline against documents whose truth is known", operands: "DIR",
        details: """
            The truth of NAME.pdf is NAME.json beside it. A value is right when it says what the truth says: names by
            normalised text, numbers by value, dates and identifiers exactly. Fields that a truth lacks are not scored.
            The report parts the documents by set (the folders below DIR), by what their words were taken from, and by
            the layout that their truths name. Exit status 1: a document failed, or a set dropped.

            With --anomalies the rules are scored in place of the reading: a ledger of two hundred suppliers and 50,000
            clean invoices is made up, errors and frauds of many kinds are planted in it, and recall and false flags are
            printed. Exit status 1: a target is missed.
            """,
        examples: [
            "assay evaluate corpora/gst", "assay evaluate -p receipt --json receipts/",
            "assay evaluate --anomalies", "assay evaluate --html misses.html --compare july.json corpora/gst",
        ],
        options: [
            Option("json", help: "for programs"),
            Option("misses", help: "also list every value that is wrong or missing"),
            Option(
                "anomalies", help: "score the rules against planted errors and frauds; no folder is needed"),
            Option("invoices", value: "N", help: "clean invoices of the made-up ledger (default: 50000)"),
            Option("seed", value: "N", help: "seed of the made-up ledger (default: 20261121)"),
            Option(
                "values", help: "with --json: also every value with its confidence, and whether it is right"),
            Option(
                "wrong", help: "also list every wrong value with its page, box and the text it was read from"),
            Option("html", value: "FILE", help: "write a report with a piece of the page beside every miss"),
            Option(
                "compare", value: "FILE",
                help: "compare with an older report of --json; exit status 1 when a set dropped"),
            Option(
                "results", value: "FILE",
                help: "score these results of another program: an object from names to lists of results"),
            Option("only", value: "SUFFIX", help: "only files whose name ends so, such as .pdf"),
        ] + RunCommand.runOptions,
        run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        if arguments.has("anomalies") { return try await AnomalyRun.run(arguments) }
        guard let folder = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name one folder")
        }
        let older = try arguments.value("compare").map(olderReport)
        guard FileSystem.isDirectory(folder) else { throw UsageError("\(folder): there is no such folder") }
        let truths = try truths(in: folder, suffix: arguments.value("only") ?? "")
        guard !truths.isEmpty else {
            throw UsageError("\(folder): no document has a truth (NAME.json) beside it")
        }
        if let file = arguments.value("results") {
            guard arguments.value("html") == nil else {
                throw UsageError("--html draws pages with a pipeline; leave out --results")
            }
            let results = try report("results", file)
            let documents = truths.map { truth in
                EvaluatedDocument(
                    name: truth.name, truth: truth.truth, results: results[truth.name]?.arrayValue ?? [],
                    set: truth.set)
            }
            return finish(Evaluator.score(documents), Breakdown(documents), older, arguments)
        }
        let jobs = try arguments.number("jobs", in: 1...256)
        let composition = Composition(arguments, lock: .here)
        let session = try await RunSession.start(composition, arguments, jobs: jobs)
        session.bar.expect(truths.count)
        let documents = Mutex<[EvaluatedDocument]>([])
        let interrupted = await session.run(truths.map(\.path)) { results in
            guard let path = results.first?.file, let truth = truths.first(where: { $0.path == path }) else {
                return
            }
            // What the engine writes is JSON.
            let objects = results.compactMap { try? $0.json }
            documents.withLock { list in
                list.append(
                    EvaluatedDocument(
                        name: truth.name, truth: truth.truth, results: objects, set: truth.set))
            }
        }
        guard !interrupted else {
            await session.end()
            return .interrupted
        }
        let all = documents.withLock(\.self)
        let (score, breakdown) = (Evaluator.score(all), Breakdown(all))
        if let file = arguments.value("html") {
            let paths = Dictionary(truths.map { ($0.name, $0.path) }) { first, _ in first }
            try await MissReport(session: session, paths: paths).write(score, breakdown, folder, to: file)
        }
        await session.end()
        return finish(score, breakdown, older, arguments)
    }

    /// Prints the report and compares it with an older one.
    private static func finish(
        _ score: Score, _ breakdown: Breakdown, _ older: JSONValue?, _ arguments: Arguments
    ) -> ExitStatus {
        var report = score.json
        if var object = report.objectValue {
            object["by"] = breakdown.json
            report = .object(object)
        }
        if arguments.has("json") {
            if var object = report.objectValue {
                if arguments.has("misses") || arguments.has("wrong") { object["misses"] = score.missesJSON }
                if arguments.has("values") { object["values"] = score.valuesJSON }
                report = .object(object)
            }
            Terminal.out(JSONWriter.prettyText(report) + "\n")
        } else {
            Terminal.out(
                score.text + breakdown.text + (arguments.has("misses") ? "\n" + score.missesText : "")
                    + (arguments.has("wrong") ? "\n" + score.wrongText : ""))
        }
        var hasDrops = false
        if let older {
            let comparison = RunComparison(before: older, after: report)
            hasDrops = comparison.hasDrops
            // Beside a report for programs there is only one for people on standard error.
            if arguments.has("json") {
                Terminal.error(comparison.text)
            } else {
                Terminal.out("\n" + comparison.text)
            }
        }
        return hasDrops || !score.failures.isEmpty ? .failure : .success
    }

    private static func olderReport(_ path: String) throws -> JSONValue {
        let report = try report("compare", path)
        guard report["header"]?.objectValue != nil else {
            throw UsageError("--compare \(path): it is no report of assay evaluate --json")
        }
        return report
    }

    private static func report(_ option: String, _ path: String) throws -> JSONValue {
        guard FileSystem.isFile(path) else { throw UsageError("--\(option) \(path): there is no such file") }
        do {
            return try JSONParser.parse(try FileSystem.read(path, limit: 256 << 20))
        } catch let error as JSONError {
            throw UsageError("--\(option) \(path): it is no JSON: \(error)")
        }
    }

    private static func truths(
        in folder: String, suffix: String
    ) throws -> [(path: String, name: String, truth: JSONValue, set: String?)] {
        var found: [(path: String, name: String, truth: JSONValue, set: String?)] = []
        for path in try FolderWalk.files(below: folder) {
            guard FilePath.fileExtension(path) != "json", path.hasSuffix(suffix) else { continue }
            let beside = FilePath.join(FilePath.parent(path), FilePath.stem(path) + ".json")
            guard FileSystem.isFile(beside) else { continue }
            do {
                let truth = try JSONParser.parse(try FileSystem.read(beside, limit: 16 << 20))
                let (name, set) = place(of: path, in: folder)
                found.append((path, name, truth, set))
            } catch let error as JSONError {
                throw UsageError("\(beside): the truth is no JSON: \(error)")
            }
        }
        return found
    }

    /// A document's path within the evaluated folder, and the folder below it in which it lies.
    private static func place(of path: String, in folder: String) -> (name: String, set: String?) {
        let rest = path.dropFirst(folder.count).drop { $0 == "/" }
        let parts = rest.split(separator: "/")
        return (String(rest), parts.count > 1 ? parts.first.map(String.init) : nil)
    }
}
