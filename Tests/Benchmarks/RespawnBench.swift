import AssayKit
import Foundation
import Workers

extension Bench {
    /// How soon after a crash the next document is answered.
    func respawn() async throws {
        let faults = PluginCatalogue(folders: [work + "/faults"])
        guard let library = faults.libraries.first, let component = library.manifest.components.first else {
            throw Command.Failure(description: "the fault plugin was not built: \(faults.diagnostics)")
        }
        func call(_ mode: String) async throws {
            _ = try await pool.call(
                WorkerCall(
                    library: library,
                    steps: [.init(component: component.id, options: Array("{\"mode\":\"\(mode)\"}".utf8))],
                    document: SealedBytes(DocumentBuilder().encoded())))
        }
        var waits: [Double] = []
        for _ in 0..<100 {
            // The crash is the point; what it throws was looked at in the tests.
            _ = try? await call("segfault")
            let start = DispatchTime.now().uptimeNanoseconds
            try await call("good")
            waits.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
        }
        waits.sort()
        Figure(
            name: "crash → next document answered, p95 of 100", ours: "p50 \(format(waits[50])) ms",
            anchor: "",
            value: waits[95], unit: "ms", goal: .atMost(50)
        ).print()
    }
}
