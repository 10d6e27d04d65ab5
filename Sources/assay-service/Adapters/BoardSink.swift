internal import Processing
internal import Service

/// Puts the runners' news on the board.
struct BoardSink: ProgressSink {
    let board: ProgressBoard

    func send(_ progress: JobProgress) {
        board.note(
            progress.job, invoice: progress.invoice, batch: progress.batch, owner: progress.owner,
            stage: progress.stage, percent: progress.percent, message: progress.message)
    }
}
