/// Makes sure that an expression can't end the brackets that it is put into.
enum BracketBalance {
    /// A bracket or quote without its counterpart.
    struct Mistake {
        let message: String
        /// Where it stands, in Unicode scalars from 1.
        let character: Int
    }

    /// What is unbalanced; nil when nothing is.
    static func mistake(in expression: String) -> Mistake? {
        // Each entry: what closes the level, and where it was opened; a quote stands for a string's text.
        var open: [(close: Unicode.Scalar, character: Int)] = []
        var isEscaped = false
        var isComment = false
        for (index, scalar) in expression.unicodeScalars.enumerated() {
            let character = index + 1
            if isComment {
                isComment = scalar != "\n"
                continue
            }
            if open.last?.close == "\"" {
                if isEscaped {
                    isEscaped = false
                    // The interpolation's own bracket.
                    if scalar == "(" {
                        open.append((")", character))
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
            case "\"": open.append(("\"", character))
            case "(": open.append((")", character))
            case "[": open.append(("]", character))
            case "{": open.append(("}", character))
            case ")", "]", "}":
                guard let last = open.last else {
                    return Mistake(message: "\(scalar) closes nothing", character: character)
                }
                guard last.close == scalar else {
                    return Mistake(
                        message: "\(scalar) stands where \(last.close) is expected", character: character)
                }
                open.removeLast()
            default: break
            }
        }
        guard let missing = open.last else {
            return nil
        }
        return Mistake(
            message: missing.close == "\""
                ? "the text that begins here isn't closed with \""
                : "the closing \(missing.close) is missing",
            character: missing.character)
    }
}
