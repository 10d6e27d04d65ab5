internal import AssayKit
internal import Commands
internal import Configuration
internal import Processing
internal import Storage

/// Jobs in the log: one line of JSON when one is begun, and one when it ends.
enum JobLog {
    /// What a runner is to tell; nothing where the configuration wants no lines.
    static func notes(_ configuration: Configuration) -> @Sendable (JobNote) -> Void {
        guard configuration.logsRequests else { return { _ in } }
        return { note in Terminal.error(JSONWriter.text(note.line(at: SystemTime().now()))) }
    }
}
