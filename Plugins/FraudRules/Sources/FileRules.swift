import AssayKit
import RuleEngine

/// Rules about the making of a file.
enum FileRules {
    static let all = [edited, savedAgain, dates, signature, active, imageEditor]

    /// Source: policy; an invoice is made once.
    static let edited = Rule(
        RuleCard(
            "PDF-01", "Changed after it was made", .medium, scope: .file,
            when:
                "the file says that it was changed more than a day after it was made, or was written by a program for "
                + "changing finished files",
            evidence: "both dates of the file and their distance, or the producer's name",
            basis: .policy("an invoice is made once and sent"), tolerance: "1 day",
            falsePositives: ["printing to PDF", "archives that add metadata"], fields: [])
    ) { input in
        guard let traces = input.traces else { return .notApplicable }
        if let editor = FileTraces.editor(in: traces.producer) ?? FileTraces.editor(in: traces.creator) {
            let name = [traces.creator, traces.producer].compactMap { $0 }.joined(separator: "; ")
            return .hit([
                input.finding(
                    "The file was written by a program for changing finished files (\(editor)): \(name)",
                    expected: "a program that makes invoices", observed: name)
            ])
        }
        guard let created = traces.created, let changed = traces.changed else {
            return traces.producer == nil && traces.creator == nil
                ? .notApplicable : .inconclusive("the file has no dates")
        }
        let days = created.days(until: changed)
        if days <= 1 { return .pass }
        return .hit([
            input.finding(
                "The file was changed on \(changed.iso), \(days) days after it was made on \(created.iso)",
                expected: "not after \(created.iso)", observed: changed.iso, tolerance: "1 day")
        ])
    }

    /// Source: ISO 32000-2, 7.5.6: incremental updates are appended to the file.
    static let savedAgain = Rule(
        RuleCard(
            "PDF-02", "Saved on top of itself", .low, scope: .file,
            when:
                "the file holds changes that were appended after it was first written, and no signature that would "
                + "explain them; whether they change what is seen isn't told",
            evidence: "how often the file was appended to",
            basis: .standard("ISO 32000-2, 7.5.6, incremental updates"),
            falsePositives: ["signatures", "filled forms", "annotations", "linearisation"], fields: [])
    ) { input in
        guard let traces = input.traces, let saves = traces.incrementalSaves else { return .notApplicable }
        if saves == 0 { return .pass }
        let isLinearized = input.document.metadata["linearized"]?.boolValue == true
        if isLinearized, saves == 1 {
            return .inconclusive("a linearised file has two parts from the beginning")
        }
        if let signatures = traces.signatures, signatures.count > 0, saves <= signatures.count + 1 {
            return .inconclusive("signing appends to a file")
        }
        return .hit([
            input.finding(
                "The file was saved \(saves) times on top of its first form", expected: "0",
                observed: "\(saves)")
        ])
    }

    /// Source: policy; the file of an invoice is made about when it is issued.
    static let dates = Rule(
        RuleCard(
            "PDF-07", "The file is much older or younger than the invoice", .low, scope: .file,
            when:
                "the file was made more than 30 days before the date of issue, or more than 90 days after it",
            evidence: "the day on which the file was made, the date of issue, and the days between",
            basis: .policy("the file of an invoice is made about when it is issued"),
            tolerance: "30 days before, 90 after",
            falsePositives: ["invoices exported anew", "recurring invoices made ahead"],
            fields: ["invoice_date"])
    ) { input in
        guard let created = input.traces?.created else { return .notApplicable }
        var reading = input.reading()
        guard let issued = reading.date("invoice_date") else { return .notApplicable }
        let days = issued.days(until: created)
        if (-30...90).contains(days) { return .pass }
        let distance = days < 0 ? "\(-days) days before" : "\(days) days after"
        return .hit([
            reading.finding(
                "The file was made on \(created.iso), \(distance) the date of issue \(issued.iso)",
                expected: "from 30 days before to 90 days after \(issued.iso)", observed: created.iso,
                tolerance: "30 days before, 90 after")
        ])
    }

    /// Source: ISO 32000-2, 12.8: a signature covers a range of bytes.
    static let signature = Rule(
        RuleCard(
            "PDF-08", "A signature that does not cover the file", .high, scope: .file,
            when:
                "the file is signed, and no signature covers it to its end; its cryptography is not checked here",
            evidence: "which signature, and what of the file it leaves out",
            basis: .standard("ISO 32000-2, 12.8.1, byte range of a signature"),
            falsePositives: ["time stamps for long-term validation that were appended"], fields: [])
    ) { input in
        guard let traces = input.traces, let signatures = traces.signatures, signatures.count > 0 else {
            return .notApplicable
        }
        if signatures.covering > 0 { return .pass }
        let types = input.document.metadata["signatures"]?.arrayValue ?? []
        if types.allSatisfy({ $0["byte_range"]?.arrayValue == nil }) {
            return .inconclusive("the signatures do not tell what they cover")
        }
        return .hit([
            input.finding(
                "The file has \(signatures.count) signatures, and none covers it to its end: something was appended "
                    + "after signing",
                expected: "a signature over the whole file", observed: "none of \(signatures.count)")
        ])
    }

    /// Source: ISO 32000-2, 12.6.4.16 and 7.11.4.
    static let active = Rule(
        RuleCard(
            "PDF-09", "Scripts or files inside", .info, scope: .file,
            when: "the file holds JavaScript or embedded files other than XML",
            evidence: "what is inside: script, action, or the names of the files",
            basis: .standard("ISO 32000-2, 12.6.4 and 7.11.4"),
            falsePositives: ["electronic invoices in XML"],
            fields: [])
    ) { input in
        guard let traces = input.traces, !input.document.metadata.isNull else { return .notApplicable }
        let script = traces.metadata["has_javascript"]?.boolValue
        let files = traces.metadata["embedded_files"]?.arrayValue
        guard script != nil || files != nil else { return .notApplicable }
        let names = (files ?? []).compactMap { $0["name"]?.stringValue ?? $0.stringValue }
        let foreign = names.filter { !$0.lowercased().hasSuffix(".xml") }
        var found: [String] = script == true ? ["JavaScript"] : []
        if !foreign.isEmpty { found.append("files: " + foreign.prefix(5).joined(separator: ", ")) }
        if found.isEmpty { return .pass }
        return .hit([
            input.finding(
                "The file holds " + found.joined(separator: " and "), expected: "neither",
                observed: found.joined(separator: "; "))
        ])
    }

    /// Source: policy; a scan is not retouched.
    static let imageEditor = Rule(
        RuleCard(
            "IMG-01", "The picture went through an editor", .low, scope: .file,
            when: "the picture's metadata names a program for editing pictures",
            evidence: "the software that the picture names",
            basis: .policy("a scan or photo of an invoice is not retouched"),
            falsePositives: ["scanning apps", "programs used only to crop or turn"], fields: [])
    ) { input in
        let metadata = input.document.metadata
        guard metadata["media_type"]?.stringValue?.hasPrefix("image/") == true,
            let software = metadata["software"]?.stringValue
        else { return .notApplicable }
        guard let editor = FileTraces.editor(in: software) else { return .pass }
        return .hit([
            input.finding(
                "The picture's metadata names an editor (\(editor)): \(software)",
                expected: "a camera or scanner",
                observed: software)
        ])
    }
}
