internal import Files
internal import Glibc
internal import Storage
internal import Synchronization

/// The right to serve a data folder; the system takes it back when the process ends, however it ends.
final class FolderLock: Sendable {
    private let file: Mutex<Int32?>

    /// Takes the right, or says at once who has it.
    ///
    /// - Throws: ``StorageError/inUse(folder:process:)``.
    init(_ folder: String) throws(StorageError) {
        let path = FilePath.join(folder, "lock")
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            throw .unusable(
                "cannot open \(path): \(String(cString: strerror(errno))); "
                    + "give the user who runs this program access to it")
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            defer { close(opened) }
            var buffer = [UInt8](repeating: 0, count: 32)
            let count = read(opened, &buffer, buffer.count)
            let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
            throw .inUse(folder: folder, process: Int32(text.prefix { $0.isNumber }))
        }
        // The number is for the message above only; the lock holds without it.
        _ = ftruncate(opened, 0)
        let text = Array("\(getpid())\n".utf8)
        _ = write(opened, text, text.count)
        file = Mutex(opened)
    }

    deinit { release() }

    /// Gives the right back.
    func release() {
        file.withLock { file in
            if let opened = file { close(opened) }
            file = nil
        }
    }
}
