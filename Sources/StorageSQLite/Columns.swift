internal import AssayKit
package import SQLite
package import Storage

extension Identifier: SQLConvertible {
    package var sqlValue: SQLValue { .blob(bytes) }
}

extension Timestamp: SQLConvertible {
    package var sqlValue: SQLValue { .integer(milliseconds) }
}

extension BlobDigest: SQLConvertible {
    package var sqlValue: SQLValue { .blob(bytes) }
}

extension JSONValue {
    /// The form of a TEXT column.
    var column: String { JSONWriter.text(self) }
}

extension Row {
    mutating func id<Subject>(_: Subject.Type = Subject.self) throws -> Identifier<Subject> {
        guard let id = Identifier<Subject>(bytes: try bytes()) else { throw Row.damaged("an id") }
        return id
    }

    mutating func optionalID<Subject>(_: Subject.Type = Subject.self) throws -> Identifier<Subject>? {
        // An empty value stands for nobody in columns that are part of an index over owners.
        guard let bytes = try optionalBytes(), !bytes.isEmpty else { return nil }
        guard let id = Identifier<Subject>(bytes: bytes) else { throw Row.damaged("an id") }
        return id
    }

    mutating func int() throws -> Int { Int(clamping: try integer()) }
    mutating func optionalInt() throws -> Int? { try optionalInteger().map { Int(clamping: $0) } }
    mutating func time() throws -> Timestamp { Timestamp(milliseconds: try integer()) }
    mutating func optionalTime() throws -> Timestamp? {
        try optionalInteger().map(Timestamp.init(milliseconds:))
    }

    /// A word of a fixed list.
    mutating func word<Word: RawRepresentable>(_: Word.Type = Word.self) throws -> Word
    where Word.RawValue == String {
        let text = try text()
        guard let word = Word(rawValue: text) else { throw Row.damaged("a known word but \"\(text)\"") }
        return word
    }

    mutating func json() throws -> JSONValue {
        guard let value = try optionalJSON() else { throw Row.damaged("JSON") }
        return value
    }

    mutating func optionalJSON() throws -> JSONValue? {
        guard let bytes = try optionalBytes() else { return nil }
        do { return try JSONParser.parse(bytes) } catch { throw Row.damaged("JSON (\(error))") }
    }

    mutating func optionalBlob() throws -> BlobReference? {
        let digest = try optionalBytes()
        let size = try optionalInt()
        guard let digest else { return nil }
        guard let name = BlobDigest(bytes: digest), let size else { throw Row.damaged("a digest") }
        return BlobReference(digest: name, size: size)
    }

    static func damaged(_ what: String) -> StorageError {
        .corrupt(path: "the database", detail: "a column does not hold \(what)")
    }
}
