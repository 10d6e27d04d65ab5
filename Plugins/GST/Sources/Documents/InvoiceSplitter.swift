import AssayKit

/// Tells which pages belong to which invoice of a file.
struct InvoiceSplitter {
    let finder: ValueFinder
    let options: InvoiceOptions
    private var sheet: Sheet { finder.sheet }

    /// Runs of pages, one an invoice.
    ///
    /// A page opens an invoice when it bears another number than the page before and a heading of items of its own;
    /// pages without a number go with the ones before them.
    func parts() -> [Range<Int>] {
        guard sheet.pages.count > 1 else { return [0..<sheet.pages.count] }
        var parts: [Range<Int>] = []
        var current: String?
        var start = 0
        for page in sheet.pages.indices {
            guard !sheet.pages[page].rows.isEmpty, let number = number(page) else { continue }
            if let known = current, known != number {
                parts.append(start..<page)
                start = page
            }
            current = number
        }
        parts.append(start..<sheet.pages.count)
        return parts
    }

    private func number(_ page: Int) -> String? {
        let rows = sheet.pages[page].rows
        guard !HeaderFinder(sheet: sheet).bands(in: rows).isEmpty else { return nil }
        let reading = HeaderReader(finder: finder, options: options, rows: rows).read()["invoice_number"]
        guard let reading, reading.support >= Confidence.weak else { return nil }
        return reading.value
    }
}
