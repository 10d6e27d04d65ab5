internal import CSandbox
internal import CSystem
import Glibc
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
        guard csandbox_limit(setup.memory, setup.fileSize, setup.openFiles) == 0 else {
            throw refusal("the limits of memory and files cannot be set", mend: "raise the hard limits")
        }
        // EPERM: what surrounds us forbids even giving up; then there is nothing to give up.
        _ = csandbox_drop_capabilities()

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
        try put(.noNewPrivileges, "rights cannot be frozen", csandbox_no_new_privileges())
        try put(
            .landlock, "files cannot be closed off (Landlock, ABI 2 or newer)",
            restrictFiles(setup.readable, network: setup.network))
        try put(
            .seccomp, "system calls cannot be filtered (seccomp)",
            csandbox_filter_calls(setup.network ? 1 : 0))
        return missing
    }

    private static func restrictFiles(_ readable: [String], network: Bool) -> Int32 {
        var paths: [UnsafePointer<CChar>?] = readable.map { UnsafePointer(strdup($0)) }
        defer { for path in paths { free(UnsafeMutablePointer(mutating: path)) } }
        paths.append(nil)
        return csandbox_restrict_files(&paths, network ? 1 : 0)
    }

    private static func refusal(_ what: String, mend: String) -> Refusal {
        Refusal(code: "sandbox", message: "\(what): \(String(cString: strerror(errno))); \(mend)")
    }
}
