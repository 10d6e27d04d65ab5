/// Something wrong with a YAML text.
package struct YAMLProblem: Error, Sendable {
    /// What sort of mistake it is.
    package enum Kind: Sendable {
        case syntax, tab, duplicateKey, unknownAlias, aliasExpansion, depth, size, encoding
        case controlCharacter, severalDocuments, empty
    }

    package let kind: Kind
    /// Where it is.
    package let span: YAMLSpan
    /// One sentence without a place: what is wrong.
    package let message: String
    /// One sentence: what to do about it.
    package let mend: String?

    package init(_ kind: Kind, at span: YAMLSpan, _ message: String, mend: String? = nil) {
        self.kind = kind
        self.span = span
        self.message = message
        self.mend = mend
    }
}
