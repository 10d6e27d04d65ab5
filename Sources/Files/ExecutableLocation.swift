import Glibc

/// Where the running program lies.
package enum ExecutableLocation {
    /// The program's own path, links followed; nil when the system does not tell (`/proc` is not mounted).
    package static let path: String? = FilePath.resolved("/proc/self/exe")

    /// The folder that holds the running program; "." when the system does not tell.
    package static let folder: String = path.map(FilePath.parent) ?? "."
}
