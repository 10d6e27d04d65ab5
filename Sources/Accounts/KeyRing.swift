internal import Crypto
internal import Files
package import Tokens
internal import Storage

/// The signing keys of an installation: a file in the data folder, made at the first start.
package enum KeyRing {
    /// The keys.
    ///
    /// - Parameters:
    ///   - folder: The data folder; `jwt.keys` in it has a line a key, the first signs.
    ///   - secret: The operator's own secret, which takes the file's place.
    /// - Returns: At least one.
    /// - Throws: What is wrong with the file or the secret, with the mend.
    package static func keys(in folder: String, secret: String?) throws(AccountError) -> [SigningKey] {
        if let secret {
            guard let key = SigningKey(name: "env", secret: Array(secret.utf8)) else {
                throw .refused(field: "JWT_SECRET", "JWT_SECRET is shorter than 32 bytes; set a longer one")
            }
            return [key]
        }
        let path = FilePath.join(folder, "jwt.keys")
        do {
            if !FileSystem.exists(path) {
                let line = "k1 \(Base64URL.encode(RandomBytes.make(32)))\n"
                try FileSystem.makeDirectory(folder, mode: 0o700)
                try FileSystem.write(Array(line.utf8), to: path, mode: 0o600)
            }
            let keys = try FileSystem.readText(path).split(separator: "\n").compactMap {
                line -> SigningKey? in
                let parts = line.split(separator: " ")
                guard parts.count == 2, let secret = Base64URL.decode(parts[1]) else { return nil }
                return SigningKey(name: String(parts[0]), secret: secret)
            }
            guard !keys.isEmpty else {
                throw AccountError.refused(
                    field: "jwt.keys",
                    "\(path) holds no usable key; remove the file, and all must log in again")
            }
            return keys
        } catch let error as AccountError {
            throw error
        } catch {
            throw .storage(.unusable("\(error)"))
        }
    }
}
