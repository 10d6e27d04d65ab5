internal import CSystem
import Glibc

/// One entry of a folder.
package struct FileEntry: Sendable, Equatable {
    /// The folder's path as given, a slash, and the way down.
    package let path: String
    /// A folder (a link to a folder counts as one).
    package let isDirectory: Bool
    /// The last component of the path.
    package var name: String { FilePath.basename(path) }
}

extension FileSystem {
    /// What a folder holds, sorted by path.
    ///
    /// - Parameters:
    ///   - folder: Its path.
    ///   - recursive: Also what the folders in it hold; folders behind links are listed but not entered.
    ///   - hidden: Also names that begin with a dot.
    /// - Returns: The entries; an empty folder gives none.
    /// - Throws: When the folder, or one below it, cannot be read.
    package static func list(
        _ folder: String, recursive: Bool = false, hidden: Bool = false
    ) throws(FileError) -> [FileEntry] {
        var found: [FileEntry] = []
        var waiting = [folder]
        while let next = waiting.popLast() {
            for name in try names(in: next) where hidden || !name.hasPrefix(".") {
                let path = FilePath.join(next, name)
                let isDirectory = isDirectory(path)
                found.append(FileEntry(path: path, isDirectory: isDirectory))
                if recursive, isDirectory, !isLink(path) { waiting.append(path) }
            }
        }
        return found.sorted { $0.path < $1.path }
    }

    private static func names(in folder: String) throws(FileError) -> [String] {
        guard let stream = opendir(folder) else { throw FileError("list", folder, code: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { throw FileError("list", folder, code: errno) }
                return names
            }
            let name = String(cString: csystem_entry_name(entry))
            if name != ".", name != ".." { names.append(name) }
        }
    }

    private static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }
}
