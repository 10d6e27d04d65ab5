/// The folded text of a heading.
struct HeadingKey {
    var bytes: [UInt8]

    func has(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { wanted in
            guard wanted.count <= bytes.count else { return false }
            for start in 0...(bytes.count - wanted.count) where matches(wanted, at: start) { return true }
            return false
        }
    }

    func hasPrefix(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { $0.count <= bytes.count && matches($0, at: 0) }
    }

    func hasSuffix(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { $0.count <= bytes.count && matches($0, at: bytes.count - $0.count) }
    }

    private func matches(_ wanted: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        for index in wanted.indices where bytes[start + index] != wanted[index] { return false }
        return true
    }
}
