internal import CSystem
import Glibc

/// Whole files and folders, read and written in one go.
package enum FileSystem {
    /// The bytes of a file.
    ///
    /// - Parameters:
    ///   - path: A regular file, a pipe or a device.
    ///   - limit: How many bytes are acceptable; a longer file is an error.
    /// - Returns: All of them.
    /// - Throws: What kept it from being read, naming the path and the mend.
    package static func read(_ path: String, limit: Int = Int.max) throws(FileError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileError("read", path, code: errno) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw FileError("read", path, code: errno) }
        if status.st_mode & S_IFMT == S_IFDIR { throw FileError("read", path, code: EISDIR) }

        var bytes: [UInt8] = []
        // The size is only a first guess: files in /proc say 0, and a file may grow while it is read.
        var room = max(4096, min(Int(status.st_size), 1 << 30) + 1)
        while true {
            let count = bytes.count
            var failure: Int32 = 0
            let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
                let got = Glibc.read(file, buffer.baseAddress, room)
                failure = got < 0 ? errno : 0
                filled = max(0, got)
            }
            if bytes.isEmpty { bytes = part } else { bytes += part }
            if failure == EINTR { continue }
            if failure != 0 { throw FileError("read", path, code: failure) }
            if bytes.count > limit {
                throw FileError(
                    "read", path, reason: "it is longer than \(limit) bytes", mend: "use a smaller file")
            }
            if bytes.count == count { return bytes }
            room = max(4096, min(bytes.count, 1 << 20))
        }
    }

    /// The text of a UTF-8 file.
    ///
    /// - Throws: What kept it from being read; also when the bytes are not UTF-8.
    package static func readText(_ path: String, limit: Int = Int.max) throws(FileError) -> String {
        guard let text = String(validating: try read(path, limit: limit), as: UTF8.self) else {
            throw FileError("read", path, reason: "it is not UTF-8 text", mend: "save it as UTF-8")
        }
        return text
    }

    /// Whether anything stands at this path, links followed.
    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Whether it is a folder, links followed.
    package static func isDirectory(_ path: String) -> Bool { kind(path) == S_IFDIR }

    /// Whether it is a regular file, links followed.
    package static func isFile(_ path: String) -> Bool { kind(path) == S_IFREG }

    /// A file's size in bytes.
    ///
    /// - Throws: When there is no such file, or it cannot be looked at.
    package static func size(_ path: String) throws(FileError) -> Int {
        var status = stat()
        guard stat(path, &status) == 0 else { throw FileError("look at", path, code: errno) }
        return Int(status.st_size)
    }

    private static func kind(_ path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
    }
}
