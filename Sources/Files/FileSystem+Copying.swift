import Glibc

extension FileSystem {
    /// Gives a file that never changes a second name; copies it where the disk allows no second name.
    ///
    /// - Throws: When the file cannot be read, or `target` exists or cannot be made.
    package static func link(_ path: String, to target: String) throws(FileError) {
        if Glibc.link(path, target) == 0 { return }
        switch errno {
        case EXDEV, EPERM, EMLINK, ENOTSUP: try copy(path, to: target)
        default: throw FileError("copy", path, code: errno)
        }
    }

    /// Copies a file's bytes into a new file that only its owner may read, synced when this returns.
    ///
    /// - Throws: When the file cannot be read, or `target` exists or cannot be made; no part of it is left then.
    package static func copy(_ path: String, to target: String) throws(FileError) {
        let source = open(path, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { throw FileError("copy", path, code: errno) }
        defer { close(source) }
        let made = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard made >= 0 else { throw FileError("write", target, code: errno) }
        defer { close(made) }
        do throws(FileError) {
            var buffer = [UInt8](repeating: 0, count: 1 << 18)
            while true {
                let got = buffer.withUnsafeMutableBytes { Glibc.read(source, $0.baseAddress, $0.count) }
                if got < 0, errno == EINTR { continue }
                guard got >= 0 else { throw FileError("copy", path, code: errno) }
                if got == 0 { break }
                try write(buffer, count: got, to: made, path: target)
            }
            guard fsync(made) == 0 else { throw FileError("write", target, code: errno) }
        } catch {
            unlink(target)
            throw error
        }
    }

    private static func write(
        _ buffer: [UInt8], count: Int, to file: Int32, path: String
    ) throws(FileError) {
        var start = 0
        while start < count {
            let written = buffer.withUnsafeBytes {
                Glibc.write(file, $0.baseAddress?.advanced(by: start), count - start)
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw FileError("write", path, code: errno) }
            start += written
        }
    }
}
