import Glibc

/// What a piece of work gives, and the milliseconds of processor time that it takes: other load doesn't count.
func timed<Result>(_ work: () -> Result) -> (result: Result, milliseconds: Double) {
    func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
    }
    let start = now()
    let result = work()
    return (result, now() - start)
}
