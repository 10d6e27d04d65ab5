extension YAMLSource {
    /// Where each character of a scalar's text stands in the file.
    ///
    /// - Returns: One place for each Unicode scalar of the text and one for its end. Where escapes or folding make a
    ///   place uncertain it is the nearest one before.
    package func places(of scalar: YAMLScalar, at span: YAMLSpan) -> [YAMLPosition] {
        var cursor = Cursor(source: self, place: span.start)
        switch scalar.style {
        case .plain: break
        case .singleQuoted, .doubleQuoted: cursor.advance()
        case .literal, .folded: cursor.startNextLine()
        }
        var places: [YAMLPosition] = []
        var last = span.start
        for wanted in scalar.text.unicodeScalars {
            if let place = cursor.find(wanted, style: scalar.style, before: span.end) {
                last = place
            }
            places.append(last)
        }
        places.append(places.isEmpty ? span.start : YAMLPosition(line: last.line, column: last.column + 1))
        return places
    }

    private struct Cursor {
        let source: YAMLSource
        private(set) var place: YAMLPosition
        private var text: [Unicode.Scalar]

        init(source: YAMLSource, place: YAMLPosition) {
            self.source = source
            self.place = place
            text = Array((source.line(place.line) ?? "").unicodeScalars)
        }

        /// nil at the end of a line.
        private var current: Unicode.Scalar? {
            text.indices.contains(place.column - 1) ? text[place.column - 1] : nil
        }

        mutating func advance() {
            if place.column <= text.count {
                place = YAMLPosition(line: place.line, column: place.column + 1)
            } else {
                startNextLine()
            }
        }

        mutating func startNextLine() {
            place = YAMLPosition(line: place.line + 1, column: 1)
            text = Array((source.line(place.line) ?? "").unicodeScalars)
        }

        mutating func find(
            _ wanted: Unicode.Scalar, style: YAMLScalar.Style, before end: YAMLPosition
        ) -> YAMLPosition? {
            while place < end {
                let found = place
                guard let current else {
                    startNextLine()
                    if wanted == "\n" || wanted == " " {
                        return found
                    }
                    continue
                }
                if current == "\\", style == .doubleQuoted {
                    skipEscape()
                    return found
                }
                advance()
                if current == "'", style == .singleQuoted {
                    advance()
                }
                if current == wanted {
                    return found
                }
            }
            return nil
        }

        private mutating func skipEscape() {
            advance()
            let digits: Int =
                switch current {
                case "x": 2
                case "u": 4
                case "U": 8
                default: 0
                }
            for _ in 0...digits {
                advance()
            }
        }
    }
}
