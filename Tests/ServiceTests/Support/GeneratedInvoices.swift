import AssayKit
import SQLite
import Storage

/// Invoices of a made-up year, written straight into the tables, and questions to them in plain SQL.
///
/// The same number makes the same invoices.
final class GeneratedInvoices {
    let connection: Connection
    private var generator = Generator(state: 7)

    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ (state >> 29)) &* 0x9E37_79B9_7F4A_7C15
        }
    }

    init(_ folder: String) throws {
        connection = try Connection(folder + "/assay.db", mode: .writing, patience: 20_000)
    }

    private func random(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    private func one<Item>(of items: [Item]) -> Item { items[random(0...(items.count - 1))] }

    /// Adds invoices of some owners, with their findings and decisions.
    func add(_ count: Int, owners: [UserID], reviewer: UserID) throws {
        try connection.transaction { _ in
            for number in 1...count { try addOne(number, one(of: owners), reviewer) }
        }
    }

    private func addOne(_ number: Int, _ owner: UserID, _ reviewer: UserID) throws {
        let id = InvoiceID(high: 0x0190_0000_0000_7000, low: UInt64(number)).bytes
        // From 1 January 2026 to the end of the year.
        let came = Int64(1_767_225_600_000) + Int64(random(0...(365 * 86_400_000 - 1)))
        let status = one(of: InvoiceStatus.allCases + [.processed, .processed, .approved])
        let isSettled = status.isSettled
        let isRead = isSettled && status != .failed
        let total = isRead ? Int64(random(-20_000...9_000_000)) * 10_000 : nil
        let currency = isRead ? one(of: ["INR", "INR", "INR", "eur", nil]) : nil
        var record = "{}"
        if isRead {
            let fields = ["cgst", "sgst", "igst", "cess"].filter { _ in random(0...1) == 0 }.map {
                "\"\($0)\":{\"value\":\"\(random(0...50_000)).\(random(10...99))\",\"confidence\":0.9}"
            }
            record = "{\"fields\":{\(fields.joined(separator: ","))}}"
        }
        let steps = ["pdf-text", "gst-invoice", "gst-rules"].map { name in
            let end =
                status == .failed && name == "gst-rules" ? "failed" : random(0...9) == 0 ? "skipped" : "ok"
            let tenths = end == "skipped" ? 0 : random(1...30) * random(1...30) * random(1...30)
            return
                "{\"name\":\"\(name)\",\"uses\":\"\(name)\",\"status\":\"\(end)\",\"ms\":\(Double(tenths) / 10)}"
        }
        let flags = isRead ? random(0...6) - 3 : 0
        let read = isSettled ? came + Int64(random(500...9_000_000)) : nil
        let isDecided = (status == .approved || status == .rejected) && random(0...3) > 0
        let decided = isDecided ? (read ?? came) + Int64(random(1...400_000_000)) : nil
        try connection.run(
            """
            INSERT INTO invoice(id, owner, status, total, total_scale, currency, confidence, flag_count, created_at,
                source, part, part_count, pages, record, steps, metadata, notes, reviewed_by, reviewed_at, processed_at,
                updated_at, number, supplier_name)
            VALUES (?1, ?2, ?3, ?4, 2, ?5, ?6, ?7, ?8, 'upload', 1, 1, ?9, ?10, ?11, '{}', '[]', ?12, ?13, ?14, ?8, ?15, ?16)
            """, id, owner.bytes, status.rawValue, total, currency,
            isRead ? Double(random(500...1000)) / 1000 : nil,
            max(0, flags), came, isSettled ? random(1...4) : 0, Array(record.utf8),
            isSettled ? "[\(steps.joined(separator: ","))]" : "[]", decided.map { _ in reviewer.bytes },
            decided, read,
            "INV-\(number)", one(of: ["Acme", "=1+1", "@SUM(A1)", "Zenith, \"Co\""]))
        for place in 0..<max(0, flags) {
            try connection.run(
                "INSERT INTO flag VALUES (?1, ?2, ?3, ?4)", id, place,
                one(of: ["ARI-01", "TAX-03", "DUP-02", "CHR-05"]), random(0...4))
        }
        try remember("submitted", id, owner, came)
        if isRead, random(0...4) == 0 { try remember("corrected", id, reviewer, came + 1) }
        if let decided { try remember(status.rawValue, id, reviewer, decided) }
    }

    private func remember(_ action: String, _ id: [UInt8], _ actor: UserID, _ at: Int64) throws {
        try connection.run(
            "INSERT INTO history(invoice, action, actor, at, version, changes) VALUES (?1, ?2, ?3, ?4, 1, '[]')",
            id, action, actor.bytes, at)
    }

    /// The rows of an answer in plain SQL, each as its columns' texts.
    func ask(_ sql: String) throws -> [String] {
        try connection.rows(sql) { try $0.text() }
    }
}
