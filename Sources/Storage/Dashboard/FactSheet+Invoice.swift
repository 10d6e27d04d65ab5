package import AssayKit

/// What the facts of an invoice are made of.
package struct InvoiceTrace: Sendable {
    package let invoice: Invoice
    /// Whether a person has changed values since it was read.
    package var isCorrected: Bool
    /// Whether a person has had a hand in it: corrected, decided, made it or had it read anew.
    package var isTouched: Bool
    /// Its findings.
    package var flags: [(rule: String, severity: Severity)]

    package init(
        _ invoice: Invoice, isCorrected: Bool, isTouched: Bool, flags: [(rule: String, severity: Severity)]
    ) {
        self.invoice = invoice
        self.isCorrected = isCorrected
        self.isTouched = isTouched
        self.flags = flags
    }
}

extension FactSheet {
    /// The tax fields of a record, by head.
    package static let taxHeads = ["cgst", "sgst", "igst", "cess"]

    /// What the dashboard counts of an invoice.
    package init(_ trace: InvoiceTrace) {
        self.init()
        let invoice = trace.invoice
        let summary = invoice.summary
        let came = summary.createdAt
        let status = summary.status.rawValue
        let currency = Self.currency(summary.keys.currency)
        add(Fact(.status, at: came, status))
        if let total = summary.keys.total {
            add(Fact(.amount, at: came, currency, status), sum: Int128(total.micros))
        }
        addTax(of: invoice, currency, status)
        for flag in trace.flags { add(Fact(.flag, at: came, flag.rule, flag.severity.rawValue)) }
        if let gravest = trace.flags.map(\.severity).max() {
            add(Fact(.flagged, at: came, gravest.rawValue))
        }
        if let confidence = summary.confidence, confidence.isFinite {
            let millionths = (min(max(confidence, 0), 1) * 1_000_000).rounded()
            add(Fact(.confidence, at: came), sum: Int128(Int64(millionths)))
        }
        if summary.status.isSettled {
            let isAutomatic =
                !trace.isTouched && (summary.status == .processed || summary.status == .approved)
            let how = isAutomatic ? "automatic" : trace.isCorrected ? "corrected" : "reviewed"
            add(Fact(.automation, at: came, trace.isTouched || isAutomatic ? how : "waiting"))
        }
        if let review = invoice.review, let read = invoice.processedAt {
            let time = max(0, review.at.since(read).milliseconds)
            add(Fact(.review, at: came), sum: Int128(time))
            let tenths = time.multipliedReportingOverflow(by: 10)
            add(Fact(.reviewTime, at: came, Self.bar(tenths.overflow ? .max : tenths.partialValue)))
        }
        // The parts of a file went through its steps together: they count once.
        if let read = invoice.processedAt, invoice.origin.firstPart == nil { addSteps(of: invoice, at: read) }
    }

    private mutating func addTax(of invoice: Invoice, _ currency: String, _ status: String) {
        // What was stored by ourselves can be read; else there is no tax to be counted.
        guard invoice.summary.status.isSettled, invoice.recordJSON.count > 2,
            let fields = (try? JSONParser.parse(invoice.recordJSON))?["fields"]
        else { return }
        for head in Self.taxHeads {
            guard let amount = fields[head]?["value"]?.stringValue.flatMap({ Amount($0) }) else { continue }
            add(Fact(.tax, at: invoice.summary.createdAt, head, currency, status), sum: Int128(amount.micros))
        }
    }

    private mutating func addSteps(of invoice: Invoice, at read: Timestamp) {
        let isMade = invoice.origin.source == .manual
        if !isMade {
            let end = invoice.failure == nil ? "read" : "failed"
            add(Fact(.document, at: read, end), sum: Int128(max(0, invoice.pages)))
        }
        for step in invoice.steps.arrayValue ?? [] {
            guard let name = step["name"]?.stringValue, let status = step["status"]?.stringValue else {
                continue
            }
            let uses = step["uses"]?.stringValue ?? ""
            let milliseconds = step["ms"]?.doubleValue ?? 0
            // Beyond a year it is no time that a step took.
            let tenths = Int64((min(max(milliseconds.isFinite ? milliseconds : 0, 0), 3.2e10) * 10).rounded())
            add(Fact(.stage, at: read, name, status, uses), sum: Int128(tenths))
            if status != "skipped" { add(Fact(.stageTime, at: read, name, Self.bar(tenths))) }
        }
    }

    private static func bar(_ tenths: Int64) -> String { String(TimeBar.number(of: tenths)) }

    /// A code of three letters; whatever else a document says is no currency and counts as unknown, "".
    package static func currency(_ text: String?) -> String {
        guard let code = text?.uppercased(), code.utf8.count == 3,
            code.utf8.allSatisfy({ (0x41...0x5A).contains($0) })
        else { return "" }
        return code
    }
}
