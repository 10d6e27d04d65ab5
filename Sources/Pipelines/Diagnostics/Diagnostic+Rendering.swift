extension Diagnostic {
    /// The mistake for a terminal: place and sentence, the line, a caret line, the mend.
    ///
    ///     invoices.yaml:4:5: error: unknown key "use" in a step [P101]
    ///         - use: pdf-text
    ///           ^^^
    ///         did you mean "uses"?
    package var text: String {
        var lines = ["\(file):\(line):\(column): \(severity.rawValue): \(message) [\(code.rawValue)]"]
        if let sourceLine {
            let excerpt = Excerpt(of: sourceLine, column: column, length: length)
            lines.append("    " + excerpt.text)
            lines.append("    " + excerpt.carets)
        }
        if let mend {
            lines.append("    " + mend)
        }
        return lines.joined(separator: "\n")
    }

    /// The mistake as an annotation that GitHub shows beside the line.
    package var annotation: String {
        let place = "file=\(Self.escaped(file, property: true)),line=\(line),col=\(column)"
        let title = "title=\(code.rawValue)"
        let body = Self.escaped(mend.map { "\(message); \($0)" } ?? message, property: false)
        return "::\(severity.rawValue) \(place),endColumn=\(column + length),\(title)::\(body)"
    }

    private static func escaped(_ text: String, property: Bool) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "%": escaped += "%25"
            case "\r": escaped += "%0D"
            case "\n": escaped += "%0A"
            case ":" where property: escaped += "%3A"
            case "," where property: escaped += "%2C"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

/// A line and its carets, cut to what fits a terminal.
struct Excerpt {
    /// Characters shown of a line at most.
    private static let width = 160

    let text: String
    let carets: String

    init(of line: String, column: Int, length: Int) {
        let scalars = Array(line.unicodeScalars)
        let at = min(max(0, column - 1), scalars.count)
        let start = at > Self.width - 40 ? at - 40 : 0
        let end = min(scalars.count, start + Self.width)
        var text = start > 0 ? "…" : ""
        var carets = start > 0 ? " " : ""
        for scalar in scalars[start..<at] {
            text.unicodeScalars.append(Self.visible(scalar))
            carets += Self.blank(under: scalar)
        }
        for (offset, scalar) in scalars[at..<end].enumerated() {
            text.unicodeScalars.append(Self.visible(scalar))
            if offset < length {
                carets += String(repeating: "^", count: scalar == "\t" ? 1 : Self.columns(scalar))
            }
        }
        self.text = text + (end < scalars.count ? "…" : "")
        self.carets = at >= end ? carets + "^" : carets
    }

    /// A control character could take the terminal over.
    private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.properties.generalCategory {
        case .control where scalar != "\t", .lineSeparator, .paragraphSeparator, .format: "\u{FFFD}"
        default: scalar
        }
    }

    private static func blank(under scalar: Unicode.Scalar) -> String {
        scalar == "\t" ? "\t" : String(repeating: " ", count: columns(scalar))
    }

    /// How many columns of a terminal a character takes.
    private static func columns(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default:
            return 1
        }
    }
}
