internal import AssayKit
internal import Files
internal import Glibc

/// The files that a command works on: those that are named, and those in folders that some reader knows.
enum InputFiles {
    /// The paths, in the order of the operands; a folder's by name.
    ///
    /// - Parameters:
    ///   - operands: Files and folders.
    ///   - readers: What is installed.
    ///   - accepts: The types that the pipeline names; empty when it takes all.
    /// - Returns: The paths, and for each operand that can't be listed the reason.
    static func find(
        _ operands: [String], readers: [ComponentManifest], accepts: [String]
    ) -> (paths: [String], unreadable: [(path: String, reason: String)]) {
        // JSON and XML in a folder may be anything; they are meant where the pipeline asks for them by name.
        let types = readers.flatMap(\.reads).filter {
            accepts.contains($0.name) || accepts.isEmpty && !["json", "xml"].contains($0.name)
        }
        var paths: [String] = []
        var unreadable: [(path: String, reason: String)] = []
        for operand in operands {
            guard operand != "-", FileSystem.isDirectory(operand) else {
                paths.append(operand)
                continue
            }
            do throws(FileError) {
                paths += try FolderWalk.files(below: operand).filter { isDocument($0, types) }
            } catch {
                unreadable.append((operand, "\(error)"))
            }
        }
        return (paths, unreadable)
    }

    /// Whether a file in a folder is meant: its name or its first bytes are those of one of the types.
    private static func isDocument(_ path: String, _ types: [ReadableType]) -> Bool {
        let suffix = FilePath.fileExtension(path)
        if types.contains(where: { $0.extensions.contains(suffix) }) { return true }
        guard FileSystem.isFile(path) else { return false }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var head = [UInt8](repeating: 0, count: 4096)
        let count = head.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return false }
        return head.withUnsafeBytes { bytes in
            types.contains { $0.matches(UnsafeRawBufferPointer(rebasing: bytes[..<count])) }
        }
    }
}
