public import AssayKit
internal import EInvoices

/// The extractor `einvoice`: takes the values of the electronic invoice that a document carries or is.
///
/// Where the document has printed pages too, both are compared.
public struct EInvoiceExtractor: Extractor {
    /// The id in the manifest.
    public static let id = "einvoice"

    /// The options, as pipelines write them.
    public struct Options: Decodable, Sendable {
        let compares: Bool

        private enum CodingKeys: String, CodingKey { case compare }

        /// Reads the options; all are optional.
        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            compares = try values.decodeIfPresent(Bool.self, forKey: .compare) ?? true
        }

        package init(compares: Bool = true) { self.compares = compares }
    }

    private let options: Options

    /// An instance for these options.
    public init(configuration: Options) { options = configuration }

    /// The values of the electronic invoice; nothing when the document has none.
    ///
    /// - Parameters:
    ///   - document: Its metadata holds the file's bytes, its words the print.
    ///   - records: What was read from the print.
    ///   - context: Asked whether the call is still wanted.
    /// - Returns: One record an invoice, with a flag for each value that the print contradicts.
    /// - Throws: `CancellationError` when the context says so.
    public func extract(
        _ document: borrowing DocumentView, records: [Record], _ context: borrowing Context
    ) throws -> Extraction {
        try context.checkCancelled()
        return extraction(document, records: records)
    }

    /// ``extract(_:records:_:)`` without a host.
    package func extraction(_ document: borrowing DocumentView, records: [Record]) -> Extraction {
        var extraction = Extraction()
        var damaged: [(file: CarriedFile, sentence: String)] = []
        for file in CarriedFile.all(in: document.metadata) {
            do {
                let invoices = try EInvoiceReader.read(file.bytes)
                take(invoices, of: file, document, records, &extraction)
                break
            } catch  where !error.isForeign || file.isAnnounced {
                damaged.append((file, error.description))
            } catch {
                // Some other attachment.
            }
        }
        for (file, sentence) in damaged {
            if extraction.records.isEmpty { extraction.records = [Record()] }
            extraction.records[0].flags.append(
                EInvoiceRules.unreadable.flag(
                    "The attached “\(file.name.prefix(80))” cannot be read: \(sentence).",
                    evidence: Evidence(
                        expected: "an electronic invoice that can be read",
                        observed: String(sentence.prefix(120))),
                    onPage: extraction.records[0].pages.first ?? records.first?.pages.first ?? 1))
        }
        return extraction
    }

    private func take(
        _ invoices: [EInvoice], of file: CarriedFile, _ document: borrowing DocumentView,
        _ printed: [Record], _ extraction: inout Extraction
    ) {
        let words = file.isDocument ? nil : PrintedWords(document)
        for (index, invoice) in invoices.enumerated() {
            var record = invoice.record
            if index < printed.count, !file.isDocument, let words {
                let comparison = PrintComparison(invoice: record, printed: printed[index], words: words)
                record = comparison.placed
                if options.compares { record.flags = comparison.flags }
            }
            extraction.records.append(record)
        }
        if let first = invoices.first {
            extraction.metadata.append("einvoice", first.json(file: file.isDocument ? nil : file.name))
        }
    }
}
