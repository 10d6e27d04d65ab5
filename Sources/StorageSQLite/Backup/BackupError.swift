internal import Crypto
internal import Files
internal import SQLite
internal import Storage

/// Why a backup, or putting one back, did not succeed; one sentence a person can act on.
package struct BackupError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }

    /// What an error of the layers below means here.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as BackupError: self = error
        case let error as FileError: self.init(error.description)
        case let error as DigestError: self.init(error.description)
        case let error as BlobError: self.init(error.description)
        default: self.init(StorageError(error, path: path).description)
        }
    }
}
