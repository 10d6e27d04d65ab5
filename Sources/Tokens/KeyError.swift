package import Files

/// Why there are no keys to sign with.
package enum KeyError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The operator's secret has only that many bytes.
    case shortSecret(Int)
    /// Others may read the file.
    case readable(path: String)
    /// The file holds something else.
    case damaged(path: String)
    case file(FileError)

    /// One sentence with the mend.
    package var description: String {
        switch self {
        case .shortSecret(let count):
            "JWT_SECRET has \(count) bytes; give at least \(SigningKey.minimumBytes), or leave it unset and a key is "
                + "made and kept"
        case .readable(let path):
            "\(path) may be read by others; run 'chmod 600 \(path)', or remove it and everybody logs in again"
        case .damaged(let path):
            "\(path) does not hold the service's keys; put it back from a backup, or remove it and everybody logs "
                + "in again"
        case .file(let error): error.description
        }
    }
}
