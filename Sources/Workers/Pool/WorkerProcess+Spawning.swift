internal import CSystem
internal import Files
import Glibc
internal import WorkerFrames

/// Why no worker could be started.
package struct SpawnError: Error, Sendable, CustomStringConvertible {
    /// What was missing and why, without a full stop.
    package let detail: String
    /// One sentence: what was missing, why, and the mend.
    package var description: String { "\(detail); check the machine's memory, processes and open files" }

    init(_ what: String, code: Int32) { detail = "\(what): \(String(cString: strerror(code)))" }
}

extension WorkerProcess {
    /// Starts a worker; on the thread that never ends, for the worker dies with it.
    static func spawn(_ call: PendingCall, id: UInt64, settings: PoolSettings) throws(SpawnError)
        -> WorkerProcess
    {
        var sockets: [Int32] = [-1, -1]
        guard csystem_socket_pair(&sockets) == 0 else { throw SpawnError("no socket", code: errno) }
        var errors: [Int32] = [-1, -1]
        guard csystem_pipe(&errors) == 0 else {
            let code = errno
            for end in sockets { close(end) }
            throw SpawnError("no pipe", code: code)
        }
        defer {
            close(sockets[1])
            close(errors[1])
        }
        func giveUp(_ what: String, code: Int32) -> SpawnError {
            close(sockets[0])
            close(errors[0])
            return SpawnError(what, code: code)
        }
        // Small enough for the socket's buffer, so it is there before the worker looks for it.
        let setup = FrameHeader.frame(.setup, setup(call, settings: settings).bytes)
        guard csystem_send(sockets[0], setup, setup.count, nil, 0) == setup.count,
            fcntl(sockets[0], F_SETFL, O_NONBLOCK) == 0
        else { throw giveUp("no word with the worker", code: errno) }

        var process: pid_t = 0
        var result: Int32 = 0
        let control = ControlMemory { file in
            result = ProgramStart.start(
                settings.worker, arguments: ["assay-worker", call.library.id],
                inheriting: [sockets[1], file, call.image.descriptor],
                stderr: errors[1], &process)
            return result == 0
        }
        guard let control else {
            throw result == 0
                ? giveUp("no shared memory", code: errno) : giveUp("\(settings.worker)", code: result)
        }
        // Where that is refused it only goes on with the priority of everything else.
        if settings.niceness > 0 {
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), id_t(process), settings.niceness)
        }
        let exitDescriptor = csystem_process_descriptor(process)
        guard exitDescriptor >= 0 else {
            let code = errno
            kill(process, SIGKILL)
            var status: Int32 = 0
            waitpid(process, &status, 0)
            throw giveUp("no process descriptor", code: code)
        }
        return WorkerProcess(
            id: id, key: call.key, library: call.library, process: process, socket: sockets[0],
            exitDescriptor: exitDescriptor, stderr: errors[0], control: control,
            startingUntil: csystem_now_ms() + Int64(settings.start))
    }

    private static func setup(_ call: PendingCall, settings: PoolSettings) -> SetupMessage {
        SetupMessage(
            host: getpid(), library: FilePath.basename(call.library.path),
            memory: UInt64(max(0, call.key.memory)), fileSize: UInt64(max(0, settings.document)),
            openFiles: 64,
            network: call.library.mayUseNetwork, history: call.library.mayAskHistory,
            readable: SandboxPaths.readable(by: call.library), dispensable: settings.acceptMissing)
    }
}
