/// Why the store did not do what it was asked; nothing of it was done.
package enum StorageError: Error, Sendable, Equatable {
    /// There is no such thing, or the one who asks may not see it. The word says what: "invoice".
    case notFound(String)
    /// Someone changed it in between; the number is the version that stands now.
    case staleVersion(current: Int)
    /// Its state does not allow it; the sentence names the state and the mend.
    case wrongState(String)
    /// There is one already; the sentence says which.
    case duplicate(String)
    /// The lease is no longer the job's: another worker has it, or it has ended. The work must be dropped.
    case leaseLost
    /// The job is to stop; the work must be dropped.
    case cancelled
    /// The disk is full.
    case full
    /// The database is held by someone else for too long.
    case busy
    /// Another process serves the folder.
    case inUse(folder: String, process: Int32?)
    /// What is stored is damaged.
    case corrupt(path: String, detail: String)
    /// The database cannot be used by this program or this user.
    case unusable(String)
    /// The store has been closed.
    case closed
    /// A mistake of ours; the sentence is for the log, not for the caller.
    case fault(String)
}

extension StorageError: CustomStringConvertible {
    /// One sentence a person can act on.
    package var description: String {
        switch self {
        case .notFound(let what): "there is no such \(what)"
        case .staleVersion(let current):
            "it was changed in between and is at version \(current) now; load it again and repeat the change"
        case .wrongState(let sentence), .duplicate(let sentence), .unusable(let sentence): sentence
        case .leaseLost: "the job was given to another worker; drop this result"
        case .cancelled: "the job was cancelled; drop this result"
        case .full: "the disk is full; free some space on the disk of the data folder"
        case .busy: "another program holds the database; close it and repeat"
        case .inUse(let folder, let process):
            "the data folder \(folder) is in use"
                + (process.map { " by process \($0)" } ?? " by another process")
                + "; stop that one, or name another folder with --data"
        case .corrupt(let path, let detail):
            "\(path) is damaged (\(detail)); stop the service, move the data folder aside and put back the last "
                + "backup with 'assay restore'"
        case .closed: "the store has been closed"
        case .fault(let detail): "the store failed: \(detail)"
        }
    }
}
