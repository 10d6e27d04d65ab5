package import Accounts
package import AssayKit
package import Live

/// The incoming sources that can be followed.
package protocol SourceViews: Sendable {
    /// What is known of a source.
    ///
    /// - Throws: ``LiveRefusal``: there is none, or `principal` may not see it.
    func state(of source: String, for principal: Principal) async throws(LiveRefusal) -> JSONValue
}

/// There are none.
package struct NoSources: SourceViews {
    package init() {}

    package func state(of source: String, for principal: Principal) async throws(LiveRefusal) -> JSONValue {
        throw LiveRefusal(.notFound, "There is no incoming source of that name.")
    }
}
