package import AssayKit

extension Flag {
    /// The rule that a blocked vendor's invoices break; ``fraud-rules`` finds the same by an operator's list.
    package static let blockedVendorRule = "IDN-08"

    /// An invoice of a vendor that is blocked.
    package static func blocked(_ vendor: Vendor, field: String) -> Flag {
        Flag(
            rule: blockedVendorRule, severity: .critical,
            message:
                "The vendor \(vendor.name ?? "of this invoice") is blocked; do not pay before a manager has looked.",
            fields: [field],
            evidence: Evidence(
                expected: "a vendor that is not blocked", observed: vendor.gstin ?? vendor.pan ?? vendor.name),
            source: "The organisation's own decision, PUT /api/vendors/\(vendor.id)")
    }
}

extension InvoiceOutcome {
    /// The outcome with a finding that nobody may pass over.
    package func blocked(by flag: Flag) -> InvoiceOutcome {
        var outcome = self
        outcome.record.flags.append(flag)
        outcome.status = .flagged
        return outcome
    }
}

extension OutboxDraft {
    /// The news of such an outcome.
    package func blocked(by flag: Flag) -> OutboxDraft {
        guard case .object(var object) = body, type != "invoice.failed" else { return self }
        var draft = self
        draft.type = "invoice." + InvoiceStatus.flagged.rawValue
        object["status"] = .string(InvoiceStatus.flagged.rawValue)
        var flags = object["flags"]?.arrayValue ?? []
        flags.append(
            .object(
                JSONObject([
                    .init(key: "rule", value: .string(flag.rule)),
                    .init(key: "severity", value: .string(flag.severity.rawValue)),
                    .init(key: "message", value: .string(flag.message)),
                ])))
        object["flags"] = .array(flags)
        draft.body = .object(object)
        return draft
    }
}
