/// The head of one part of a form (RFC 7578, section 4.2).
package struct MultipartPart: Sendable {
    /// The field's name.
    package let name: String
    /// The file's name as it was sent; nil for a field that is no file.
    ///
    /// It is for showing only (``ContentDisposition/cleanName(_:)``), never a path.
    package let fileName: String?
    /// The media type in lower case and without parameters; nil when the part names none.
    package let mediaType: String?
    /// All fields of its head.
    package let headers: Headers

    init(_ headers: Headers) throws(HTTPError) {
        let dispositions = headers.all("Content-Disposition")
        guard dispositions.count == 1, let disposition = HeaderParameters(dispositions[0]),
            disposition.value == "form-data", let name = disposition["name"]
        else {
            throw HTTPError(
                400, "malformed_multipart",
                "A part of the form has no Content-Disposition: form-data with a name; send one.")
        }
        self.headers = headers
        self.name = Self.unescaped(name)
        fileName = disposition["filename"].map(Self.unescaped)
        mediaType = headers["Content-Type"].flatMap(HeaderParameters.init)?.value
    }

    /// Browsers escape these three and nothing else (HTML standard, multipart form data).
    private static func unescaped(_ text: String) -> String {
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        var index = 0
        while index < bytes.count {
            let next = bytes[index...].prefix(3)
            let plain: UInt8? =
                switch String(decoding: next, as: UTF8.self).uppercased() {
                case "%22": UInt8(ascii: "\"")
                case "%0D": UInt8(ascii: "\r")
                case "%0A": UInt8(ascii: "\n")
                default: nil
                }
            result.append(plain ?? bytes[index])
            index += plain == nil ? 1 : 3
        }
        return String(decoding: result, as: UTF8.self)
    }
}
