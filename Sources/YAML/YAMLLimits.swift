/// How much a YAML text may ask of its reader.
package struct YAMLLimits: Sendable {
    /// Bytes of text.
    package var bytes = 1 << 20
    /// Nodes of the tree with every alias expanded.
    package var nodes = 20_000
    /// Levels of nesting, with every alias expanded.
    package var depth = 64

    package init() {}
}
