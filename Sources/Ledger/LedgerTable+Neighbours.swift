internal import AssayKit
package import InvoiceHistory
package import SQLite

extension LedgerTable {
    /// The invoices about which something else may be found now that this one is kept, or is no more.
    package static func neighbours(
        of invoice: PastInvoice, in connection: Connection
    ) throws -> [(subject: String, part: Int)] {
        var found: [(subject: String, part: Int)] = []
        var seen: Set<String> = []
        func add(_ condition: String, _ arguments: [(any SQLConvertible)?], most: Int) throws {
            let rows = try connection.rows(
                "SELECT subject, part FROM past_invoice WHERE \(condition) LIMIT \(most)",
                arguments: arguments
            ) { (subject: try $0.text(), part: Int(try $0.integer())) }
            for row in rows
            where row.subject != invoice.subject && seen.insert("\(row.subject)#\(row.part)").inserted {
                found.append(row)
            }
        }
        let few = 24
        if let digest = invoice.digest { try add("digest = ?1", [digest], most: few) }
        if let irn = invoice.irn { try add("irn = ?1", [irn], most: few) }
        if let key = invoice.itemsKey { try add("items_key = ?1", [key], most: few) }
        for near in try near(invoice.pictures, besides: invoice.subject, connection).prefix(few)
        where seen.insert("\(near.subject)#\(near.part)").inserted {
            found.append((near.subject, near.part))
        }
        if let account = invoice.account, let pan = invoice.pan {
            try add("account = ?1 AND pan < ?2", [account, pan], most: few)
            try add("account = ?1 AND pan > ?2", [account, pan], most: few)
        }
        if let total = invoice.total, let day = invoice.day, let key = invoice.numberKey {
            try add("total = ?1 AND day = ?2 AND number_key = ?3", [total.micros, day, key], most: few)
        }
        guard let vendor = invoice.vendor else { return found }
        if let key = invoice.numberKey {
            try add("vendor = ?1 AND number_key = ?2", [vendor, key], most: few)
        }
        guard let day = invoice.day else { return found }
        // As far as rules look back and ahead.
        try add("vendor = ?1 AND day >= ?2 ORDER BY day", [vendor, day], most: 64)
        try add("vendor = ?1 AND day < ?2 ORDER BY day DESC", [vendor, day], most: few)
        return found
    }
}
