import AssayKit
import DocumentLayout

/// Tells which pages belong to which invoice of a file.
struct InvoiceSplitter {
    let finder: ValueFinder
    let options: InvoiceOptions
    private var sheet: Sheet { finder.sheet }

    /// Runs of pages, one an invoice or a copy of one.
    ///
    /// A page opens an invoice when it bears another number than the page before and a heading of items of its own;
    /// pages without a number go with the ones before them. A page that says most of what the run's first page says
    /// is a copy of it, which ``CopyFolder`` folds.
    func parts() -> [Range<Int>] {
        guard sheet.pages.count > 1 else { return [0..<sheet.pages.count] }
        var parts: [Range<Int>] = []
        var current: String?
        var lines: Set<Int> = []
        var start = 0
        for page in sheet.pages.indices {
            guard !sheet.pages[page].rows.isEmpty, let number = number(page) else { continue }
            let own = fingerprint(page)
            if let known = current, known != number || isCopy(own, of: lines) {
                parts.append(start..<page)
                start = page
            }
            if current == nil || start == page { lines = own }
            current = number
        }
        parts.append(start..<sheet.pages.count)
        return parts
    }

    /// The rows of a page, hashed.
    private func fingerprint(_ page: Int) -> Set<Int> {
        var lines: Set<Int> = []
        for row in sheet.pages[page].rows {
            var hasher = Hasher()
            for index in sheet.rows[row].tokens {
                for place in sheet.tokens[index].keyRange { hasher.combine(sheet.keys[place]) }
            }
            lines.insert(hasher.finalize())
        }
        return lines
    }

    /// Copies differ in a mark ("Duplicate for transporter"); following pages share only head and foot.
    private func isCopy(_ lines: Set<Int>, of first: Set<Int>) -> Bool {
        let shared = lines.intersection(first).count
        return shared * 10 >= max(lines.count, first.count) * 8
    }

    private func number(_ page: Int) -> String? {
        let rows = sheet.pages[page].rows
        guard !HeaderFinder(sheet: sheet).bands(in: rows).isEmpty else { return nil }
        let reading = HeaderReader(finder: finder, options: options, rows: rows).read()["invoice_number"]
        guard let reading, reading.support >= Confidence.weak else { return nil }
        return reading.value
    }
}
