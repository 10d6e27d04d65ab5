internal import CSystem
import Glibc
internal import Sandboxing
internal import WorkerFrames

/// Shuts this process in, before a byte of the plugin's is run: a library's constructors run when it is loaded.
enum Sandbox {
    /// Puts up all walls.
    ///
    /// - Parameter setup: What the host grants.
    /// - Returns: The layers that this machine lacks and the operator does without.
    /// - Throws: When a layer is missing that the operator did not renounce.
    static func enter(_ setup: SetupMessage) throws(Refusal) -> [String] {
        guard csystem_die_with_parent(SIGKILL, setup.host) == 0 else {
            throw Refusal(code: "sandbox", message: "the host has ended")
        }
        guard
            Wall.limits(
                memory: setup.memory, fileSize: setup.fileSize, openFiles: setup.openFiles) == 0
        else {
            throw refusal("the limits of memory and files cannot be set", mend: "raise the hard limits")
        }
        // EPERM: what surrounds us forbids even giving up; then there is nothing to give up.
        _ = Wall.noCapabilities()

        var missing: [String] = []
        func put(_ layer: SandboxLayer, _ what: String, _ result: Int32) throws(Refusal) {
            if result == 0 { return }
            guard setup.dispensable.contains(layer.rawValue) else {
                throw refusal(
                    what,
                    mend: "use a kernel that has it, or accept it with --accept-missing \(layer.rawValue)")
            }
            missing.append(layer.rawValue)
        }
        try put(.noNewPrivileges, "rights cannot be frozen", Wall.noNewPrivileges())
        try put(
            .landlock, "files cannot be closed off (Landlock, ABI 2 or newer)",
            Wall.files(readable: setup.readable, network: setup.network))
        try put(
            .seccomp, "system calls cannot be filtered (seccomp)",
            Wall.calls(network: setup.network))
        return missing
    }

    private static func refusal(_ what: String, mend: String) -> Refusal {
        Refusal(code: "sandbox", message: "\(what): \(String(cString: strerror(errno))); \(mend)")
    }
}
