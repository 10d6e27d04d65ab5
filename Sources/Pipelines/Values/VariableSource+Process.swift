internal import Files
internal import Glibc

extension VariableSource {
    /// Bytes of a file that stands for a variable.
    private static let fileLimit = 64 << 10

    /// This process's environment, and files counted from a folder.
    package static func process(folder: String) -> VariableSource {
        VariableSource(
            environment: { name in
                getenv(name).map { String(cString: $0) }
            },
            file: { path in
                let full = path.hasPrefix("/") ? path : FilePath.join(folder, path)
                do throws(FileError) {
                    var text = try FileSystem.readText(full, limit: fileLimit)
                    if text.hasSuffix("\r\n") || text.hasSuffix("\n") {
                        text.removeLast()
                    }
                    return .success(text)
                } catch {
                    return .failure(FileProblem(message: error.description))
                }
            })
    }
}
