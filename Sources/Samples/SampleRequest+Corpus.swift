extension SampleRequest {
    /// The requests that make the samples which ship with the sources: `corpora/gst`.
    ///
    /// - Parameter folder: Where they are written.
    /// - Returns: One request for each group of samples.
    package static func corpus(in folder: String) -> [SampleRequest] {
        [
            SampleRequest(
                folder: folder, seed: 2026, count: 4, layouts: [.word, .tally, .zoho, .swipe],
                series: .simple,
                prefix: "simple"),
            SampleRequest(folder: folder, seed: 11, count: 9, layouts: Layout.programs, prefix: "invoice"),
            SampleRequest(
                folder: folder, seed: 5, count: 7,
                layouts: [.tally, .word, .swipe, .zoho, .busy, .excel, .vyapar],
                defects: [
                    [.supplierCheckCharacter], [.wrongTotal, .wordsDiffer], [.wrongTaxHead],
                    [.futureDate, .lineArithmetic], [.foreignIRN], [.unequalHalves, .foreignPAN],
                    [.hiddenText],
                ],
                prefix: "defect"),
            SampleRequest(folder: folder, seed: 3, count: 1, layouts: [.busy], series: .long, prefix: "long"),
            SampleRequest(
                folder: folder, seed: 8, count: 3, layouts: [.tally, .busy, .swipe], formats: [.scan],
                defects: [[], [], [.wrongTotal]], prefix: "paper"),
            SampleRequest(
                folder: folder, seed: 4, count: 2, layouts: [.thermal, .word], formats: [.photo],
                prefix: "phone"),
        ]
    }
}
