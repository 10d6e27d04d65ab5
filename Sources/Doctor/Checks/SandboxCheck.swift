internal import Configuration
internal import Workers

/// Whether this machine can shut plugins in.
struct SandboxCheck: Check {
    let name = "sandbox"

    func look(_ visit: Visit) async -> Verdict {
        guard visit.order.isLocal else { return Visit.remote }
        let report = SandboxReport.current()
        let accepted = visit.configuration?.acceptMissing ?? []
        do throws(SandboxError) {
            try report.require(accepting: accepted)
        } catch {
            let list = error.missing.joined(separator: ", ")
            return .fail(
                list.isEmpty ? error.description : "this machine lacks \(list)",
                mend: "use a newer kernel, or a container that does not take it away; accept the risk with "
                    + "accept_missing in assay.yaml")
        }
        let missing = report.layers.filter { !$0.isPresent }
        guard missing.isEmpty else {
            return .pass(
                "\(missing.map(\.name).joined(separator: ", ")) is missing, which accept_missing allows")
        }
        return .pass(report.layers.map { "\($0.name) (\($0.detail))" }.joined(separator: ", "))
    }
}
