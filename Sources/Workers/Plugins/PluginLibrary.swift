package import AssayKit
internal import Crypto
package import Files
internal import Synchronization

/// A plugin as it lies on disk: its manifest, its library, and what the operator granted it.
package final class PluginLibrary: Sendable {
    /// What it says about itself.
    package let manifest: PluginManifest
    /// Where the manifest lies.
    package let manifestPath: String
    /// The manifest's bytes, which the library must hold too.
    package let manifestBytes: [UInt8]
    /// Where the library lies.
    package let path: String
    /// What the operator grants it out of the manifest's `needs`.
    package let grants: [String]
    private let image: ImageBox

    /// Reads the library once, and hashes those very bytes when someone asks, however many copies with other
    /// grants there are.
    ///
    /// Hashing a library takes as long as starting a worker, and a plain run needs no hash.
    private final class ImageBox: Sendable {
        let bytes = Mutex<SealedBytes?>(nil)
        let sha256 = Mutex<String?>(nil)
    }

    private init(
        manifest: PluginManifest, manifestPath: String, manifestBytes: [UInt8], path: String,
        grants: [String],
        image: ImageBox
    ) {
        self.manifest = manifest
        self.manifestPath = manifestPath
        self.manifestBytes = manifestBytes
        self.path = path
        self.grants = grants
        self.image = image
    }

    /// A library with these values; granted all that it needs unless `grants` says otherwise.
    package convenience init(
        manifest: PluginManifest, manifestPath: String, manifestBytes: [UInt8], path: String,
        grants: [String]? = nil
    ) {
        self.init(
            manifest: manifest, manifestPath: manifestPath, manifestBytes: manifestBytes, path: path,
            grants: grants ?? manifest.needs, image: ImageBox())
    }

    /// The same library with other grants.
    package func granting(_ grants: [String]) -> PluginLibrary {
        PluginLibrary(
            manifest: manifest, manifestPath: manifestPath, manifestBytes: manifestBytes, path: path,
            grants: grants, image: image)
    }

    /// The plugin's id.
    package var id: String { manifest.id }

    /// Whether it asked for `network` and was granted it.
    package var mayUseNetwork: Bool { isGranted("network") }

    /// Whether it asked for `history` and was granted it.
    package var mayAskHistory: Bool { isGranted("history") }

    /// The folders that it asked to read and was granted.
    package var readableFolders: [String] {
        manifest.needs.filter { $0.hasPrefix("read:") && isGranted($0) }.map { String($0.dropFirst(5)) }
    }

    /// The library's SHA-256, 64 lower-case digits; the bytes that it was taken of are those that run.
    ///
    /// - Throws: A `.loadFailed` when the file cannot be read.
    package func sha256() throws(WorkerFailure) -> String {
        let bytes = try loaded()
        let result = image.sha256.withLock { known -> Result<String, FileError> in
            if let known { return .success(known) }
            return Result { () throws(FileError) in try bytes.sha256() }.map { hash in
                known = hash
                return hash
            }
        }
        return try result.mapError(unusable).get()
    }

    /// Reads the library, the first time it is asked for: what a worker loads, sealed.
    func loaded() throws(WorkerFailure) -> SealedBytes {
        let result = image.bytes.withLock { known -> Result<SealedBytes, FileError> in
            if let known { return .success(known) }
            return Result { () throws(FileError) in try SealedBytes(file: path) }.map { bytes in
                known = bytes
                return bytes
            }
        }
        return try result.mapError(unusable).get()
    }

    private func unusable(_ error: FileError) -> WorkerFailure {
        WorkerFailure(
            .loadFailed(code: error.isMissing ? "missing" : "load"), plugin: id,
            detail: "its library is not usable: \(error)")
    }

    private func isGranted(_ need: String) -> Bool { manifest.needs.contains(need) && grants.contains(need) }
}

extension SealedBytes {
    /// The SHA-256 of the bytes, 64 lower-case digits.
    ///
    /// - Throws: When there is no address space left to map them.
    package func sha256() throws(FileError) -> String {
        do {
            return try withBytes { SHA256.hex($0) }
        } catch {
            throw error as? FileError ?? FileError("hash", "memory", reason: "\(error)", mend: "try again")
        }
    }
}
