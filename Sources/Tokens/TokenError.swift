/// Why a token is not believed; the client learns no more than whether it has expired.
package enum TokenError: Error, Sendable, Hashable {
    /// It is no token of ours, or was altered.
    case invalid
    /// It was good once.
    case expired
    /// A token could not be made: a fault of the library.
    case failed
}
