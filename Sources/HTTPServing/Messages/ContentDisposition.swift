/// How a browser treats a download (RFC 6266), and what name a file may have.
package enum ContentDisposition {
    /// The value of a `Content-Disposition` field that makes browsers save the file under a name.
    package static func attachment(_ name: String) -> String { value("attachment", name) }

    /// The value that lets browsers show the file, and save it under a name.
    package static func inline(_ name: String) -> String { value("inline", name) }

    private static func value(_ kind: String, _ name: String) -> String {
        let name = cleanName(name)
        let plain = String(
            String.UnicodeScalarView(
                name.unicodeScalars.map { $0.isASCII && $0 != "\"" && $0 != "\\" ? $0 : "_" }))
        return "\(kind); filename=\"\(plain)\"; filename*=UTF-8''\(PercentCoding.encode(name))"
    }

    /// A name to show for an uploaded file; never a path to write to.
    ///
    /// Folders, control characters, and dots and hyphens at the start are taken away; at most 255 bytes stay.
    /// Nothing left: `file`.
    package static func cleanName(_ sent: String) -> String {
        let last = sent.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last ?? [][...]
        let kept = last.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
            default: true
            }
        }
        let start = kept.firstIndex { $0 != "." && $0 != "-" && $0 != " " } ?? kept.endIndex
        var name = String.UnicodeScalarView()
        var bytes = 0
        for scalar in kept[start...] {
            bytes += UTF8.width(scalar)
            guard bytes <= 255 else { break }
            name.append(scalar)
        }
        return name.isEmpty ? "file" : String(name)
    }
}
