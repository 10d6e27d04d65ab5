internal import AssayKit
package import Chat
internal import Storage

extension StoredChatSource {
    package func groups(
        _ filter: ChatFilter, by dimension: ChatQuery.Dimension?, _ measure: ChatQuery.Measure
    ) async throws -> [ChatGroup] {
        if measure.isInRecord || filter.needsRecords {
            return try await recordGroups(filter, dimension, measure)
        }
        return try await store.tallies(selection(filter), by: Self.key(dimension)).map { tally in
            let figures = measure == .findings ? tally.findings : tally.total
            return ChatGroup(
                label: tally.label, currency: tally.currency, count: tally.count, valued: figures.count,
                sum: figures.sum, least: figures.least, greatest: figures.greatest)
        }
    }

    private static func key(_ dimension: ChatQuery.Dimension?) -> InvoiceTally.Key? {
        switch dimension {
        case .vendor: .supplier
        case .buyer: .buyer
        case .status: .status
        case .month: .month
        case .currency: .currency
        case .rule: .rule
        case .severity: .severity
        case nil: nil
        }
    }

    /// The vendor that another counts for since a person said so.
    private func root(of vendor: VendorID, _ known: inout [VendorID: Vendor]) async throws -> Vendor {
        var next = vendor
        while true {
            let found = if let found = known[next] { found } else { try await store.vendor(next) }
            known[next] = found
            guard let other = found.mergedInto else { return found }
            next = other
        }
    }

    /// The same from the records themselves, for what stands only there.
    private func recordGroups(
        _ filter: ChatFilter, _ dimension: ChatQuery.Dimension?, _ measure: ChatQuery.Measure
    ) async throws -> [ChatGroup] {
        struct Place: Hashable {
            let key: String?
            let currency: String?
        }
        var groups: [Place: ChatGroup] = [:]
        var known: [VendorID: Vendor] = [:]
        for (invoice, record) in try await records(filter) {
            let summary = invoice.summary
            if dimension == .rule || dimension == .severity {
                for flag in record.flags {
                    let label = dimension == .rule ? flag.rule : flag.severity.rawValue
                    let place = Place(key: label, currency: nil)
                    groups[place, default: ChatGroup(label: label, currency: nil)].add(1_000_000)
                }
                continue
            }
            var label: String?
            var key: String?
            switch dimension {
            case .vendor, .buyer:
                let isBuyer = dimension == .buyer
                label = isBuyer ? summary.keys.buyerName : summary.keys.supplierName
                if let vendor = isBuyer ? summary.customer : summary.vendor {
                    let root = try await root(of: vendor, &known)
                    label = root.name ?? label
                    key = root.id.description
                } else {
                    key = label?.lowercased()
                }
            case .status: label = summary.status.rawValue
            case .month: label = summary.keys.date.map { String($0.iso.prefix(7)) }
            case .currency: label = summary.keys.currency
            case .rule, .severity, nil: break
            }
            let value: Int64? =
                switch measure {
                case .findings: Int64(summary.flagCount) * 1_000_000
                case .total: summary.keys.total?.micros
                default: record.amount(measure.rawValue)?.micros
                }
            let place = Place(key: key ?? label, currency: summary.keys.currency)
            groups[place, default: ChatGroup(label: label, currency: summary.keys.currency)].add(value)
        }
        return groups.values.sorted {
            ($0.label ?? "~", $0.currency ?? "~") < ($1.label ?? "~", $1.currency ?? "~")
        }
    }
}
