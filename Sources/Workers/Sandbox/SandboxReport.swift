internal import CSystem
import Glibc
internal import WorkerFrames

/// Which layers of the sandbox this machine has.
package struct SandboxReport: Sendable, Equatable {
    /// A layer and whether it is there.
    package struct Layer: Sendable, Equatable {
        /// The name by which an operator can do without it: "landlock".
        package let name: String
        /// What it is for.
        package let purpose: String
        /// Whether this machine has it.
        package let isPresent: Bool
        /// Its version or why it is missing.
        package let detail: String
    }

    /// All layers, in the order in which a worker enters them.
    package let layers: [Layer]

    /// Asks the kernel.
    package static func current() -> SandboxReport {
        let landlock = Int(csystem_landlock_version())
        return SandboxReport(layers: [
            Layer(
                name: SandboxLayer.noNewPrivileges.rawValue, purpose: "no program can raise its rights",
                isPresent: csystem_has_no_new_privileges() != 0, detail: "prctl"),
            Layer(
                name: SandboxLayer.landlock.rawValue, purpose: "files are closed but for fonts and libraries",
                isPresent: landlock >= 2,
                detail: landlock == 0 ? "the kernel has no Landlock" : "ABI \(landlock), at least 2 is needed"
            ),
            Layer(
                name: SandboxLayer.seccomp.rawValue, purpose: "system calls are filtered",
                isPresent: csystem_has_seccomp() != 0, detail: "filter mode"),
            Layer(
                name: SandboxLayer.sealing.rawValue, purpose: "documents cannot change under a reader",
                isPresent: canSeal(), detail: "memory files"),
        ])
    }

    /// Refuses a machine that lacks a layer, unless the operator named it.
    ///
    /// - Parameter accepted: Names of layers that may be missing.
    /// - Throws: Which layers are missing and how to go on, or which names are none.
    package func require(accepting accepted: [String] = []) throws(SandboxError) {
        let known = layers.map(\.name)
        if let unknown = accepted.first(where: { !known.contains($0) }) {
            throw SandboxError(
                missing: [],
                description:
                    "there is no sandbox layer \"\(unknown)\"; the layers are \(known.joined(separator: ", "))"
            )
        }
        // Without sealing there is no way to hand a document over: that one cannot be renounced.
        let missing = layers.filter { layer in
            !layer.isPresent
                && (layer.name == SandboxLayer.sealing.rawValue || !accepted.contains(layer.name))
        }
        guard let first = missing.first else { return }
        let list = missing.map { "\($0.name) (\($0.purpose))" }.joined(separator: ", ")
        throw SandboxError(
            missing: missing.map(\.name),
            description:
                "this machine cannot shut plugins in: it lacks \(list); use a newer kernel, or accept "
                + "the risk with --accept-missing \(first.name)")
    }

    private static func canSeal() -> Bool {
        let file = csystem_memory_file("probe", 1)
        guard file >= 0 else { return false }
        defer { close(file) }
        return csystem_add_seals(file, Int32(CSYSTEM_SEAL_WRITE)) == 0
    }
}

/// A machine that cannot shut plugins in as they should be.
package struct SandboxError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The names of the layers that it lacks.
    package let missing: [String]
    /// One sentence: what is missing and the mend.
    package let description: String
}
