internal import CSystem
internal import Fetching
import Glibc
internal import Sandboxing

/// Shuts this process in before it talks with anyone: no file but names and certificates, no program, no rights.
enum FetchSandbox {
    private static let memory: UInt64 = 512 << 20
    private static let openFiles: UInt64 = 64

    static func enter(_ order: FetchOrder) throws(FetchFailure) {
        guard csystem_die_with_parent(SIGKILL, order.host) == 0 else {
            throw FetchFailure(.fault, "the service has ended")
        }
        guard Wall.limits(memory: memory, fileSize: 0, openFiles: openFiles) == 0 else {
            throw failure("limits can't be set")
        }
        // EPERM: what surrounds us forbids even giving up; then there is nothing to give up.
        _ = Wall.noCapabilities()
        try put("no-new-privs", order, Wall.noNewPrivileges())
        try put("landlock", order, Wall.files(readable: order.readable, network: true))
        try put("seccomp", order, Wall.calls(network: true))
    }

    private static func put(_ layer: String, _ order: FetchOrder, _ result: Int32) throws(FetchFailure) {
        guard result == 0 || order.dispensable.contains(layer) else {
            throw failure("the layer \(layer) of the sandbox can't be put up")
        }
    }

    private static func failure(_ what: String) -> FetchFailure {
        FetchFailure(.fault, "\(what): \(String(cString: strerror(errno))); use a kernel that has it")
    }
}
