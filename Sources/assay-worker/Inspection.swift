internal import CAssayPlugin
internal import CSystem
import Glibc
internal import WorkerFrames

/// `assay-worker --inspect LIBRARY`: what a library says about itself, for a person.
enum Inspection {
    static func run(_ path: String) -> Never {
        do throws(Refusal) {
            guard let found = realpath(path, nil) else {
                throw Refusal(code: "load", message: "\(String(cString: strerror(errno))); check the path")
            }
            let file = String(cString: found)
            // The loader runs the library's constructors: even looking happens inside the walls.
            _ = try Sandbox.enter(
                SetupMessage(
                    host: getppid(), library: path, memory: 1 << 30, fileSize: 1 << 20, openFiles: 64,
                    network: false, history: false,
                    readable: [
                        "/usr/lib", "/lib", "/lib64", "/etc/ld.so.cache",
                        folder(of: file),
                    ] + runtimeFolders, dispensable: []))
            let library = try PluginLibrary.load(path: file, name: path)
            let said = library.introduction(missingLayers: [])
            StandardOutput.line("abi         \(said.abiMajor).\(said.abiMinor)")
            StandardOutput.line("built with  \(said.builtWith.isEmpty ? "(not said)" : said.builtWith)")
            for component in said.components {
                StandardOutput.line("component   \(component.id) (\(name(ofKind: component.kind)))")
            }
            StandardOutput.line("manifest\n\(String(decoding: said.manifest, as: UTF8.self))")
            exit(0)
        } catch {
            StandardOutput.error("assay-worker: \(path): \(error.message)\n")
            exit(WorkerMain.Exit.refused)
        }
    }

    /// Where Swift's runtime lies: the folder that this program's own copy was loaded from.
    private static var runtimeFolders: [String] {
        guard let name = csystem_file_of_symbol("swift_retain"), let file = realpath(name, nil) else {
            return []
        }
        defer { free(file) }
        return [folder(of: String(cString: file))]
    }

    private static func folder(of file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return "." }
        return String(file[..<slash])
    }

    private static func name(ofKind kind: UInt32) -> String {
        switch assay_kind(rawValue: kind) {
        case ASSAY_EXTRACTOR: "extractor"
        case ASSAY_VALIDATOR: "validator"
        case ASSAY_NOTIFIER: "notifier"
        default: "unknown kind \(kind)"
        }
    }
}
