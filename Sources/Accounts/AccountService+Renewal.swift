internal import Storage
package import Tokens

extension AccountService {
    /// Signs with a new key once that is due, and lets go of those that no token needs any more.
    ///
    /// - Throws: ``KeyError`` with the mend; the keys stay as they are then.
    package func renewKeys(in folder: String) throws(KeyError) {
        let now = Int(time.now().milliseconds / 1000)
        issuer.replaceKeys(try KeyFolder(dataFolder: folder).open(now: now))
    }
}
