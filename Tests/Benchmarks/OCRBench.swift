import Foundation

extension Bench {
    /// Scanned pages → words, against a well-set tesseract command and ocrmypdf, in processor time of everything
    /// that takes part; then the same documents again, and the memory of the worker.
    func ocr() throws {
        let documents = try files("scans")
        let pictures = try FileManager.default.contentsOfDirectory(atPath: work + "/scans")
            .filter { $0.hasSuffix(".png") }.sorted().map { work + "/scans/" + $0 }
        guard !documents.isEmpty, !pictures.isEmpty else { return }
        let pages = Double(pictures.count)
        let pipeline = root + "/Tests/Benchmarks/Anchors/ocr.yaml"
        let single = ["OMP_THREAD_LIMIT": "1"]
        let hasOCRmyPDF = FileManager.default.isExecutableFile(atPath: "/usr/bin/ocrmypdf")
        let peak = WorkerPeak(plugin: "tesseract")
        var ours: [Double] = []
        var tesseract: [Double] = []
        var whole: [Double] = []
        var limit: [Double] = []
        var kreuzberg: [Double] = []
        let python = work + "/venv/bin/python"
        let hasKreuzberg = FileManager.default.fileExists(atPath: work + "/venv/kreuzberg")
        for _ in 0..<3 {
            let run = try Command(
                path: assay,
                arguments: ["run", "--no-cache", "--format", "jsonl", "-p", pipeline] + documents
            ).run()
            guard run.status == 0 else {
                throw Command.Failure(description: "assay run of the scans ended with \(run.status)")
            }
            ours.append(run.processor)
            tesseract.append(
                try pictures.map {
                    try Command(
                        path: "tesseract", arguments: [$0, "-", "--psm", "3", "tsv"], environment: single
                    ).run().processor
                }.reduce(0, +))
            limit.append(
                try Command(path: work + "/ocr_limit", arguments: pictures, environment: single).run()
                    .processor)
            if hasKreuzberg {
                kreuzberg.append(
                    try Command(
                        path: python,
                        arguments: [root + "/Tests/Benchmarks/Anchors/kreuzberg_ocr.py"] + pictures,
                        environment: single
                    ).run().processor)
            }
            guard hasOCRmyPDF else { continue }
            whole.append(
                try documents.map {
                    try Command(
                        path: "ocrmypdf",
                        arguments: ["--jobs", "2", "--quiet", "--force-ocr", $0, work + "/ocrmypdf.pdf"]
                    ).run().processor
                }.reduce(0, +))
        }
        let megabytes = peak.stop()
        let a = median(ours) / pages
        Figure(
            name: "scan → words, pages per CPU second", ours: "\(format(a)) CPU ms/page",
            anchor: "\(format(median(tesseract) / pages)) tesseract, well set",
            value: median(tesseract) / median(ours), unit: "×", goal: .atLeast(1.1)
        ).print()
        Figure(
            name: "the same", ours: "\(format(a)) CPU ms/page",
            anchor: "\(format(median(limit) / pages)) one tesseract in one process, psm 3",
            value: median(limit) / median(ours), unit: "×", goal: .none
        ).print()
        if hasOCRmyPDF {
            Figure(
                name: "the same", ours: "\(format(a)) CPU ms/page",
                anchor: "\(format(median(whole) / pages)) ocrmypdf --jobs 2",
                value: median(whole) / median(ours), unit: "×", goal: .atLeast(2.4)
            ).print()
        }
        if hasKreuzberg {
            Figure(
                name: "the same", ours: "\(format(a)) CPU ms/page",
                anchor: "\(format(median(kreuzberg) / pages)) kreuzberg, one process",
                value: median(kreuzberg) / median(ours), unit: "×", goal: .atLeast(2.1)
            ).print()
        }
        Figure(
            name: "memory of the OCR worker, peak", ours: "", anchor: "", value: megabytes, unit: "MB",
            goal: .atMost(150)
        ).print()
        try again(documents, pipeline: pipeline, first: median(ours))
        try exactness(pictures)
        try office()
    }

    /// Ten pages as offices have them: four scanned, one of these twice, two blank backs of sheets, three digital.
    private func office() throws {
        let pages = try FileManager.default.contentsOfDirectory(atPath: work + "/office")
            .filter { $0.hasPrefix("page-") }.sorted().map { work + "/office/" + $0 }
        var ours: [Double] = []
        var theirs: [Double] = []
        for _ in 0..<3 {
            let run = try Command(
                path: assay,
                arguments: [
                    "run", "--no-cache", "--format", "jsonl", "-p",
                    root + "/Tests/Benchmarks/Anchors/ocr.yaml",
                    work + "/office/mix.pdf",
                ]
            ).run()
            guard run.status == 0 else {
                throw Command.Failure(description: "assay run of the office mix ended with \(run.status)")
            }
            ours.append(run.processor)
            theirs.append(
                try pages.map {
                    try Command(
                        path: "tesseract", arguments: [$0, "-", "--psm", "3", "tsv"],
                        environment: ["OMP_THREAD_LIMIT": "1"]
                    ).run().processor
                }.reduce(0, +))
        }
        let count = Double(pages.count)
        Figure(
            name: "office mix → words: of 10 pages 4 scanned, 1 of them again, 2 blank, 3 digital",
            ours: "\(format(median(ours) / count)) CPU ms/page",
            anchor: "\(format(median(theirs) / count)) tesseract, well set, on every page's picture",
            value: median(theirs) / median(ours), unit: "×", goal: .atLeast(1.5)
        ).print()
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
    private func again(_ documents: [String], pipeline: String, first: Double) throws {
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
