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

            With --anomalies the rules are scored in place of the reading: a ledger of two hundred suppliers and 50,000
            clean invoices is made up, errors and frauds of many kinds are planted in it, and recall and false flags are
            printed. Exit status 1: a target is missed.
            """,
        examples: [
            "assay evaluate corpora/gst", "assay evaluate -p receipt --json receipts/",
            "assay evaluate --anomalies",
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
            Option("only", value: "SUFFIX", help: "only files whose name ends so, such as .pdf"),
        ] + RunCommand.runOptions,
        run: run)

    private static func run(_ arguments: Arguments) async throws -> ExitStatus {
        if arguments.has("anomalies") { return try await AnomalyRun.run(arguments) }
        guard let folder = arguments.operands.first, arguments.operands.count == 1 else {
            throw UsageError("name one folder")
        }
        guard FileSystem.isDirectory(folder) else { throw UsageError("\(folder): there is no such folder") }
        let jobs = try arguments.number("jobs", in: 1...256)
        let composition = Composition(arguments, lock: .here)
        let session = try await RunSession.start(composition, arguments, jobs: jobs)
        let truths = try truths(in: folder, suffix: arguments.value("only") ?? "")
        guard !truths.isEmpty else {
            throw UsageError("\(folder): no document has a truth (NAME.json) beside it")
        }
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
                    EvaluatedDocument(name: FilePath.basename(path), truth: truth.truth, results: objects))
            }
        }
        await session.end()
        if interrupted { return .interrupted }
        let score = Evaluator.score(documents.withLock(\.self))
        if arguments.has("json") {
            var report = score.json
            if var object = report.objectValue {
                if arguments.has("misses") { object["misses"] = score.missesJSON }
                if arguments.has("values") { object["values"] = score.valuesJSON }
                report = .object(object)
            }
            Terminal.out(JSONWriter.prettyText(report) + "\n")
        } else {
            Terminal.out(score.text + (arguments.has("misses") ? "\n" + score.missesText : ""))
        }
        return .success
    }

    private static func truths(
        in folder: String, suffix: String
    ) throws -> [(path: String, truth: JSONValue)] {
        var found: [(path: String, truth: JSONValue)] = []
        for path in try FolderWalk.files(below: folder) {
            guard FilePath.fileExtension(path) != "json", path.hasSuffix(suffix) else { continue }
            let beside = FilePath.join(FilePath.parent(path), FilePath.stem(path) + ".json")
            guard FileSystem.isFile(beside) else { continue }
            do {
                found.append((path, try JSONParser.parse(try FileSystem.read(beside, limit: 16 << 20))))
            } catch let error as JSONError {
                throw UsageError("\(beside): the truth is no JSON: \(error)")
            }
        }
        return found
    }
}
