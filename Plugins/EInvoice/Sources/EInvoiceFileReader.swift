public import AssayKit
internal import Crypto
internal import EInvoices

/// The reader `einvoice-file`: an electronic invoice that is a file of its own, as one page that says so.
///
/// Nobody has printed it, so the page has no values: whatever reads the print finds nothing to contradict.
public struct EInvoiceFileReader: Reader {
    /// The id in the manifest.
    public static let id = "einvoice-file"

    /// A4, points.
    private static let size: (width: Float, height: Float) = (595, 842)
    /// 16 by 24 white pixels.
    private static let whitePNG =
        "iVBORw0KGgoAAAANSUhEUgAAABAAAAAYAQAAAADb20ChAAAADklEQVR42mP4/5+BGggAueIv0cS+o4AA"
        + "AAAASUVORK5CYII="
    private static let notice = "This document is an electronic invoice. It has no printed page of its own."

    /// A reader; it has no options.
    public init(configuration: NoConfiguration) {}

    package init() {}

    /// The one page, and the file's own bytes in the metadata.
    ///
    /// - Throws: ``PluginError`` `not_an_einvoice`, `damaged`.
    public func inspect(
        _ source: UnsafeRawBufferPointer, _ context: borrowing Context
    ) throws -> DocumentBuilder {
        try page(source, name: context.documentName)
    }

    /// The same with the words of the notice.
    ///
    /// - Throws: ``PluginError`` `not_an_einvoice`, `damaged`, `no_such_page`.
    public func words(
        _ source: UnsafeRawBufferPointer, pages: [Int], _ context: borrowing Context
    ) throws -> DocumentBuilder {
        try words(source, pages: pages, name: context.documentName)
    }

    /// A white page.
    ///
    /// - Throws: ``PluginError`` `no_such_page`.
    public func images(
        _ source: UnsafeRawBufferPointer, pages: [Int], _ request: ImageRequest, _ context: borrowing Context
    ) throws -> DocumentBuilder {
        try Self.check(pages)
        let region = request.region ?? Box(0, 0, Self.size.width, Self.size.height)
        // White is white at any resolution.
        let (width, height) = (16, 24)
        var builder = DocumentBuilder()
        builder.addPage(number: 1, width: Self.size.width, height: Self.size.height)
        let samples = request.encoding == .rgb8 ? 3 : 1
        let isPNG = request.encoding == .png
        builder.addImage(
            isPNG
                ? Base64.decode(Self.whitePNG) ?? []
                : [UInt8](repeating: 255, count: width * height * samples),
            encoding: isPNG ? .png : samples == 3 ? .rgb8 : .grey8, width: width, height: height,
            stride: isPNG ? 0 : width * samples, dpi: 2,
            matrix: PixelMatrix(filling: region, width: width, height: height),
            isRegion: request.region != nil)
        return builder
    }

    /// ``words(_:pages:_:)`` without a host.
    package func words(
        _ source: UnsafeRawBufferPointer, pages: [Int], name: String
    ) throws -> DocumentBuilder {
        try Self.check(pages)
        var builder = try page(source, name: name)
        for (place, word) in Self.notice.split(separator: " ").enumerated() {
            let left = 40 + Float(place) * 36
            builder.addWord(String(word), box: Box(left, 40, left + 32, 52), line: 1, block: 1)
        }
        builder.markPage([.hasText, .wordsRead])
        return builder
    }

    private func page(_ source: UnsafeRawBufferPointer, name: String) throws -> DocumentBuilder {
        let bytes = Array(source)
        let isJSON: Bool
        do {
            isJSON = try EInvoiceReader.read(bytes).first?.syntax == .inv01
        } catch {
            throw Self.error(error)
        }
        var builder = DocumentBuilder()
        builder.addPage(number: 1, width: Self.size.width, height: Self.size.height)
        builder.metadata = CarriedFile.metadata(
            of: source, name: name, mediaType: isJSON ? "application/json" : "application/xml")
        return builder
    }

    private static func check(_ pages: [Int]) throws(PluginError) {
        guard pages.allSatisfy({ $0 == 1 }), pages.count <= 1 else {
            throw PluginError(
                .input, code: "no_such_page", "an electronic invoice has one page", mend: "Ask for page 1.")
        }
    }

    private static func error(_ error: EInvoiceError) -> PluginError {
        error.isForeign
            ? PluginError(
                .unsupported, code: "not_an_einvoice", "the file is no electronic invoice: \(error)",
                mend: "Send a Factur-X, ZUGFeRD, CII or UBL invoice as XML, or INV-01 as JSON.")
            : PluginError(
                .input, code: "damaged", "the electronic invoice cannot be read: \(error)",
                mend: "Send it again as its issuer made it.")
    }
}
