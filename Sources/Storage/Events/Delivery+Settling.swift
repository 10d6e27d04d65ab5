extension Delivery {
    /// Takes in what a try came to.
    ///
    /// `random`: 0..<1, for the jitter.
    package mutating func settle(
        _ outcome: DeliveryOutcome, steady: Timestamp, random: Double = .random(in: 0..<1)
    ) {
        attempts += 1
        switch outcome {
        case .delivered:
            state = .delivered
            lastAnswer = nil
        case .refused(let answer), .gone(let answer):
            state = .dead
            lastAnswer = answer
        case .retry(let after, let answer):
            lastAnswer = answer
            if let wait = DeliverySchedule.wait(afterAttempts: attempts, atLeast: after, random: random) {
                dueAt = steady + wait
            } else {
                state = .dead
            }
        }
    }
}
