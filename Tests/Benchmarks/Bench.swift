import Foundation
import Workers

/// What all measurements need: where things are, and a pool.
struct Bench {
    /// The top of the checkout.
    let root: String
    /// Where `.ci/bench` compiled the anchors and drew the documents.
    let work: String
    let catalogue: PluginCatalogue
    let pool: WorkerPool

    static let rounds = 5

    init() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else {
            throw Command.Failure(description: "use: assay-bench CHECKOUT WORK-FOLDER [SECTION...]")
        }
        root = arguments[1]
        work = arguments[2]
        catalogue = PluginCatalogue(folders: [root + "/Plugins"])
        var settings = PoolSettings()
        settings.concurrency = 1
        pool = try WorkerPool(settings: settings)
    }

    var assay: String { root + "/.build/release/assay" }

    func files(_ set: String) throws -> [String] {
        let folder = work + "/" + set
        return try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".pdf") }
            .sorted()
            .map { folder + "/" + $0 }
    }

    func library(_ component: String) throws -> PluginLibrary {
        guard let found = catalogue.component(component) else {
            throw Command.Failure(description: "no plugin has \(component): \(catalogue.diagnostics)")
        }
        return found.library
    }
}
