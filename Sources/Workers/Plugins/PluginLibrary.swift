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
    /// The library's file as it was when the manifest was read.
    package let stamp: FileStamp?
    private let image: ImageBox

    /// Reads the library once, and hashes those very bytes when someone asks, however many copies with other
    /// grants there are.
    ///
    /// Hashing a library takes as long as starting a worker, and a plain run needs no hash.
    private final class ImageBox: Sendable {
        let bytes = Mutex<SealedBytes?>(nil)
        let sha256 = Mutex<String?>(nil)
        let isReleased = Mutex(false)
    }

    private init(
        manifest: PluginManifest, manifestPath: String, manifestBytes: [UInt8], path: String,
        grants: [String],
        stamp: FileStamp?, image: ImageBox
    ) {
        self.manifest = manifest
        self.manifestPath = manifestPath
        self.manifestBytes = manifestBytes
        self.path = path
        self.grants = grants
        self.stamp = stamp
        self.image = image
    }

    /// A library with these values; granted all that it needs unless `grants` says otherwise.
    package convenience init(
        manifest: PluginManifest, manifestPath: String, manifestBytes: [UInt8], path: String,
        grants: [String]? = nil
    ) {
        self.init(
            manifest: manifest, manifestPath: manifestPath, manifestBytes: manifestBytes, path: path,
            grants: grants ?? manifest.needs, stamp: FileStamp(path), image: ImageBox())
    }

    /// The same library with other grants.
    package func granting(_ grants: [String]) -> PluginLibrary {
        PluginLibrary(
            manifest: manifest, manifestPath: manifestPath, manifestBytes: manifestBytes, path: path,
            grants: grants, stamp: stamp, image: image)
    }

    /// The plugin's id.
    package var id: String { manifest.id }

    /// Whether the library has been read: what it is then no longer hangs on the file.
    package var isLoaded: Bool { image.bytes.withLock { $0 != nil } }

    /// Whether both are the same bytes with other grants.
    package func isSameImage(as other: PluginLibrary) -> Bool { image === other.image }

    /// Says that another library has taken its place: its workers end once they have nothing to do.
    package func release() { image.isReleased.withLock { $0 = true } }

    /// Whether another library has taken its place.
    package var isReleased: Bool { image.isReleased.withLock { $0 } }

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
    /// - Throws: When they cannot be read.
    package func sha256() throws(FileError) -> String {
        var hash = SHA256()
        var offset = 0
        // Piece by piece: what is mapped counts as this process's memory for as long as the library is there.
        while offset < count {
            let piece = try piece(at: offset, longest: 1 << 18)
            hash.update(piece)
            offset += piece.count
        }
        return Hexadecimal.encode(hash.finish())
    }
}
