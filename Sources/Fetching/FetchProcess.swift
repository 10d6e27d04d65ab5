internal import AssayKit
internal import CSystem
internal import Glibc
internal import Workers

/// One run of `assay-fetch`, on a thread that may wait.
struct FetchProcess {
    let program: String
    let order: FetchOrder
    /// Milliseconds that the process may be late with its own end.
    let grace: Int
    let flag: CancelFlag

    /// How long one look at the pipe lasts, milliseconds; a caller who gives up waits no longer.
    private static let look: Int32 = 100

    func run(
        take: (UnsafeRawBufferPointer) throws -> Void, progress: (Int, Int?) -> Void
    ) -> Result<Void, FetchFailure> {
        var (question, answer): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        guard csystem_pipe(&question) == 0 else { return .failure(Self.fault("no pipe")) }
        defer { close(question[0]) }
        guard csystem_pipe(&answer) == 0 else {
            close(question[1])
            return .failure(Self.fault("no pipe"))
        }
        defer { close(answer[0]) }
        // Small enough for the pipe's buffer, so nobody has to read it yet.
        let text = JSONWriter.bytes(order.json)
        let written = text.withUnsafeBytes { write(question[1], $0.baseAddress, $0.count) }
        close(question[1])
        guard written == text.count else {
            close(answer[1])
            return .failure(Self.fault("the order does not fit into a pipe"))
        }
        var process: pid_t = 0
        let code = ProgramStart.start(
            program, arguments: ["assay-fetch"], inheriting: [question[0], answer[1]], stderr: STDERR_FILENO,
            &process)
        close(answer[1])
        guard code == 0 else {
            errno = code
            return .failure(Self.fault("\(program) can't be started"))
        }
        let result = read(answer[0], take, progress)
        // It has said all it had to say, or nobody listens any more.
        kill(process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return result
    }

    private func read(
        _ pipe: Int32, _ take: (UnsafeRawBufferPointer) throws -> Void, _ progress: (Int, Int?) -> Void
    ) -> Result<Void, FetchFailure> {
        let end = csystem_now_ms() + Int64(order.timeout + grace)
        var (pending, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
        var (count, total): (Int, Int?) = (0, nil)
        while true {
            if flag.isRaised { return .failure(FetchFailure(.cancelled, "the fetching was called off")) }
            guard csystem_now_ms() < end else {
                return .failure(FetchFailure(.unavailable, "the document did not come in time"))
            }
            var wait = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, Self.look) > 0 else { continue }
            let came = Glibc.read(pipe, &buffer, buffer.count)
            if came < 0, errno == EAGAIN || errno == EINTR { continue }
            guard came > 0 else { return .failure(Self.broken) }
            pending += buffer[..<came]
            while pending.count >= FetchFrame.headerSize {
                let size = (0..<4).reduce(0) { $0 | Int(pending[1 + $1]) << (8 * $1) }
                guard let kind = FetchFrame(rawValue: pending[0]), size <= FetchFrame.largest else {
                    return .failure(Self.broken)
                }
                guard pending.count >= FetchFrame.headerSize + size else { break }
                let payload = pending[FetchFrame.headerSize..<(FetchFrame.headerSize + size)]
                switch kind {
                case .length: total = Int(String(decoding: payload, as: UTF8.self))
                case .bytes:
                    count += size
                    guard count <= order.limit else { return .failure(Self.broken) }
                    do {
                        try payload.withUnsafeBytes(take)
                    } catch {
                        return .failure(FetchFailure(.fault, "the document can't be kept: \(error)"))
                    }
                    progress(count, total)
                case .end: return .success(())
                case .failure:
                    // What is no JSON is no reason either.
                    let value = try? JSONParser.parse(Array(payload))
                    return .failure(value.flatMap(FetchFailure.init(json:)) ?? Self.broken)
                }
                pending.removeFirst(FetchFrame.headerSize + size)
            }
        }
    }

    private static let broken = FetchFailure(.fault, "the fetching process ended without an answer")

    private static func fault(_ what: String) -> FetchFailure {
        FetchFailure(
            .fault, "\(what) (\(String(cString: strerror(errno)))); check the installation and its limits")
    }
}
