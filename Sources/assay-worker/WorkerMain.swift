internal import CSystem
import Glibc
internal import WorkerFrames

/// How a worker lives: limits, sandbox, library, then one call after the other until the host hangs up.
enum WorkerMain {
    /// Exit statuses that the host explains.
    enum Exit {
        static let usage: Int32 = 64
        static let refused: Int32 = 72
        static let connection: Int32 = 74
    }

    static func run(_ arguments: [String]) -> Never {
        if arguments.count == 3, arguments[1] == "--inspect" { Inspection.run(arguments[2]) }
        guard isStartedByHost else { usage() }

        let channel = Channel(socket: WorkerDescriptor.socket)
        // Anything but a setup is not from our host: there is no one to tell.
        guard case .frame(let first) = channel.receive(), first.kind == FrameKind.setup.rawValue,
            let setup = try? SetupMessage(first.payload)
        else { exit(Exit.connection) }

        do throws(Refusal) {
            let missing = try Sandbox.enter(setup)
            let library = try PluginLibrary.load(
                path: "/proc/self/fd/\(WorkerDescriptor.library)", name: setup.library)
            close(WorkerDescriptor.library)
            let host = try HostSession.open(channel: channel, setup: setup)
            channel.send(.ready, library.introduction(missingLayers: missing).bytes)
            CallRunner(library: library, host: host).serve()
        } catch {
            channel.send(.refusal, RefusalMessage(code: error.code, message: error.message).bytes)
            exit(Exit.refused)
        }
    }

    /// A host leaves a socket at a fixed descriptor; a person at a terminal does not.
    private static var isStartedByHost: Bool {
        var status = stat()
        return fstat(WorkerDescriptor.socket, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    private static func usage() -> Never {
        StandardOutput.error(
            """
            assay-worker runs one plugin library in a sandbox; assay starts it where it is needed.

            To look into a library by hand:
              assay-worker --inspect plugins/acme/libacme.so

            """)
        exit(Exit.usage)
    }
}

/// Why this worker cannot serve its library.
struct Refusal: Error {
    /// A stable word: `load`, `abi`, `entry`, `sandbox`.
    let code: String
    /// What is wrong and the mend, one sentence.
    let message: String
}
