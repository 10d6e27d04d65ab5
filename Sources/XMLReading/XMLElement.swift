/// An element of an XML document with everything below it.
///
/// Names are local: which prefix a sender chose, and mostly which namespace, says nothing about a value.
package struct XMLElement: Sendable, Hashable {
    /// Without prefix and namespace: "InvoiceTypeCode".
    package let name: String
    /// The namespace's address; empty when it has none.
    package let namespace: String
    /// Attributes by their local names; of two that differ only in their namespaces the first.
    package let attributes: [String: String]
    /// The elements directly below it, in order.
    package internal(set) var children: [XMLElement] = []
    /// The characters directly in it, without white space at both ends.
    package internal(set) var text = ""

    package init(name: String, namespace: String = "", attributes: [String: String] = [:]) {
        self.name = name
        self.namespace = namespace
        self.attributes = attributes
    }

    /// The first element along a path of local names; nil when a step is missing.
    ///
    /// All branches are tried: the second `A` is looked into when the first has no `B`.
    package func first(_ path: String...) -> XMLElement? { first(path[...]) }

    /// All elements along a path of local names, in the order of the document.
    package func all(_ path: String...) -> [XMLElement] {
        var found = [self]
        for name in path { found = found.flatMap { $0.children.filter { $0.name == name } } }
        return found
    }

    /// The characters of the first element along a path that has any; nil when there is none.
    package func text(_ path: String...) -> String? { text(path[...]) }

    private func first(_ path: ArraySlice<String>) -> XMLElement? {
        guard let name = path.first else { return self }
        for child in children where child.name == name {
            if let found = child.first(path.dropFirst()) { return found }
        }
        return nil
    }

    private func text(_ path: ArraySlice<String>) -> String? {
        guard let name = path.first else { return text.isEmpty ? nil : text }
        for child in children where child.name == name {
            if let found = child.text(path.dropFirst()) { return found }
        }
        return nil
    }
}
