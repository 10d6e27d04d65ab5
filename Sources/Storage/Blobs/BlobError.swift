internal import Glibc

/// Why a blob could not be stored or read.
package enum BlobError: Error, Sendable, Equatable {
    /// The disk or the quota is full.
    case full
    /// It is longer than allowed, in bytes.
    case tooLarge(limit: Int)
    /// There is none of that name.
    case missing(BlobDigest)
    /// Its bytes are not those its name promises.
    case damaged(BlobDigest)
    /// The disk or its permissions; the sentence is for the log.
    case failed(String)

    init(_ operation: String, _ path: String, code: Int32) {
        switch code {
        case ENOSPC, EDQUOT: self = .full
        default: self = .failed("cannot \(operation) \(path): \(String(cString: strerror(code)))")
        }
    }
}

extension BlobError: CustomStringConvertible {
    /// One sentence a person can act on.
    package var description: String {
        switch self {
        case .full: "the disk is full; free some space on the disk of the data folder"
        case .tooLarge(let limit): "the file is longer than \(limit) bytes; use a smaller file"
        case .missing(let digest):
            "the stored file \(digest.hex) is missing; put it back from a backup with 'assay restore'"
        case .damaged(let digest):
            "the stored file \(digest.hex) is damaged; put it back from a backup with 'assay restore'"
        case .failed(let detail): detail + "; check the disk and its permissions"
        }
    }
}
