package import Accounts
package import AssayKit
package import Live

/// The incoming sources that can be followed.
package protocol SourceViews: Sendable {
    /// What is known of a source.
    ///
    /// - Throws: ``LiveRefusal``: there is none, or `principal` may not see it.
    func state(of source: String, for principal: Principal) async throws(LiveRefusal) -> JSONValue

    /// The sources that have event names of their own for Socket.IO.
    var socketEvents: [SourceEvents] { get }
}

extension SourceViews {
    /// None has.
    package var socketEvents: [SourceEvents] { [] }
}

/// There are none.
package struct NoSources: SourceViews {
    package init() {}

    package func state(of source: String, for principal: Principal) async throws(LiveRefusal) -> JSONValue {
        throw LiveRefusal(.notFound, "There is no incoming source of that name.")
    }
}
