import AssayKit
import DocumentLayout
import IndianTax

extension HeaderReader {
    func date(_ hit: LabelHit, skippingNumber: Bool = false) -> Reading? {
        for spot in finder.spots(for: hit, reach: 5)
        where spot.leadingLabel == nil || spot.relation == .inline {
            if let reading = DateText(sheet: sheet, order: options.dateOrder).read(
                spot, skippingNumber: skippingNumber)
            {
                return reading
            }
        }
        return finder.spots(for: hit, reach: 5).lazy.filter { $0.leadingLabel == nil }
            .compactMap(wrapped).first
    }

    /// A date whose year wrapped into the line below: "30 September" over "2025".
    private func wrapped(_ spot: Spot) -> Reading? {
        let box = sheet.box(spot.tokens)
        let row = sheet.row(of: spot.tokens.lowerBound) + 1
        guard row < rows.upperBound, spot.tokens.count <= 4 else { return nil }
        let below = sheet.rows[row].segments.first { segment in
            let place = sheet.segments[segment]
            return sheet.tokens[place.first].letters == 0 && sheet.tokens[place.first].digits == 4
                && place.box.y0 - box.y1 < 0.8 * box.height
                && (abs(place.box.x0 - box.x0) < box.height || abs(place.box.x1 - box.x1) < box.height)
        }
        guard let below else { return nil }
        let tokens = Array(spot.tokens) + [sheet.segments[below].first]
        let text = sheet.text(of: tokens)
        guard let date = IndianDate(text) else { return nil }
        return Reading(date.date.iso, tokens: tokens, raw: text, support: Confidence.weak)
    }

    /// A date without a label in the row of the document's number, as tills print it.
    func bareDate(beside number: Reading?) -> Reading? {
        guard let last = number?.tokens.last else { return nil }
        let row = sheet.rows[sheet.row(of: last)]
        for index in row.tokens where index > last && sheet.tokens[index].digits >= 4 {
            let segment = sheet.segment(of: index)
            guard !finder.hits(in: segment).contains(where: { $0.first > last && $0.first < index }) else {
                continue
            }
            let spot = Spot(tokens: index...row.last, start: nil, relation: .right, distance: 0)
            if var date = DateText(sheet: sheet, order: options.dateOrder).read(spot) {
                date.support = Confidence.positioned
                return date
            }
        }
        return nil
    }

    /// "Date" and "Dated" alone: the invoice's where they stand beside its number, another's beside that.
    func placeWeakDates(
        _ dates: [(hit: LabelHit, date: Reading, isWeak: Bool)], _ best: inout [String: Candidate]
    ) {
        var isFirst = true
        for (hit, date, _) in dates {
            let owner = owner(of: hit)
            switch owner {
            case .poNumber:
                if best["po_date"] == nil { best["po_date"] = Candidate(reading: date, score: 0.5) }
                continue
            case .originalNumber:
                if best["original_invoice_date"] == nil {
                    best["original_invoice_date"] = Candidate(reading: date, score: 0.5)
                }
                continue
            case .ackNumber:
                if best["ack_date"] == nil { best["ack_date"] = Candidate(reading: date, score: 0.5) }
                continue
            case .deliveryNote, .eway: continue
            case .other:
                // A label of another column may stand left of it by chance.
                if best["invoice_date"] == nil {
                    var reading = date
                    reading.support = Confidence.positioned
                    best["invoice_date"] = Candidate(reading: reading, score: 0.1)
                }
                continue
            default: break
            }
            guard best["invoice_date"].map({ $0.score < 0.7 }) ?? true else { continue }
            let score =
                owner == .invoiceNumber || owner == .weakNumber || owner == .billNumber
                ? 0.69 : isFirst ? 0.5 : 0.3
            if best["invoice_date"]?.score ?? 0 < score {
                var reading = date
                reading.support = score > 0.6 ? Confidence.labelled : Confidence.weak
                best["invoice_date"] = Candidate(reading: reading, score: score)
            }
            isFirst = false
        }
    }

    /// The number's label that stands left of a date's label in the same row.
    private func owner(of hit: LabelHit) -> LabelKind? {
        let row = sheet.segments[hit.segment].row
        var found: LabelKind?
        for segment in sheet.rows[row].segments {
            for other in finder.hits(in: segment) where other.first < hit.first {
                switch other.kind {
                case .invoiceNumber, .weakNumber, .billNumber, .poNumber, .originalNumber, .ackNumber,
                    .deliveryNote, .eway:
                    found = other.kind
                case .other where other.length >= 4: found = .other
                default: break
                }
            }
        }
        return found
    }
}
