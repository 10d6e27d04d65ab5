/// What the writing thread does: takes what is in line, commits it at once, answers.
struct WriteLoop {
    /// One caller's write.
    struct Submission: Sendable {
        let run: @Sendable (Connection) throws -> Void
        /// Called once, after the commit: nil, or why nothing of it was written.
        let finish: @Sendable ((any Error)?) -> Void
    }

    private let connection: Connection
    private let limit: Int

    init(_ connection: Connection, limit: Int) {
        self.connection = connection
        self.limit = limit
    }

    func run(_ line: WorkLine<Submission>) {
        while let submissions = line.take(limit: limit) {
            if submissions.count > 1, commitTogether(submissions) { continue }
            // What failed together is tried one by one, so that one caller's large write cannot fail another's.
            for submission in submissions { commitAlone(submission) }
        }
    }

    private func commitAlone(_ submission: Submission) {
        do {
            try connection.transaction(submission.run)
            submission.finish(nil)
        } catch {
            submission.finish(error)
        }
    }

    /// - Returns: Whether all have been answered; if not, nothing was committed.
    private func commitTogether(_ submissions: [Submission]) -> Bool {
        do {
            try connection.run("BEGIN IMMEDIATE")
        } catch {
            // Someone else holds the file: trying again one by one would wait as long for each.
            for submission in submissions { submission.finish(error) }
            return true
        }
        var errors: [(any Error)?] = []
        do {
            for submission in submissions { errors.append(try runInSavepoint(submission)) }
            try connection.run("COMMIT")
        } catch {
            // The transaction as a whole failed; each is tried again by itself and hears of its own error.
            if connection.isInTransaction { _ = try? connection.run("ROLLBACK") }
            connection.finishEndings(committed: false)
            return false
        }
        connection.finishEndings(committed: true)
        for (submission, error) in zip(submissions, errors) { submission.finish(error) }
        return true
    }

    /// - Returns: The caller's own error, its writes undone.
    /// - Throws: When the transaction of all of them is lost.
    private func runInSavepoint(_ submission: Submission) throws -> (any Error)? {
        try connection.run("SAVEPOINT one")
        let endings = connection.endingCount
        do {
            try submission.run(connection)
            try connection.run("RELEASE one")
            return nil
        } catch {
            // Errors such as a full disk end the transaction of all.
            guard connection.isInTransaction, !Self.isOfAll(error) else { throw error }
            connection.cancelEndings(from: endings)
            try connection.run("ROLLBACK TO one")
            try connection.run("RELEASE one")
            return error
        }
    }

    private static func isOfAll(_ error: any Error) -> Bool {
        guard let error = error as? SQLiteError else { return false }
        return [.full, .input, .corrupt, .busy].contains(error.kind)
    }
}
