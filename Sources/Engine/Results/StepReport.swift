/// How one step of a pipeline went.
package struct StepReport: Sendable, Hashable {
    /// How it ended.
    package enum Status: String, Sendable, Hashable {
        case ok, skipped, failed
    }

    /// The step's name, unique within the pipeline.
    package let name: String
    /// The component's id.
    package let uses: String
    /// The version of the component's plugin.
    package let version: String?
    package let status: Status
    /// Time inside workers.
    package let milliseconds: Double
    /// How many pages it did not work on because the cache held what it had found.
    package let cachedPages: Int

    package init(
        name: String, uses: String, version: String? = nil, status: Status, milliseconds: Double = 0,
        cachedPages: Int = 0
    ) {
        self.name = name
        self.uses = uses
        self.version = version
        self.status = status
        self.milliseconds = milliseconds
        self.cachedPages = cachedPages
    }
}
