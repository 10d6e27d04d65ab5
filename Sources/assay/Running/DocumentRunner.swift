internal import Engine
internal import Files
internal import Glibc
internal import Workers

/// Takes many files through a plan, several at a time, and hands the results on in the order of the files.
struct DocumentRunner: Sendable {
    let engine: Engine
    let plan: Plan
    /// Files at a time.
    let jobs: Int
    /// Files longer than this are refused, bytes.
    static let largestFile = 1 << 30

    /// Runs all files.
    ///
    /// - Parameters:
    ///   - paths: The files; "-" is standard input.
    ///   - finished: A file is done, in whatever order.
    ///   - deliver: Its results, in the order of the paths.
    func run(
        _ paths: [String], finished: (String) -> Void, deliver: ([InvoiceResult]) -> Void
    ) async {
        var waiting: [Int: [InvoiceResult]] = [:]
        var nextToDeliver = 0
        await withTaskGroup(of: (Int, [InvoiceResult]).self) { group in
            var next = 0
            func start() {
                guard next < paths.count, !Task.isCancelled else { return }
                let index = next
                next += 1
                group.addTask { (index, await results(of: paths[index])) }
            }
            for _ in 0..<max(1, jobs) { start() }
            while let (index, results) = await group.next() {
                finished(paths[index])
                waiting[index] = results
                start()
                while let ready = waiting.removeValue(forKey: nextToDeliver) {
                    nextToDeliver += 1
                    deliver(ready)
                }
            }
        }
    }

    /// One file's results; a file that can't be read has one that says so.
    func results(of path: String) async -> [InvoiceResult] {
        let input: EngineInput
        do {
            let bytes = try Self.bytes(of: path)
            input = try EngineInput(name: path, bytes: bytes)
        } catch {
            let failure = ResultError(code: "unreadable_file", message: "\(error)")
            return [.failure(file: path, pipeline: plan.name, failure)]
        }
        return await engine.process(input, through: plan)
    }

    private static func bytes(of path: String) throws -> SealedBytes {
        guard path == "-" else {
            // A pipe or a device might never end.
            guard FileSystem.isFile(path) || !FileSystem.exists(path) else {
                throw FileError(
                    "read", path, reason: "it is no regular file",
                    mend: "name a file, or give it on standard input with -")
            }
            return try SealedBytes(file: path, limit: largestFile)
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileError("read", "standard input", code: errno) }
            if count == 0 { return try SealedBytes(bytes) }
            bytes += buffer[..<count]
            guard bytes.count <= largestFile else {
                throw FileError(
                    "read", "standard input", reason: "it is longer than \(largestFile) bytes",
                    mend: "use a smaller file")
            }
        }
    }
}
