package import Storage

/// Why an account's door stays shut.
package enum AccountError: Error, Sendable, Equatable {
    /// No credentials, or none that are good.
    case unauthenticated(String)
    /// The credentials were good once.
    case expired
    /// User name or password is wrong; which of them is not told.
    case wrongPassword
    /// Too many tries; the seconds until the next one.
    case throttled(seconds: Int)
    /// Too many log in at once; the seconds until a try is worth it.
    case overloaded(seconds: Int)
    /// Something that the user gave can't be taken, by field.
    case refused(field: String, String)
    /// What the role does not allow.
    case forbidden(String)
    /// The store could not.
    case storage(StorageError)
}

extension AccountError: CustomStringConvertible {
    /// One sentence a person can act on.
    package var description: String {
        switch self {
        case .unauthenticated(let sentence), .refused(_, let sentence), .forbidden(let sentence): sentence
        case .expired: "the token has expired; get a new one with the refresh token"
        case .wrongPassword: "user name or password is wrong; check both"
        case .throttled(let seconds): "there were too many failed logins; try again in \(seconds) seconds"
        case .overloaded(let seconds): "too many are logging in just now; try again in \(seconds) seconds"
        case .storage(let error): "\(error)"
        }
    }
}
