/// Why bytes were not read as XML.
package struct XMLError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of refusal it is.
    package enum Kind: Sendable, Hashable {
        /// It is no well-formed XML.
        case malformed
        /// It has a document type declaration, the door to entities and to other files.
        case declaresTypes
        /// It is larger or deeper than ``XMLLimits`` allows.
        case tooLarge
    }

    /// What kind of refusal it is.
    package let kind: Kind
    /// Where, from 1; 0 when that is not known.
    package let line: Int
    /// One sentence.
    package let description: String

    init(_ kind: Kind, line: Int = 0, _ description: String) {
        self.kind = kind
        self.line = line
        self.description = description
    }
}

/// How much XML is read at all.
package struct XMLLimits: Sendable, Hashable {
    /// Bytes of the whole document.
    package var bytes: Int
    /// Elements within elements.
    package var depth: Int
    /// Elements altogether.
    package var elements: Int
    /// Attributes of one element.
    package var attributes: Int
    /// Bytes of one text or attribute.
    package var text: Int
    /// Elements whose characters are left out, such as attachments in Base64.
    package var withoutText: Set<String>

    /// The limits that no real invoice comes near.
    package init(
        bytes: Int = 16 << 20, depth: Int = 48, elements: Int = 200_000, attributes: Int = 64,
        text: Int = 64 << 10, withoutText: Set<String> = []
    ) {
        self.bytes = bytes
        self.depth = depth
        self.elements = elements
        self.attributes = attributes
        self.text = text
        self.withoutText = withoutText
    }
}
