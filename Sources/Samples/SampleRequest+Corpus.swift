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
            SampleRequest(
                folder: folder, seed: 11, count: 8, layouts: [.tally, .zoho, .swipe, .word], prefix: "invoice"
            ),
            SampleRequest(
                folder: folder, seed: 5, count: 4, layouts: [.tally, .word, .swipe, .zoho],
                defects: [
                    [.supplierCheckCharacter], [.wrongTotal, .wordsDiffer], [.wrongTaxHead],
                    [.futureDate, .lineArithmetic],
                ],
                prefix: "defect"),
        ]
    }
}
