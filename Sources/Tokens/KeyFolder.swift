internal import AssayKit
internal import Crypto
internal import Files
internal import Glibc

/// The file of a data folder that holds the keys: `keys/tokens.json`, for the service's own user only.
package struct KeyFolder: Sendable {
    /// Where it is.
    package let path: String

    /// `dataFolder`: The service's data folder.
    package init(dataFolder: String) {
        path = FilePath.join(FilePath.join(dataFolder, "keys"), "tokens.json")
    }

    /// Reads the keys, makes them at the first start, and adds a new one when that is due.
    ///
    /// - Parameter now: In seconds since 1970.
    /// - Returns: The keys, as they are in the file now.
    /// - Throws: ``KeyError`` naming the file and the mend.
    package func open(now: Int) throws(KeyError) -> KeyRing {
        guard FileSystem.exists(path) else {
            let ring = KeyRing.make(now: now)
            try save(ring)
            return ring
        }
        let ring = try read()
        guard let next = ring.rotated(now: now) else { return ring }
        try save(next)
        return next
    }

    /// Writes them, whole or not at all.
    package func save(_ ring: KeyRing) throws(KeyError) {
        do {
            try FileSystem.makeDirectory(FilePath.parent(path), mode: 0o700)
            try FileSystem.write(JSONWriter.bytes(ring.json), to: path, mode: 0o600)
        } catch {
            throw .file(error)
        }
    }

    private func read() throws(KeyError) -> KeyRing {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & 0o077 != 0 { throw .readable(path: path) }
        let bytes: [UInt8]
        do {
            bytes = try FileSystem.read(path, limit: 1 << 16)
        } catch {
            throw .file(error)
        }
        // Where in the file the mistake is says nothing to a person: it is never written by hand.
        guard let json = try? JSONParser.parse(bytes), let ring = KeyRing(json: json) else {
            throw .damaged(path: path)
        }
        return ring
    }
}

extension KeyRing {
    /// As it stands in the file.
    fileprivate var json: JSONValue {
        [
            "refresh": .string(Base64URL.encode(refreshSecret)),
            "keys": .array(
                keys.map { key in
                    [
                        "kid": .string(key.name), "created_at": .integer(key.createdAt),
                        "secret": .string(Base64URL.encode(key.secret)),
                    ]
                }),
        ]
    }

    fileprivate init?(json: JSONValue) {
        guard let refresh = json["refresh"]?.stringValue.flatMap({ Base64URL.decode($0) }),
            refresh.count >= SigningKey.minimumBytes, let list = json["keys"]?.arrayValue
        else { return nil }
        var keys: [SigningKey] = []
        for entry in list {
            guard let name = entry["kid"]?.stringValue, !name.isEmpty,
                let createdAt = entry["created_at"]?.intValue, (0...(1 << 40)).contains(createdAt),
                let secret = entry["secret"]?.stringValue.flatMap({ Base64URL.decode($0) }),
                let key = SigningKey(name: name, secret: secret, createdAt: createdAt)
            else { return nil }
            keys.append(key)
        }
        guard Set(keys.map(\.name)).count == keys.count else { return nil }
        self.init(keys: keys, refreshSecret: refresh)
    }
}
