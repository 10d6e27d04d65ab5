import AssayKit
import Testing

/// A typed invoice and what must come out of it.
struct LayoutCase: Sendable, CustomTestStringConvertible {
    var name: String
    var pages: [String]
    /// Values by field; nil: the field must be absent.
    var fields: [String: String?]
    /// The cells of each item; nil: must be absent.
    var items: [[String: String?]] = []

    var testDescription: String { name }
}
