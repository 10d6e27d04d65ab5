internal import AssayKit
internal import Live
internal import Storage

extension LiveHub {
    /// Tells how far a job is; the end of one is told by the store.
    func tell(_ place: ProgressBoard.Place) {
        guard place.percent < 100 else { return }
        tell(
            EventDraft(
                "progress", owner: place.owner, job: place.job, invoice: place.invoice, batch: place.batch,
                body: JSONObject([
                    .init(key: "progress", value: .double((place.percent * 10).rounded() / 10)),
                    .init(key: "stage", value: .string(place.stage)),
                    .init(key: "message", value: .string(place.message)),
                ])), replacing: "progress \(place.job)")
    }
}
