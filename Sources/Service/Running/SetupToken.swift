internal import Crypto
internal import Synchronization

/// The one-use token with which the first admin is made; a new one at each start while there is none.
package final class SetupToken: Sendable {
    private let token: Mutex<String?>

    init() { token = Mutex("st_" + Base64URL.encode(RandomBytes.make(24))) }

    /// As the first start prints it; nil once it was used.
    package var text: String? { token.withLock { $0 } }

    /// Whether a text is the token; compared in constant time.
    func matches(_ text: String) -> Bool {
        guard let token = token.withLock({ $0 }) else { return false }
        let (left, right) = (SHA256.hash(Array(token.utf8)), SHA256.hash(Array(text.utf8)))
        return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    func spend() { token.withLock { $0 = nil } }
}
