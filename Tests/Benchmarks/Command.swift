import Foundation

/// Runs a command to its end and says what it took.
struct Command {
    struct Cost {
        let output: String
        let wall: Double
        let processor: Double
        let status: Int32
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let path: String
    let arguments: [String]
    var environment: [String: String] = [:]

    /// Output (standard output only), milliseconds of wall clock and of processor time of it and its children.
    func run() throws -> Cost {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Failure(description: "no pipe: errno \(errno)") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addclose(&actions, ends[0])
        let merged = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        var argv: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = merged.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        let start = DispatchTime.now().uptimeNanoseconds
        var process: pid_t = 0
        let code = posix_spawnp(&process, path, &actions, nil, &argv, &envp)
        close(ends[1])
        guard code == 0 else {
            close(ends[0])
            throw Failure(description: "\(path) does not start: \(String(cString: strerror(code)))")
        }
        var output = Data()
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(ends[0], &chunk, chunk.count)
            guard count > 0 else { break }
            output.append(contentsOf: chunk[..<count])
        }
        close(ends[0])
        var status: Int32 = 0
        var usage = rusage()
        wait4(process, &status, 0, &usage)
        let wall = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6
        func milliseconds(_ time: timeval) -> Double {
            Double(time.tv_sec) * 1e3 + Double(time.tv_usec) / 1e3
        }
        return Cost(
            output: String(decoding: output, as: UTF8.self), wall: wall,
            processor: milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime), status: status >> 8 & 0xFF
        )
    }

    /// The numbers that it prints on one line.
    func numbers() throws -> [Double] {
        let cost = try run()
        let numbers = cost.output.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        guard cost.status == 0, !numbers.isEmpty else {
            throw Failure(
                description:
                    "\(path) ended with status \(cost.status) and printed: \(cost.output.prefix(200))")
        }
        return numbers
    }
}
