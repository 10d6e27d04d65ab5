internal import CSystem
internal import Glibc
internal import WorkerFrames

/// Starts the small programs that live in the sandbox.
package enum ProgramStart {
    /// Starts a program with these descriptors at 3, 4, 5 and nothing else of ours; returns an error number.
    ///
    /// What it prints goes to `stderr`. It gets a group of its own and the environment of the sandbox.
    package static func start(
        _ program: String, arguments: [String], inheriting descriptors: [Int32], stderr: Int32,
        _ process: inout Int32
    ) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        // What a plugin prints is as good as what it complains about, and must never be taken for a frame.
        posix_spawn_file_actions_adddup2(&actions, stderr, STDERR_FILENO)
        posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
        // First out of the way: the targets may be sources, and dup2(3, 3) would leave close-on-exec set.
        let away = (descriptors.max() ?? 0) + 1
        for (index, descriptor) in descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, away + Int32(index))
        }
        for index in descriptors.indices {
            posix_spawn_file_actions_adddup2(
                &actions, away + Int32(index), WorkerDescriptor.socket + Int32(index))
        }
        csystem_spawn_close_from(&actions, WorkerDescriptor.firstUnused)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        // Its own group: an interrupt at the terminal is for the host, which ends its workers in good order.
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

        var arguments = cStrings(arguments)
        var environment = cStrings(SandboxPaths.environment)
        defer { for string in arguments + environment { free(string) } }
        return posix_spawn(&process, program, &actions, &attributes, &arguments, &environment)
    }

    private static func cStrings(_ strings: [String]) -> [UnsafeMutablePointer<CChar>?] {
        strings.map { strdup($0) } + [nil]
    }
}
