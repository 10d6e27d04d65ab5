import AssayKit
import TypedPages

@testable import GST

extension TypedPage {
    /// The records of typed pages.
    static func records(
        _ pages: String..., options: InvoiceOptions = InvoiceOptions(), recognised: Bool = false
    ) throws -> [Record] {
        try document(pages, recognised: recognised).withUnsafeBytes { buffer in
            GSTInvoice(options: options).records(try DocumentView(validating: buffer))
        }
    }
}
