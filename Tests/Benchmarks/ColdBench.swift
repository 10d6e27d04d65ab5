import Foundation

extension Bench {
    /// One text PDF from the command line, everything started for it alone.
    func cold() throws {
        guard let path = try files("single").first else { return }
        var ours: [Double] = []
        var pdftotext: [Double] = []
        var template: [Double] = []
        let invoice2data = work + "/venv/bin/invoice2data"
        let hasInvoice2data = FileManager.default.isExecutableFile(atPath: invoice2data)
        for round in 0...10 {
            let a = try Command(path: assay, arguments: ["run", "--format", "json", path]).run()
            guard a.status == 0 else {
                throw Command.Failure(description: "assay run ended with \(a.status)")
            }
            let b = try Command(path: "pdftotext", arguments: ["-bbox-layout", path, "-"]).run()
            let c = hasInvoice2data ? try Command(path: invoice2data, arguments: [path]).run() : nil
            guard round > 0 else { continue }
            ours.append(a.wall)
            pdftotext.append(b.wall)
            if let c { template.append(c.wall) }
        }
        let a = median(ours)
        Figure(
            name: "one text PDF, cold command line", ours: "\(format(a)) ms",
            anchor: "\(format(median(pdftotext))) ms pdftotext -bbox-layout", value: a, unit: "ms",
            goal: .atMost(40)
        ).print()
        guard hasInvoice2data else { return }
        Figure(
            name: "the same", ours: "\(format(a)) ms", anchor: "\(format(median(template))) ms invoice2data",
            value: median(template) / a, unit: "×", goal: .atLeast(3.5)
        ).print()
    }
}
