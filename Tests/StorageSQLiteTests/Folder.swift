import Files
import Glibc
import Testing

/// A folder of its own for one test, gone with it.
final class Folder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/assay-store-XXXXXX".utf8CString)
        path = String(cString: try #require(mkdtemp(&template)))
    }

    deinit {
        // What is left in the temporary folder harms nobody.
        try? FileSystem.remove(path)
    }
}
