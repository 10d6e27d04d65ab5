internal import Glibc

extension KeyRing {
    /// The keys of an installation: the operator's own secret, else those of the data folder, made at the first start.
    ///
    /// - Parameters:
    ///   - folder: The data folder.
    ///   - secret: `JWT_SECRET`; nil or empty when it is not set.
    /// - Returns: The keys; the newest signs.
    /// - Throws: ``KeyError`` with the mend.
    package static func keys(in folder: String, secret: String?) throws(KeyError) -> KeyRing {
        if let secret, !secret.isEmpty { return try from(secret: secret) }
        return try KeyFolder(dataFolder: folder).open(now: time(nil))
    }
}
