/// Makes sure that an expression can't end the brackets that it is put into.
enum BracketBalance {
    /// What is unbalanced, as a sentence; nil when nothing is.
    static func mistake(in expression: String) -> String? {
        // Each entry: the bracket that closes the level; a quote stands for a string's text.
        var open: [Unicode.Scalar] = []
        var isEscaped = false
        var isComment = false
        for scalar in expression.unicodeScalars {
            if isComment {
                isComment = scalar != "\n"
                continue
            }
            if open.last == "\"" {
                if isEscaped {
                    isEscaped = false
                    // The interpolation's own bracket.
                    if scalar == "(" {
                        open.append(")")
                    }
                } else if scalar == "\\" {
                    isEscaped = true
                } else if scalar == "\"" {
                    open.removeLast()
                }
                continue
            }
            switch scalar {
            case "#": isComment = true
            case "\"": open.append("\"")
            case "(": open.append(")")
            case "[": open.append("]")
            case "{": open.append("}")
            case ")", "]", "}":
                guard open.last == scalar else {
                    return open.last.map { "\(scalar) stands where \($0) is expected" }
                        ?? "\(scalar) closes nothing"
                }
                open.removeLast()
            default: break
            }
        }
        guard let missing = open.last else {
            return nil
        }
        return missing == "\"" ? "a text isn't closed with \"" : "the closing \(missing) is missing"
    }
}
