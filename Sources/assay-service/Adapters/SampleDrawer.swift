internal import Files
internal import Glibc
internal import Service
internal import Synchronization
internal import Workers

/// Has `assay-samples` draw: the service itself draws nothing, as it reads nothing.
final class SampleDrawer: SampleDesk {
    private let folder: String
    private let program: String
    private let busy = Mutex(0)

    /// Drawn at a time.
    private static let atOnce = 2
    /// How many are kept.
    private static let kept = 100
    /// How long one may take, milliseconds.
    private static let patience = 60_000
    /// The largest sample, bytes.
    private static let largest = 64 << 20

    /// `dataFolder`: Samples are kept in `samples/` there.
    init(dataFolder: String) {
        folder = FilePath.join(dataFolder, "samples")
        program = FilePath.join(ExecutableLocation.folder, "assay-samples")
    }

    func sample(_ name: String) -> [UInt8]? {
        // Whatever keeps it from being read: it is not there for the caller.
        try? FileSystem.read(FilePath.join(folder, name), limit: Self.largest)
    }

    func draw(_ order: SampleOrder, as name: String) async throws(SampleRefusal) -> [UInt8] {
        let enters = busy.withLock { count in
            guard count < Self.atOnce else { return false }
            count += 1
            return true
        }
        guard enters else { throw .busy }
        defer { busy.withLock { $0 -= 1 } }
        let room = FilePath.join(folder, name + ".d")
        // What stays behind is swept with the next sample.
        defer { try? FileSystem.remove(room) }
        do {
            try FileSystem.makeDirectory(room, mode: 0o700)
        } catch {
            throw .failed
        }
        let said = FilePath.join(room, "said.txt")
        let status = await run(arguments(order, room), errors: said)
        guard status == 0 else {
            // Without what it said there is only that it failed.
            let words = (try? FileSystem.readText(said, limit: 65_536)) ?? ""
            guard let sentence = Self.sentence(words), !order.defects.isEmpty || order.company != nil else {
                throw .failed
            }
            throw .order(sentence)
        }
        do {
            let files = try FileSystem.list(room)
            guard let document = files.first(where: { $0.name.hasSuffix(order.isPicture ? ".png" : ".pdf") }),
                let truth = files.first(where: { $0.name.hasSuffix(".json") })
            else { throw SampleRefusal.failed }
            let bytes = try FileSystem.read(document.path, limit: Self.largest)
            try FileSystem.write(bytes, to: FilePath.join(folder, name), mode: 0o600)
            let text = try FileSystem.read(truth.path, limit: Self.largest)
            sweep()
            return text
        } catch {
            throw .failed
        }
    }

    private func arguments(_ order: SampleOrder, _ room: String) -> [String] {
        var arguments = [
            "assay-samples", "generate", "--count", "1", "--seed", String(order.seed), "--business",
            order.business,
            "--complexity", order.complexity, "--format", order.isPicture ? "picture" : "text", "--quiet",
        ]
        if let company = order.company { arguments.append("--company=\(company)") }
        if !order.defects.isEmpty { arguments.append("--defect=\(order.defects.joined(separator: ","))") }
        return arguments + [room]
    }

    /// Runs the program; nil when it could not be started or took too long.
    private func run(_ arguments: [String], errors: String) async -> Int32? {
        let file = open(errors, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { return nil }
        var process: pid_t = 0
        let code = ProgramStart.start(program, arguments: arguments, inheriting: [], stderr: file, &process)
        close(file)
        guard code == 0 else { return nil }
        var waited = 0
        while waited < Self.patience {
            var status: Int32 = 0
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process { return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil }
            if ended < 0, errno != EINTR { return nil }
            // A task that is called off waits no shorter: the process has to be ended by somebody.
            try? await Task.sleep(for: .milliseconds(20))
            waited += 20
            if Task.isCancelled { break }
        }
        kill(process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return nil
    }

    /// The last line of what it said, without its own name.
    private static func sentence(_ text: String) -> String? {
        guard let line = text.split(separator: "\n").first(where: { $0.contains(": ") }) else { return nil }
        var rest = line[...]
        for name in ["assay-samples: ", "assay generate: ", "error: ", "assay: "] where rest.hasPrefix(name) {
            rest = rest.dropFirst(name.count)
        }
        return rest.isEmpty ? nil : String(rest.prefix(300))
    }

    /// Removes all but the newest: their names begin with the time.
    private func sweep() {
        // What cannot be listed or removed now is swept another time.
        guard let files = try? FileSystem.list(folder) else { return }
        for file in files.filter({ !$0.isDirectory }).dropLast(Self.kept) {
            try? FileSystem.remove(file.path)
        }
    }
}
