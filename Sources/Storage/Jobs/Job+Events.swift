package import AssayKit

/// What can happen to a job.
package enum JobEvent: Sendable {
    /// A worker takes it.
    case claim(Lease)
    /// Its worker is still at it.
    case beat(LeaseToken)
    /// Its result is being stored.
    case complete(LeaseToken, result: JSONValue?)
    /// The attempt failed.
    case fail(LeaseToken, JobFailure)
    /// The worker gives it back because it shuts down; that is no attempt.
    case release(LeaseToken)
    /// The worker has stopped it, as it was asked to.
    case stop(LeaseToken)
    /// Its lease has ended without a word.
    case expire
    /// Someone calls it off.
    case cancel
    /// Someone wants it tried again.
    case retry
}

extension Job {
    /// Lets something happen to the job: the one place where its state changes.
    ///
    /// - Parameters:
    ///   - event: What happens.
    ///   - steady: Now, by the steady clock; for leases and waits.
    ///   - now: Now, by the time of day; for what people read.
    ///   - random: 0..<1, for the jitter of waits.
    /// - Throws: ``StorageError/leaseLost``, ``StorageError/cancelled`` or ``StorageError/wrongState(_:)``; the
    ///   job is as it was then.
    package mutating func apply(
        _ event: JobEvent, steady: Timestamp, now: Timestamp, random: Double = .random(in: 0..<1)
    ) throws(StorageError) {
        switch event {
        case .claim(let lease):
            guard case .ready(let at) = state, at <= steady else { throw wrongState("be claimed") }
            attempts += 1
            state = .running(lease)
            startedAt = startedAt ?? now
        case .beat(let token):
            var lease = try held(by: token)
            lease.until = steady + LeaseRule.length
            state = .running(lease)
        case .complete(let token, let result):
            _ = try held(by: token)
            if cancelWanted { throw .cancelled }
            finish(.done, now)
            failure = nil
            self.result = result
        case .fail(let token, let failure):
            _ = try held(by: token)
            fail(failure, steady: steady, now: now, random: random)
        case .release(let token):
            _ = try held(by: token)
            attempts = max(0, attempts - 1)
            if cancelWanted { finish(.cancelled, now) } else { state = .ready(at: steady) }
        case .stop(let token):
            _ = try held(by: token)
            finish(.cancelled, now)
        case .expire:
            guard case .running(let lease) = state, lease.until < steady else { throw .leaseLost }
            fail(
                JobFailure(
                    .crash, code: "worker_lost",
                    message: "the worker \(lease.worker) stopped answering; the job is tried again"),
                steady: steady, now: now, random: random)
        case .cancel:
            switch state {
            case .ready: finish(.cancelled, now)
            case .running: cancelWanted = true
            case .done, .dead, .cancelled: throw wrongState("be cancelled")
            }
        case .retry:
            switch state {
            case .dead, .cancelled: break
            case .ready, .running, .done: throw wrongState("be tried again")
            }
            (attempts, crashes, cancelWanted) = (0, 0, false)
            (finishedAt, startedAt) = (nil, nil)
            state = .ready(at: steady)
        }
    }

    private mutating func fail(_ failure: JobFailure, steady: Timestamp, now: Timestamp, random: Double) {
        self.failure = failure
        if failure.kind == .crash { crashes += 1 }
        if cancelWanted {
            finish(.cancelled, now)
            return
        }
        switch failure.kind {
        case .permanent: finish(.dead(.failed), now)
        case .crash where crashes >= LeaseRule.maximumCrashes: finish(.dead(.poison), now)
        case .crash: state = .ready(at: steady + LeaseRule.crashDelay)
        case .retryable where attempts >= maximumAttempts: finish(.dead(.exhausted), now)
        case .retryable:
            state = .ready(at: steady + RetryRule.delay(afterAttempt: attempts, random: random))
        }
    }

    private mutating func finish(_ final: JobState, _ now: Timestamp) {
        state = final
        finishedAt = now
    }

    private func held(by token: LeaseToken) throws(StorageError) -> Lease {
        guard case .running(let lease) = state, lease.token == token else { throw .leaseLost }
        return lease
    }

    private func wrongState(_ verb: String) -> StorageError {
        .wrongState("the job is \(state.name.rawValue) and cannot \(verb)")
    }
}
