internal import CSystem
import Glibc

extension FileSystem {
    /// Writes a file so that a reader sees the old bytes or the new ones, never a part, even after a power cut.
    ///
    /// The bytes go to a temporary file in the same folder, are synced, and take the name by renaming.
    ///
    /// - Parameters:
    ///   - bytes: The whole content.
    ///   - path: Where; its folder must exist.
    ///   - mode: Permissions of the new file, before the process's mask.
    /// - Throws: What kept it from being written; the temporary file is gone then.
    package static func write(
        _ bytes: some Sequence<UInt8>, to path: String, mode: UInt32 = 0o644
    ) throws(FileError) {
        let content = ContiguousArray(bytes)
        let temporary = "\(path).\(getpid()).\(csystem_now_ns()).tmp"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard file >= 0 else { throw FileError("write", path, code: errno) }
        do throws(FileError) {
            defer { close(file) }
            try writeAll(content, to: file, path: path)
            guard fsync(file) == 0 else { throw FileError("write", path, code: errno) }
            guard rename(temporary, path) == 0 else { throw FileError("write", path, code: errno) }
        } catch {
            unlink(temporary)
            throw error
        }
        try sync(folder: FilePath.parent(path))
    }

    /// Writes a text as UTF-8; see `write(_:to:mode:)`.
    package static func write(text: String, to path: String, mode: UInt32 = 0o644) throws(FileError) {
        try write(text.utf8, to: path, mode: mode)
    }

    /// Makes a folder, and those above it where they are missing; no error when it is there already.
    package static func makeDirectory(_ path: String, mode: UInt32 = 0o755) throws(FileError) {
        if mkdir(path, mode) == 0 || (errno == EEXIST && isDirectory(path)) { return }
        let parent = FilePath.parent(path)
        guard errno == ENOENT, parent != path else { throw FileError("create", path, code: errno) }
        try makeDirectory(parent, mode: mode)
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw FileError("create", path, code: errno) }
    }

    /// Removes a file, or a folder with all that it holds.
    ///
    /// No error when nothing is there; links are removed, not followed.
    package static func remove(_ path: String) throws(FileError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return }
            throw FileError("remove", path, code: errno)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            guard unlink(path) == 0 else { throw FileError("remove", path, code: errno) }
            return
        }
        for entry in try list(path, hidden: true) { try remove(entry.path) }
        guard rmdir(path) == 0 else { throw FileError("remove", path, code: errno) }
    }

    private static func writeAll(
        _ content: ContiguousArray<UInt8>, to file: Int32, path: String
    ) throws(FileError) {
        var start = 0
        while start < content.count {
            let written = content.withUnsafeBytes { buffer in
                Glibc.write(file, buffer.baseAddress?.advanced(by: start), buffer.count - start)
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw FileError("write", path, code: errno) }
            start += written
        }
    }

    /// The rename itself is safe only when the folder has been synced too.
    private static func sync(folder: String) throws(FileError) {
        let file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw FileError("sync", folder, code: errno) }
        defer { close(file) }
        // Some file systems do not know how to sync a folder and say EINVAL: nothing is left to do there.
        guard fsync(file) == 0 || errno == EINVAL else { throw FileError("sync", folder, code: errno) }
    }
}
