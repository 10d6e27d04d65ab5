internal import CSandbox
internal import Glibc

/// The walls of a process, in the order in which they are put up; none can be taken down again.
///
/// Each answers 0, or -1 with `errno`.
package enum Wall {
    /// Hard limits in bytes and open files, each left alone when 0; no core dumps.
    package static func limits(memory: UInt64, fileSize: UInt64, openFiles: UInt64) -> Int32 {
        csandbox_limit(memory, fileSize, openFiles)
    }

    /// Gives up all capabilities, which a service run by root would hand down.
    package static func noCapabilities() -> Int32 { csandbox_drop_capabilities() }

    /// No program that this process starts can have more rights than it.
    package static func noNewPrivileges() -> Int32 { csandbox_no_new_privileges() }

    /// Closes the file system but for reading these paths, and TCP unless `network`.
    package static func files(readable: [String], network: Bool) -> Int32 {
        var paths: [UnsafePointer<CChar>?] = readable.map { UnsafePointer(strdup($0)) }
        defer { for path in paths { free(UnsafeMutablePointer(mutating: path)) } }
        paths.append(nil)
        return csandbox_restrict_files(&paths, network ? 1 : 0)
    }

    /// Refuses the system calls that no plugin needs.
    package static func calls(network: Bool) -> Int32 { csandbox_filter_calls(network ? 1 : 0) }
}
