import DocumentLayout

/// Spellings as one tree of folded bytes, so that a word is tried against all of them at once.
struct FoldedTrie<Kind: RawRepresentable & Sendable>: Sendable where Kind.RawValue == UInt8 {
    private static var width: Int { 39 }

    /// `width` children a node; 0: none.
    private var children: [Int32]
    /// The kind that ends at a node, plus one; 0: none.
    private var kinds: [UInt8]

    init(_ entries: [(Kind, [String])]) {
        children = [Int32](repeating: 0, count: Self.width)
        kinds = [0]
        for (kind, spellings) in entries {
            for spelling in spellings { insert(Folding.fold(spelling), kind) }
        }
    }

    private mutating func insert(_ key: [UInt8], _ kind: Kind) {
        var node = 0
        for byte in key {
            let slot = node * Self.width + Self.slot(byte)
            if children[slot] == 0 {
                children[slot] = Int32(truncatingIfNeeded: kinds.count)
                kinds.append(0)
                children.append(contentsOf: repeatElement(0, count: Self.width))
            }
            node = Int(children[slot])
        }
        // A spelling that stands in two lists belongs to the first.
        if kinds[node] == 0 { kinds[node] = kind.rawValue + 1 }
    }

    @inline(__always)
    private static func slot(_ byte: UInt8) -> Int {
        switch byte {
        case 0x61...0x7A: Int(byte) - 0x61
        case 0x30...0x39: Int(byte) - 0x30 + 26
        case UInt8(ascii: "#"): 36
        case Folding.devanagari: 38
        default: 37
        }
    }

    /// The child over a byte; nil when nothing goes on with it.
    @inline(__always)
    func step(_ node: Int, _ byte: UInt8) -> Int? {
        let child = children[node * Self.width + Self.slot(byte)]
        return child == 0 ? nil : Int(child)
    }

    /// What ends at a node.
    @inline(__always)
    func kind(at node: Int) -> Kind? { kinds[node] == 0 ? nil : Kind(rawValue: kinds[node] - 1) }

    /// The children of a node with their bytes.
    func branches(_ node: Int) -> [(UInt8, Int)] {
        (0..<Self.width).compactMap { slot in
            let child = Int(children[node * Self.width + slot])
            guard child != 0 else { return nil }
            let byte: UInt8 =
                switch slot {
                case 0..<26: UInt8(slot) + 0x61
                case 26..<36: UInt8(slot) - 26 + 0x30
                case 36: UInt8(ascii: "#")
                case 38: Folding.devanagari
                default: UInt8(ascii: "%")
                }
            return (byte, child)
        }
    }
}

/// All labels in one tree.
typealias LabelTrie = FoldedTrie<LabelKind>

extension FoldedTrie<LabelKind> {
    /// The tree of the label table.
    static let standard = LabelTrie(LabelTable.entries)
}
