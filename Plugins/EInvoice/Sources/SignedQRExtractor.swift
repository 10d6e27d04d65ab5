public import AssayKit
internal import EInvoices

/// The extractor `einvoice-qr`: reads the signed QR code of Indian e-invoices off the pictures of pages.
public struct SignedQRExtractor: Extractor {
    /// The id in the manifest.
    public static let id = "einvoice-qr"

    /// The options, as pipelines write them.
    public struct Options: Decodable, Sendable {
        /// A public key or certificate and its name.
        struct Key: Decodable, Sendable {
            let kid: String
            let key: String
        }

        let keys: [Key]

        private enum CodingKeys: String, CodingKey { case keys }

        /// Reads the options; all are optional.
        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            keys = try values.decodeIfPresent([Key].self, forKey: .keys) ?? []
        }
    }

    /// The one folder that the manifest asks to read.
    private static let folder = "/etc/assay/einvoice-keys"

    private let keys: PortalKeys

    /// An instance for these options.
    ///
    /// - Throws: ``PluginError`` `key` for a key that is none.
    public init(configuration: Options) throws {
        var named: [String: String] = [:]
        for entry in configuration.keys {
            guard PortalKeys.publicKey(entry.key) != nil else {
                throw PluginError(
                    .configuration, code: "key", "the key \(entry.kid.prefix(64)) is no PEM text",
                    mend: "Give it as a public key or certificate, from -----BEGIN to -----END.")
            }
            named[entry.kid] = entry.key
        }
        keys = PortalKeys(folder: Self.folder, keys: named)
    }

    package init(keys: PortalKeys) { self.keys = keys }

    /// What the codes on the pages say, and how that agrees with the print.
    ///
    /// - Parameters:
    ///   - document: Pictures of some pages.
    ///   - records: What was read from the print.
    ///   - context: Asked before each page whether the call is still wanted.
    /// - Returns: Values that the print lacks, flags, and the codes under `signed_qr`; nothing without a code.
    /// - Throws: `CancellationError` when the context says so.
    public func extract(
        _ document: borrowing DocumentView, records: [Record], _ context: borrowing Context
    ) throws -> Extraction {
        try extraction(document, records: records) { try context.checkCancelled() }
    }

    /// ``extract(_:records:_:)`` without a host.
    package func extraction(
        _ document: borrowing DocumentView, records: [Record], check: () throws -> Void = {}
    ) throws -> Extraction {
        guard let scanner = QRScanner() else {
            throw PluginError(.limit, code: "memory", "there is no memory to look for QR codes")
        }
        var findings = QRFindings(printed: records, keys: keys)
        for index in 0..<document.pageCount {
            try check()
            let page = document.page(at: index)
            for place in 0..<page.imageCount {
                let image = page.image(at: place)
                guard let picture = GreyPicture(image) else { continue }
                var codes = scanner.codes(in: picture.pixels, width: picture.width, height: picture.height)
                var scale: Float = 1
                // The code of an e-invoice is the densest there is; a second look is for pages that must have one.
                if !codes.contains(where: { SignedPayload(compact: $0.text) != nil }),
                    findings.expectsCode(onPage: page.number)
                {
                    let larger = picture.doubled
                    let again = scanner.codes(in: larger.pixels, width: larger.width, height: larger.height)
                    if !again.isEmpty { (codes, scale) = (again, 2) }
                }
                for code in codes {
                    let box = Box(
                        code.box.x0 / scale, code.box.y0 / scale, code.box.x1 / scale, code.box.y1 / scale)
                    findings.take(code.text, page: page.number, box: image.matrix.apply(box))
                }
            }
        }
        return findings.extraction()
    }
}
