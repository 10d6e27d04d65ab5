internal import CSodium

/// Comparing secrets.
package enum ConstantTime {
    /// Whether both are the same; the time tells nothing but their lengths.
    package static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && sodium_memcmp(left, right, left.count) == 0
    }

    /// Whether both texts are the same bytes.
    package static func areEqual(_ left: String, _ right: String) -> Bool {
        areEqual(Array(left.utf8), Array(right.utf8))
    }
}
