import Foundation

extension Bench {
    /// Scanned pages → words, against other programs, in processor time of everything that takes part: dense pages as
    /// scanners leave them, clean ones, a mix as offices have it; then the same documents again, and the worker's memory.
    func ocr() throws {
        let documents = try files("scans")
        let pictures = try pictures("scans") { $0.hasPrefix("sample") }
        guard !documents.isEmpty, !pictures.isEmpty else { return }
        let peak = WorkerPeak(plugin: "tesseract")
        let first = try compare(
            "scan → words, pages per CPU second", documents, pages: pictures.count,
            [command(pictures, "tesseract, well set", .atLeast(1.1)), onePass(pictures, .atLeast(1 / 1.3))]
                + ocrmypdf(documents, .atLeast(2.4)) + kreuzberg(pictures, .atLeast(2.1)))
        let megabytes = peak.stop()
        let clean = try self.pictures("clean") { $0.hasPrefix("sample") }
        _ = try compare(
            "clean scan → words, pages per CPU second", clean, pages: clean.count,
            [onePass(clean, .atLeast(1))])
        Figure(
            name: "memory of the OCR worker, peak", ours: "", anchor: "", value: megabytes, unit: "MB",
            goal: .atMost(150)
        ).print()
        try again(documents, first: first)
        try exactness(pictures)
        // Of ten pages four are scanned, one of these twice, two are blank backs of sheets, three digital.
        let pages = try self.pictures("office") { $0.hasPrefix("page-") }
        _ = try compare(
            "office mix: 4 scanned, 1 again, 2 blank, 3 digital", [work + "/office/mix.pdf"],
            pages: pages.count, [command(pages, "tesseract on every page's picture", .atLeast(1.5))])
    }

    private var pipeline: String { root + "/Tests/Benchmarks/Anchors/ocr.yaml" }

    private func pictures(_ set: String, where isWanted: (String) -> Bool) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: work + "/" + set)
            .filter { ($0.hasSuffix(".png") || $0.hasSuffix(".pgm")) && isWanted($0) }.sorted().map {
                work + "/" + set + "/" + $0
            }
    }

    /// Our words of some documents beside those of other programs, in five rounds that alternate; the ratio is the middle
    /// one of those of each round, for cores that are shared slow down for minutes.
    ///
    /// - Returns: Our CPU milliseconds for all of them.
    private func compare(_ name: String, _ documents: [String], pages: Int, _ rivals: [Rival]) throws
        -> Double
    {
        let arguments = ["run", "--no-cache", "--format", "jsonl", "-p", pipeline] + documents
        var ours: [Double] = []
        var theirs = rivals.map { _ in [Double]() }
        for _ in 0..<Self.rounds {
            let run = try Command(path: assay, arguments: arguments).run()
            guard run.status == 0 else {
                throw Command.Failure(description: "assay run for \(name) ended with \(run.status)")
            }
            ours.append(run.processor)
            for (index, rival) in rivals.enumerated() { theirs[index].append(try rival.processor()) }
        }
        for (rival, figures) in zip(rivals, theirs) {
            Figure(
                name: rival.name == rivals[0].name ? name : "the same",
                ours: "\(format(median(ours) / Double(pages))) CPU ms/page",
                anchor: "\(format(median(figures) / Double(pages))) \(rival.name)",
                value: median(zip(figures, ours).map { $0 / $1 }), unit: "×", goal: rival.goal
            ).print()
        }
        return median(ours)
    }

    private static let oneThread = ["OMP_THREAD_LIMIT": "1"]

    private func command(_ pictures: [String], _ name: String, _ goal: Figure.Goal) -> Rival {
        Rival(name: name, goal: goal) {
            try pictures.map {
                try Command(
                    path: "tesseract", arguments: [$0, "-", "--psm", "3", "tsv"], environment: Self.oneThread
                ).run().processor
            }.reduce(0, +)
        }
    }

    private func onePass(_ pictures: [String], _ goal: Figure.Goal) -> Rival {
        Rival(name: "one plain pass, one process for all", goal: goal) {
            try Command(path: work + "/ocr_limit", arguments: pictures, environment: Self.oneThread).run()
                .processor
        }
    }

    private func ocrmypdf(_ documents: [String], _ goal: Figure.Goal) -> [Rival] {
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/ocrmypdf") else { return [] }
        return [
            Rival(name: "ocrmypdf --jobs 2", goal: goal) {
                try documents.map {
                    try Command(
                        path: "ocrmypdf",
                        arguments: ["--jobs", "2", "--quiet", "--force-ocr", $0, work + "/ocrmypdf.pdf"]
                    ).run().processor
                }.reduce(0, +)
            }
        ]
    }

    private func kreuzberg(_ pictures: [String], _ goal: Figure.Goal) -> [Rival] {
        guard FileManager.default.fileExists(atPath: work + "/venv/kreuzberg") else { return [] }
        return [
            Rival(name: "kreuzberg, one process", goal: goal) {
                try Command(
                    path: work + "/venv/bin/python",
                    arguments: [root + "/Tests/Benchmarks/Anchors/kreuzberg_ocr.py"] + pictures,
                    environment: Self.oneThread
                ).run().processor
            }
        ]
    }

    /// How many words and amounts are exact, beside the tesseract command: the same invoices have a text layer.
    ///
    /// The words of our side are those that the run before has left in its cache.
    private func exactness(_ pictures: [String]) throws {
        let truth = try files("scans-text").flatMap {
            WordScore.words(try Command(path: "pdftotext", arguments: [$0, "-"]).run().output)
        }
        let ours = WordScore(truth: truth, found: try WordScore.cached(in: work + "/cache/assay/pages"))
        let theirs = WordScore(
            truth: truth,
            found: try pictures.flatMap {
                WordScore.words(
                    try Command(path: "tesseract", arguments: [$0, "-", "--psm", "3"]).run().output)
            })
        for (name, mine, other) in [
            ("words exact on the same scans", ours.words, theirs.words),
            ("amounts exact on the same scans", ours.money, theirs.money),
        ] {
            Figure(
                name: name, ours: "\(format(mine)) %", anchor: "\(format(other)) % tesseract, well set",
                value: mine - other, unit: "points", goal: .atLeast(0)
            ).print()
        }
    }

    /// The documents once more, their pages known.
    private func again(_ documents: [String], first: Double) throws {
        let cache = ["XDG_CACHE_HOME": work + "/cache"]
        // Only these pages shall be in it.
        try? FileManager.default.removeItem(atPath: work + "/cache")
        let arguments = ["run", "--format", "jsonl", "-p", pipeline] + documents
        _ = try Command(path: assay, arguments: arguments, environment: cache).run()
        let again = try (0..<5).map { _ in
            try Command(path: assay, arguments: arguments, environment: cache).run().processor
        }
        Figure(
            name: "known scans again, the start included", ours: "\(format(median(again))) CPU ms",
            anchor: "\(format(first)) their first time", value: first / median(again), unit: "×",
            goal: .none
        ).print()
        let many = try (0..<5).map { _ in
            try Command(
                path: assay, arguments: arguments + documents + documents + documents + documents,
                environment: cache
            )
            .run().processor
        }
        let each = (median(many) - median(again)) / 4
        Figure(
            name: "a known scan again, beyond the start",
            ours: "\(format(each / Double(documents.count))) CPU ms",
            anchor: "\(format(first / Double(documents.count))) its first time", value: first / each,
            unit: "×",
            goal: .atLeast(100)
        ).print()
    }
}
