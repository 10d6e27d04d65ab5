package import Accounts
package import AssayKit
package import Storage

/// The current state of what is followed, and who may see it.
package protocol LiveViews: Sendable {
    /// The state of a topic, which includes all that is on disk when it is asked for.
    ///
    /// - Throws: ``LiveRefusal``: there is none, or `principal` may not see it.
    func state(of topic: LiveTopic, for principal: Principal) async throws(LiveRefusal) -> JSONValue

    /// The dashboard's figures of what may be seen.
    func figures(for visibility: Visibility) async throws(LiveRefusal) -> JSONValue
}
