/// Why the server cannot start.
package struct ServingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// One sentence: what, why, and the mend.
    package let description: String
    /// Whether another program has the port.
    package let isAddressInUse: Bool

    init(_ description: String, isAddressInUse: Bool = false) {
        self.description = description
        self.isAddressInUse = isAddressInUse
    }
}
