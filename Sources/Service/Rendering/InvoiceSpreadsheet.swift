internal import AssayKit
internal import HTTPServing
internal import Spreadsheets
internal import Storage

/// Invoices as an Excel workbook: the columns of the CSV, with numbers as numbers and dates as dates.
enum InvoiceSpreadsheet {
    static let mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    private static let columns = [
        "id", "invoice_number", "invoice_date", "supplier_name", "supplier_gstin", "buyer_name", "total",
        "currency", "status", "confidence", "flag_count", "batch_id", "created_at",
    ]

    /// The file, made while it is sent.
    static func response(
        _ name: String, _ filter: InvoiceFilter, _ store: any InvoiceStore
    ) -> Response {
        var answer = Response.stream(type: mediaType) { sink in
            var writer = try SpreadsheetWriter(sheet: name, columns: columns)
            var last: InvoiceID?
            while true {
                let piece = try await store.invoices(filter, after: last, limit: 200)
                guard let newest = piece.last else { break }
                for invoice in piece { writer.add(cells(invoice.summary)) }
                last = newest.id
                let ready = writer.takeReady()
                if !ready.isEmpty { try await sink.write(ready) }
            }
            try writer.finish()
            try await sink.write(writer.takeReady())
        }
        answer.headers["Content-Disposition"] = ContentDisposition.attachment(name + ".xlsx")
        return answer
    }

    private static func cells(_ invoice: InvoiceSummary) -> [SpreadsheetCell] {
        let keys = invoice.keys
        func text(_ text: String?) -> SpreadsheetCell { text.map { .text($0) } ?? .empty }
        return [
            .text(invoice.id.description), text(keys.number), keys.date.map { .date($0) } ?? .empty,
            text(keys.supplierName), text(keys.supplierGSTIN), text(keys.buyerName),
            keys.total.map { .amount($0) } ?? .empty, text(keys.currency), .text(invoice.status.rawValue),
            invoice.confidence.map { .real($0) } ?? .empty, .integer(invoice.flagCount),
            text(invoice.batch?.description), .moment(invoice.createdAt.milliseconds),
        ]
    }
}
