internal import Files

/// All files below a folder, links followed.
enum FolderWalk {
    /// The files' paths, by name; a folder that was seen already (a link upwards) is not entered again.
    ///
    /// - Throws: When a folder can't be listed.
    static func files(below folder: String) throws(FileError) -> [String] {
        var seen: Set<String> = []
        var files: [String] = []
        var waiting = [folder]
        while let next = waiting.popLast() {
            guard seen.insert(FilePath.resolved(next) ?? next).inserted else { continue }
            for entry in try FileSystem.list(next) {
                if entry.isDirectory { waiting.append(entry.path) } else { files.append(entry.path) }
            }
        }
        return files.sorted()
    }
}
