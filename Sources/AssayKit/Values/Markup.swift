/// Text inside HTML and XML.
package enum Markup {
    /// A text as it stands in an element or between double quotes: whatever a document says, it stays text.
    ///
    /// It goes by scalars: an accent behind a `<` would hide it from a comparison of whole characters. What XML has no
    /// place for becomes U+FFFD. Source: XML 1.0, sections 2.2 and 2.4.
    package static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\n", "\t": escaped.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
