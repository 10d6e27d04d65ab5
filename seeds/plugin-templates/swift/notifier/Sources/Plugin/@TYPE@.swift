import AssayKit

/// Writes a line into the log for each event.
///
/// START HERE: `notify` makes one attempt to tell, and says how it ended. A try that failed is repeated by Assay, not
/// by you: return `.retry`. For the network, put "network" into "needs" of plugin.json; the operator has to grant it.
struct @TYPE@: Notifier {
    static let id = "@NAME@"

    /// The options of plugin.json: checked against it, with its defaults filled in.
    struct Configuration: Decodable, Sendable {
        var greeting: String
    }

    private let greeting: String

    init(configuration: Configuration) throws {
        greeting = configuration.greeting
    }

    /// Called for each event; its data is the whole result. Keep the document's text and secrets out of the log.
    func notify(_ event: NotificationEvent, _ context: borrowing Context) throws -> Verdict {
        let line = "\(greeting): \(event.type) (\(event.id))"
        context.log(line)
        return .delivered(detail: line)
    }
}
