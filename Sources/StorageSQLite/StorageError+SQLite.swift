internal import Files
internal import SQLite
internal import Storage

extension StorageError {
    /// What an error of the layers below means to a caller.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StorageError: self = error
        case let error as FileError: self = .unusable(error.description)
        case let error as SQLiteError: self.init(error, path: path)
        default: self = .fault("\(error)")
        }
    }

    private init(_ error: SQLiteError, path: String) {
        switch error.kind {
        case .full: self = .full
        case .busy: self = .busy
        case .corrupt: self = .corrupt(path: path, detail: error.message)
        case .mismatch: self = .corrupt(path: path, detail: error.description)
        case .closed: self = .closed
        case .inaccessible:
            self = .unusable(
                "cannot use \(path): \(error.message); give the user who runs this program access to it")
        case .migration: self = .unusable("\(path): \(error.message)")
        case .constraint, .input, .other: self = .fault("\(path): \(error)")
        }
    }
}
