internal import AssayKit
internal import Crypto

/// Recognised words of pages, kept under what they were made of: the picture, the plugin, its options.
///
/// A second kind of entry leads from a file's page to its picture's key, so that a known file needs no picture at all.
struct RecognitionCache: Sendable {
    private let cache: any Cache
    /// Plugin, build, options and request: what the words depend on beside the picture.
    private let maker: [UInt8]
    private let file: String
    private let reader: [UInt8]

    init(
        _ cache: any Cache, file: String, source: DocumentSource, component: InstalledComponent,
        options: [UInt8],
        request: ImageRequest
    ) {
        self.cache = cache
        self.file = file
        let wanted = "\(request.encoding.rawValue) \(request.dpi) \(request.allowsEmbedded)"
        maker = Self.joined(
            component.plugin, component.fingerprint(), component.manifest.id,
            String(decoding: options, as: UTF8.self),
            wanted)
        reader = Self.joined(
            source.reader.plugin, source.reader.fingerprint(), source.reader.manifest.id,
            String(decoding: source.step.options, as: UTF8.self))
    }

    /// The words of a page of this very file.
    func words(ofPage page: Int) -> (any Payload)? {
        guard let key = cache.read(fileKey(page)) else { return nil }
        return words(under: String(decoding: key, as: UTF8.self), page: page)
    }

    /// The words of a picture, as those of a page.
    func words(under key: String, page: Int) -> (any Payload)? {
        guard let bytes = cache.read(key) else { return nil }
        // An entry that was damaged on disk is found out anew.
        return try? MemoryPayload(bytes).withDocument { view in
            guard view.pageCount == 1 else { throw CacheMismatch() }
            var builder = DocumentBuilder()
            builder.appendPage(at: 0, of: view, parts: .words, as: page)
            return MemoryPayload(builder.encoded())
        }
    }

    private struct CacheMismatch: Error {}

    /// The key of each page's picture.
    ///
    /// - Throws: ``DocumentError`` when these are no pictures.
    func keys(of pictures: any Payload) throws -> [Int: String] {
        try pictures.withDocument { view in
            var keys: [Int: String] = [:]
            for index in 0..<view.pageCount {
                let page = view.page(at: index)
                guard page.imageCount == 1 else { continue }
                let image = page.image(at: 0)
                var hash = SHA256()
                let m = image.matrix
                hash.update(maker)
                hash.update(
                    Self.joined(
                        "\(image.encoding?.rawValue ?? "")", "\(image.width) \(image.height) \(image.stride)",
                        "\(m.a) \(m.b) \(m.c) \(m.d) \(m.e) \(m.f)",
                        "\(page.width) \(page.height) \(page.rotation)"))
                hash.update(image.bytes)
                keys[page.number] = Hexadecimal.encode(hash.finish())
            }
            return keys
        }
    }

    /// Keeps recognised pages, each under the key of its picture.
    ///
    /// - Throws: ``DocumentError`` when these are no pages.
    func keep(_ recognised: any Payload, keys: [Int: String]) throws {
        try recognised.withDocument { view in
            for index in 0..<view.pageCount {
                guard let key = keys[view.page(at: index).number] else { continue }
                var builder = DocumentBuilder()
                builder.appendPage(at: index, of: view, parts: .words)
                cache.write(key, builder.encoded())
                remember(key, ofPage: view.page(at: index).number)
            }
        }
    }

    /// Notes which picture a page of this file shows.
    func remember(_ key: String, ofPage page: Int) { cache.write(fileKey(page), Array(key.utf8)) }

    private func fileKey(_ page: Int) -> String {
        var hash = SHA256()
        hash.update(maker)
        hash.update(reader)
        hash.update(Self.joined(file, "\(page)"))
        return Hexadecimal.encode(hash.finish())
    }

    /// Texts with their lengths, so that no two lists look alike.
    private static func joined(_ parts: String...) -> [UInt8] {
        Array(parts.map { "\($0.utf8.count):\($0)" }.joined().utf8)
    }
}
