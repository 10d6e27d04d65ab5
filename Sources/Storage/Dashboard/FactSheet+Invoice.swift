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
    /// What the machine read before somebody corrected it, in the stored form; nil: what the invoice holds.
    package var firstReading: [UInt8]?
    /// The version of the pipeline that read it.
    package var pipelineVersion: String?

    package init(
        _ invoice: Invoice, isCorrected: Bool, isTouched: Bool, flags: [(rule: String, severity: Severity)],
        firstReading: [UInt8]? = nil, pipelineVersion: String? = nil
    ) {
        self.invoice = invoice
        self.isCorrected = isCorrected
        self.isTouched = isTouched
        self.flags = flags
        self.firstReading = firstReading
        self.pipelineVersion = pipelineVersion
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
        addRecord(of: trace, currency, status)
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

    /// What stands in the record alone: tax, the confidence of findings.
    private mutating func addRecord(of trace: InvoiceTrace, _ currency: String, _ status: String) {
        let invoice = trace.invoice
        let came = invoice.summary.createdAt
        guard invoice.summary.status.isSettled, invoice.recordJSON.count > 2 else { return }
        // What was stored by ourselves can be read; else there is nothing to be counted.
        let record = (try? JSONParser.parse(invoice.recordJSON)) ?? .null
        for head in Self.taxHeads {
            let amount = record["fields"]?[head]?["value"]?.stringValue.flatMap { Amount($0) }
            guard let amount else { continue }
            add(Fact(.tax, at: came, head, currency, status), sum: Int128(amount.micros))
        }
        addReading(of: trace)
        guard invoice.summary.vendor != nil, !trace.flags.isEmpty else { return }
        let outcome: RiskRule.Outcome =
            switch invoice.summary.status {
            // Whom the pipeline's own rule approves, nobody has cleared.
            case .approved: invoice.review == nil ? .open : .dismissed
            case .rejected: .confirmed
            default: .open
            }
        let known = record["flags"]?.arrayValue ?? []
        for (place, flag) in trace.flags.enumerated() {
            let confidence = known.indices.contains(place) ? known[place]["confidence"]?.doubleValue ?? 1 : 1
            add(
                Fact(.risk, at: came, flag.rule, flag.severity.rawValue, outcome.rawValue),
                sum: Int128(Int64((min(max(confidence, 0), 1) * 1_000_000).rounded())))
        }
    }

    /// What a person has found right or wrong.
    private mutating func addReading(of trace: InvoiceTrace) {
        let invoice = trace.invoice
        let isApproved = invoice.summary.status == .approved && invoice.review?.by != nil
        guard invoice.origin.source != .manual, let read = invoice.processedAt,
            isApproved || trace.firstReading != nil,
            // As above.
            let truth = try? Record(json: JSONParser.parse(invoice.recordJSON), at: "record")
        else { return }
        var machine = truth
        if let first = trace.firstReading {
            // As above.
            guard let known = try? Record(json: JSONParser.parse(first), at: "record") else { return }
            machine = known
        }
        var components: [String: String] = [:]
        for step in invoice.steps.arrayValue ?? [] {
            guard let name = step["name"]?.stringValue, let uses = step["uses"]?.stringValue else { continue }
            components[name] = uses + (step["version"]?.stringValue.map { "@" + $0 } ?? "")
        }
        add(
            Reading(machine: machine, truth: truth, isApproved: isApproved), at: read,
            pipeline: (invoice.origin.pipeline ?? "gst-invoice")
                + (trace.pipelineVersion.map { "@" + $0 } ?? ""),
            components: components, vendor: invoice.summary.vendor)
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
