internal import AssayKit
internal import Configuration
internal import Files

/// What the checks of one visit share; belongs to one task.
final class Visit {
    let order: DoctorOrder
    /// What the service is told here; nil: it has mistakes, or is none of this machine's.
    var configuration: Configuration?
    /// Where the service is asked; nil: it was not found, or does not answer.
    var client: ServiceClient?
    /// What the service says of its components, by their names.
    var components: JSONValue = .null
    /// Who is logged in.
    var login: Login?

    /// A login.
    struct Login {
        var token: String
        var refreshToken: String
    }

    init(_ order: DoctorOrder) { self.order = order }

    /// The data folder, where it is on this machine.
    var folder: String? { order.isLocal ? configuration?.data : nil }

    static let unreached = Verdict.skip("the service was not reached")
    static let nobody = Verdict.skip(
        "nobody is logged in",
        mend: "give --email and ASSAY_PASSWORD, or run it where the data folder lies, as who runs the service"
    )
    static let remote = Verdict.skip(
        "the service's folders were not named", mend: "run it on the service's machine with --data DIR")
}

/// Something to look at.
protocol Check: Sendable {
    /// In a word: "discovery".
    var name: String { get }
    /// Looks at it, and notes in the visit what later checks need.
    func look(_ visit: Visit) async -> Verdict
}
