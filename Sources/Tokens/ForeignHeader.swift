internal import AssayKit
internal import Crypto

/// The header of a token that somebody else has made.
struct ForeignHeader {
    let algorithm: String

    /// Reads a token's first part; nil when it is none.
    init?(part: Substring.UTF8View) {
        guard let bytes = Base64URL.decode(Substring(part)),
            // What is no JSON is no header, which nil says.
            let object = (try? JSONParser.parse(bytes))?.objectValue,
            Set(object.keys).count == object.keys.count, let algorithm = object["alg"]?.stringValue
        else { return nil }
        self.algorithm = algorithm
    }
}
