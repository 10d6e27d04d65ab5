import Glibc

/// What went wrong with a file or folder, and what to do about it.
package struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was attempted, as it stands in the sentence: "read", "write", "list".
    package let operation: String
    /// The path as the caller gave it.
    package let path: String
    /// The system's error number (`errno`); 0 when the file itself is unsuitable.
    package let code: Int32
    /// The cause in words, without a full stop.
    package let reason: String
    /// What a person can do, one sentence without a full stop.
    package let mend: String

    /// One sentence: what, where, why, and the mend.
    package var description: String { "cannot \(operation) \(path): \(reason); \(mend)" }

    /// An error for a system error number.
    package init(_ operation: String, _ path: String, code: Int32) {
        self.operation = operation
        self.path = path
        self.code = code
        reason = String(cString: strerror(code))
        mend = Self.mend(for: code)
    }

    /// An error with its own words, for a file that was reached but is unsuitable.
    package init(_ operation: String, _ path: String, reason: String, mend: String) {
        self.operation = operation
        self.path = path
        code = 0
        self.reason = reason
        self.mend = mend
    }

    /// The path does not exist.
    package var isMissing: Bool { code == ENOENT || code == ENOTDIR }

    private static func mend(for code: Int32) -> String {
        switch code {
        case ENOENT, ENOTDIR: "check the path"
        case EACCES, EPERM: "give the user who runs this program access to it"
        case EISDIR: "name a file, not a folder"
        case EEXIST, ENOTEMPTY: "choose another name or remove what is there"
        case ENOSPC, EDQUOT: "free some space on that disk"
        case EROFS: "choose a folder that can be written to"
        case EMFILE, ENFILE: "raise the limit of open files (ulimit -n)"
        case ENAMETOOLONG, ELOOP: "use a shorter path without circular links"
        case EFBIG: "use a smaller file"
        default: "check the disk and its permissions"
        }
    }
}
