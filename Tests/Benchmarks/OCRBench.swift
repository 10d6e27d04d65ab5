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
        if hasOCRmyPDF {
            Figure(
                name: "the same", ours: "\(format(a)) CPU ms/page",
                anchor: "\(format(median(whole) / pages)) ocrmypdf --jobs 2",
                value: median(whole) / median(ours), unit: "×", goal: .atLeast(2.4)
            ).print()
        }
        Figure(
            name: "memory of the OCR worker, peak", ours: "", anchor: "", value: megabytes, unit: "MB",
            goal: .atMost(150)
        ).print()
        try again(documents, pipeline: pipeline, first: median(ours))
    }

    /// The documents once more, their pages known.
    private func again(_ documents: [String], pipeline: String, first: Double) throws {
        let cache = ["XDG_CACHE_HOME": work + "/cache"]
        let arguments = ["run", "--format", "jsonl", "-p", pipeline] + documents
        _ = try Command(path: assay, arguments: arguments, environment: cache).run()
        let again = try (0..<5).map { _ in
            try Command(path: assay, arguments: arguments, environment: cache).run().processor
        }
        Figure(
            name: "known scans again, the start included", ours: "\(format(median(again))) CPU ms",
            anchor: "\(format(first)) their first time", value: first / median(again), unit: "×",
            goal: .atLeast(100)
        ).print()
    }
}
