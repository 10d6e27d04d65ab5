internal import CSystem
internal import Files
import Glibc

/// What a worker may read, and what it finds in its environment.
package enum SandboxPaths {
    /// Files and folders that every worker may read: libraries, fonts, and the data of the C libraries in use.
    package static let everyone: [String] =
        [
            "/usr/lib", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache", "/proc/self/fd",
            "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/fontconfig", "/etc/fonts",
            "/var/cache/fontconfig", "/usr/share/poppler", "/usr/share/tesseract-ocr", "/usr/share/tessdata",
            "/usr/share/zoneinfo", "/etc/localtime", "/dev/urandom",
        ] + runtimeFolders

    /// What a worker with the network needs besides: names and certificates.
    package static let network = [
        "/etc/resolv.conf", "/etc/hosts", "/etc/host.conf", "/etc/nsswitch.conf", "/etc/gai.conf",
        "/etc/services", "/etc/protocols", "/etc/ssl", "/usr/share/ca-certificates",
        "/usr/local/share/ca-certificates", "/etc/ca-certificates",
    ]

    /// Where Swift's runtime lies: the folder that this program's own copy was loaded from.
    static let runtimeFolders: [String] = {
        guard let file = csystem_file_of_symbol("swift_retain"),
            let resolved = FilePath.resolved(String(cString: file))
        else { return [] }
        return [FilePath.parent(resolved)]
    }()

    /// The environment of a worker; nothing of the host's own is handed down but where language data lies.
    static let environment: [String] = {
        var list = [
            // The reason of a crash is on standard error anyway, and no other program can be started.
            "SWIFT_BACKTRACE=enable=no", "OMP_THREAD_LIMIT=1", "LANG=C.UTF-8", "TZ=UTC",
            // Each further arena would reserve 64 MiB of the address space that is limited.
            "MALLOC_ARENA_MAX=2",
            // A worker reads one document after the other: giving memory back in between and asking for it again costs
            // a text reader a tenth of its time.
            "GLIBC_TUNABLES=glibc.malloc.tcache_count=1000:glibc.malloc.trim_threshold=16777216"
                + ":glibc.malloc.top_pad=1048576:glibc.malloc.mmap_threshold=4194304",
        ]
        if let data = getenv("TESSDATA_PREFIX") { list.append("TESSDATA_PREFIX=" + String(cString: data)) }
        // A library that comes out of memory has no folder of its own where $ORIGIN could point to.
        if !runtimeFolders.isEmpty { list.append("LD_LIBRARY_PATH=" + runtimeFolders.joined(separator: ":")) }
        return list
    }()

    /// All that a library's workers may read.
    static func readable(by library: PluginLibrary) -> [String] {
        var paths = everyone
        if let data = getenv("TESSDATA_PREFIX") { paths.append(String(cString: data)) }
        if library.mayUseNetwork { paths += network }
        return paths + library.readableFolders
    }
}
