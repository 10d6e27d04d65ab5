/// A request's method, as it was sent (methods are case-sensitive: RFC 9110, section 9.1).
package struct HTTPMethod: RawRepresentable, Hashable, Sendable {
    /// The token.
    package let rawValue: String

    /// A method by its token.
    package init(rawValue: String) { self.rawValue = rawValue }

    package static let get = HTTPMethod(rawValue: "GET")
    package static let head = HTTPMethod(rawValue: "HEAD")
    package static let post = HTTPMethod(rawValue: "POST")
    package static let put = HTTPMethod(rawValue: "PUT")
    package static let patch = HTTPMethod(rawValue: "PATCH")
    package static let delete = HTTPMethod(rawValue: "DELETE")
    package static let options = HTTPMethod(rawValue: "OPTIONS")
}
