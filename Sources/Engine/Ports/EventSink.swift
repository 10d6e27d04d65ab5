/// What happens to a document while it is worked on.
package enum EngineEvent: Sendable, Hashable {
    /// A step begins; `index` counts from 0. Of all `count` steps the last `checks` are validators.
    case stageStart(document: String, step: String, index: Int, count: Int, checks: Int = 0)
    /// The document has come so far, 0...1.
    case progress(document: String, step: String, fraction: Double)
    /// A step is over.
    case stageComplete(document: String, step: String, status: StepReport.Status, milliseconds: Double)
}

/// Takes events; called from any thread, must be quick.
package protocol EventSink: Sendable {
    func send(_ event: EngineEvent)
}

/// Drops all events.
package struct NoEvents: EventSink {
    package init() {}
    package func send(_ event: EngineEvent) {}
}
