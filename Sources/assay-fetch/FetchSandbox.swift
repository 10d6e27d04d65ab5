internal import CSandbox
internal import CSystem
internal import Fetching
import Glibc

/// Shuts this process in before it talks with anyone: no file but names and certificates, no program, no rights.
enum FetchSandbox {
    private static let memory: UInt64 = 512 << 20
    private static let openFiles: UInt64 = 64

    static func enter(_ order: FetchOrder) throws(FetchFailure) {
        guard csystem_die_with_parent(SIGKILL, order.host) == 0 else {
            throw FetchFailure(.fault, "the service has ended")
        }
        guard csandbox_limit(memory, 0, openFiles) == 0 else { throw failure("limits can't be set") }
        // EPERM: what surrounds us forbids even giving up; then there is nothing to give up.
        _ = csandbox_drop_capabilities()
        try put("no-new-privs", order, csandbox_no_new_privileges())
        try put("landlock", order, restrictFiles(order.readable))
        try put("seccomp", order, csandbox_filter_calls(1))
    }

    private static func put(_ layer: String, _ order: FetchOrder, _ result: Int32) throws(FetchFailure) {
        guard result == 0 || order.dispensable.contains(layer) else {
            throw failure("the layer \(layer) of the sandbox can't be put up")
        }
    }

    private static func restrictFiles(_ readable: [String]) -> Int32 {
        var paths: [UnsafePointer<CChar>?] = readable.map { UnsafePointer(strdup($0)) }
        defer { for path in paths { free(UnsafeMutablePointer(mutating: path)) } }
        paths.append(nil)
        return csandbox_restrict_files(&paths, 1)
    }

    private static func failure(_ what: String) -> FetchFailure {
        FetchFailure(.fault, "\(what): \(String(cString: strerror(errno))); use a kernel that has it")
    }
}
