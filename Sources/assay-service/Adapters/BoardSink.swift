internal import Processing
internal import Service

/// Puts the runners' news on the board.
struct BoardSink: ProgressSink {
    let board: ProgressBoard

    func send(_ progress: JobProgress) {
        board.note(progress.job, stage: progress.stage, percent: progress.percent)
    }
}
