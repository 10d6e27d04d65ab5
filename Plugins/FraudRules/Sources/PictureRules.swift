import AssayKit
import InvoiceHistory
import RuleEngine

/// Rules about the pictures of scanned pages; ``PictureTraces`` measures them.
enum PictureRules {
    static let all = [sheet, noise, level]

    /// The most bits in which pictures of one sheet differ, where number and amount say nothing.
    static let sameFromAfar = 1

    /// Source: policy; one sheet of paper is paid once, whatever was read from it.
    static let sheet = Rule(
        RuleCard(
            "DUP-07", "The same page once more", .medium, scope: .history,
            when:
                "a page looks like one of another file (perceptual hashes within \(PictureHash.farthest) of 64 bits), "
                + "and two of number, date and total are the same, a character of the number aside that was misread, added, "
                + "left out or swapped; low where the pages look the same to the bit or nearly and the values do not "
                + "agree, as with other figures on one sheet; not for what DUP-01 to DUP-04 say already",
            evidence: "the other document, and in how many bits the pages differ",
            basis: .policy("one sheet of paper is paid once"),
            tolerance: "\(PictureHash.farthest) of 64 bits",
            falsePositives: [
                "two invoices of one day on one form over the same total", "sheets with little text",
            ],
            fields: ["invoice_number", "invoice_date", "total"])
    ) { input in
        guard let history = input.history, !history.own.pictures.isEmpty else { return .notApplicable }
        let told = DuplicateRules.told(history)
        let others = history.samePicture.filter { !told.contains($0.subject) }
        let pairs = others.compactMap { other in
            PictureHash.distance(history.own.pictures, other.pictures).map { (other: other, bits: $0) }
        }.filter { $0.bits <= PictureHash.farthest }
        var reading = input.reading()
        if let pair = pairs.first(where: { agreement(history.own, $0.other).count > 1 }) {
            reading.rest(on: ["invoice_number", "invoice_date", "total"])
            return .hit([
                reading.finding(
                    "The page looks like that of \(pair.other.title), and the same "
                        + agreement(history.own, pair.other).joined(separator: " and ")
                        + " stand on both", expected: "another page",
                    observed: "\(pair.bits) of 64 bits differ")
            ])
        }
        guard let pair = pairs.first(where: { $0.bits <= sameFromAfar }) else { return .pass }
        return .hit([
            reading.finding(
                "The page looks like that of \(pair.other.title), though what stands on it differs: the "
                    + "supplier's form, or one sheet with other figures",
                expected: "another page", observed: "\(pair.bits) of 64 bits differ",
                tolerance: "\(sameFromAfar) of 64 bits", severity: .low)
        ])
    }

    /// Which of number, date and total two invoices share.
    private static func agreement(_ own: PastInvoice, _ other: PastInvoice) -> [String] {
        var shared: [String] = []
        let isOneTotal = own.total != nil && own.total == other.total
        if isNearly(own, other, isOneTotal: isOneTotal) { shared.append("number") }
        if let day = own.day, day == other.day { shared.append("date") }
        if isOneTotal { shared.append("total") }
        return shared
    }

    /// Whether the numbers are the same but for letters that look like digits, or one slip.
    private static func isNearly(_ own: PastInvoice, _ other: PastInvoice, isOneTotal: Bool) -> Bool {
        guard let key = own.numberKey, let otherKey = other.numberKey, !key.isEmpty else { return false }
        if key == otherKey { return true }
        if let fold = own.numberFold, !fold.isEmpty, fold == other.numberFold { return true }
        guard key.utf8.count >= 4 else { return false }
        switch Slip(from: Array(otherKey.utf8), to: Array(key.utf8)) {
        case .added, .swapped: return true
        // The numbers of one series differ so too.
        case .replaced: return isOneTotal
        case nil: return false
        }
    }

    /// Source: policy; what is on a sheet when it is scanned shares the scan's noise.
    static let noise = Rule(
        RuleCard(
            "IMG-02", "Paper about a key field that is not the page's", .low, scope: .file,
            when:
                "on a scan or photo the paper about a key field is more than 2.5 times quieter or noisier than about the "
                + "page's other words, by more than 4 robust standard deviations",
            evidence: "the field, and both noise levels in grey levels",
            basis: .policy("what was on a sheet when it was scanned shares the scan's noise"),
            tolerance: "4 standard deviations, 2.5 times",
            falsePositives: [
                "stamps, shades and folds", "pictures that were compressed hard",
                "fields printed on a tinted ground",
            ],
            fields: AppearanceRules.keyFields)
    ) { input in
        let notes = (input.document.metadata["pictures"]?.arrayValue ?? []).flatMap { picture in
            (picture["noise"]?.arrayValue ?? []).map { (page: picture["page"]?.intValue, note: $0) }
        }
        if notes.isEmpty { return .notApplicable }
        var findings: [Finding] = []
        var isMeasured = false
        for (page, note) in notes {
            var reading = input.reading()
            guard let name = note["field"]?.stringValue, let own = input.record.fields[name],
                own.page == page,
                note["value"]?.stringValue == own.value, let level = note["level"]?.doubleValue,
                let usual = note["usual"]?.doubleValue, let deviation = note["deviation"]?.doubleValue
            else { continue }
            // A page without noise of its own has nothing to compare with.
            guard usual >= leastNoise else { continue }
            isMeasured = true
            guard abs(deviation) > 4, level * 2.5 < usual || level > usual * 2.5,
                let field = reading.field(name)
            else { continue }
            findings.append(
                reading.finding(
                    "The paper about the \(name.split(separator: "_").joined(separator: " ")) \(field.value) is "
                        + "\(level < usual ? "quieter" : "noisier") than that about the page's other words",
                    expected: "noise of about \(usual) grey levels", observed: "\(level) grey levels"))
        }
        if !isMeasured { return .inconclusive("the page has too little noise to compare") }
        return .of(findings)
    }

    /// In grey levels; scans cleaned by software and hard compression have less.
    static let leastNoise = 0.8
}
