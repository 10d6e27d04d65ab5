internal import AssayKit
internal import EInvoices

/// What the codes of some pages say, put together to records beside those that were printed.
struct QRFindings {
    /// A printed value that was read with less confidence contradicts nothing.
    static let leastConfidence = 0.8

    private let printed: [Record]
    private let keys: PortalKeys
    private var records: [Record]
    private var codes: [JSONValue] = []
    /// Codes that are no token, with the place of their record.
    private var foreign: [(record: Int, place: Evidence.Place)] = []
    /// Records that have a token.
    private var signed: Set<Int> = []

    init(printed: [Record], keys: PortalKeys) {
        self.printed = printed
        self.keys = keys
        records = printed.map { Record(pages: $0.pages) }
    }

    /// Whether the invoice on that page says that it is registered, so that there must be a code.
    func expectsCode(onPage page: Int) -> Bool {
        let place = index(ofPage: page)
        return place < printed.count && (printed[place]["irn"] != nil || printed[place]["ack_number"] != nil)
    }

    /// Takes in a code.
    mutating func take(_ text: String, page: Int, box: Box) {
        let place = index(ofPage: page)
        while records.count <= place { records.append(Record(pages: [page])) }
        guard let payload = SignedPayload(compact: text), let data = payload.data,
            let invoice = SignedInvoice(data)
        else {
            foreign.append((place, .init(page: page, box: box, text: String(text.prefix(40)))))
            return
        }
        signed.insert(place)
        let verdict = keys.verdict(on: payload)
        note(payload, verdict, page: page, box: box)
        let spot = Evidence.Place(page: page, box: box)
        guard verdict != .invalid else {
            records[place].flags.append(
                EInvoiceRules.forged.flag(
                    "The QR code on page \(page) names the key \(payload.keyName?.prefix(48) ?? "") and is not signed "
                        + "by it.",
                    evidence: Evidence(
                        expected: "a signature by the key \(payload.keyName?.prefix(48) ?? "that it names")",
                        observed: "another signature", places: [spot])))
            return
        }
        merge(invoice, at: place, spot, confidence: verdict == .valid ? 0.99 : 0.95)
    }

    /// What was found.
    func extraction() -> Extraction {
        var records = records
        for (place, spot) in foreign where !signed.contains(place) && expectsCode(onPage: spot.page) {
            records[place].flags.append(
                EInvoiceRules.foreign.flag(
                    "The page prints an invoice reference number, but its QR code is no signed one: it begins with "
                        + "“\(spot.text?.prefix(16) ?? "")”.",
                    evidence: Evidence(
                        expected: "a signed token", observed: spot.text ?? "another text",
                        places: [spot])))
        }
        guard !codes.isEmpty || records.contains(where: { !$0.flags.isEmpty }) else { return Extraction() }
        var extraction = Extraction(records: records)
        if !codes.isEmpty { extraction.metadata.append("signed_qr", .array(codes)) }
        return extraction
    }

    private func index(ofPage page: Int) -> Int { printed.firstIndex { $0.pages.contains(page) } ?? 0 }

    private mutating func note(
        _ payload: SignedPayload, _ verdict: PortalKeys.Verdict, page: Int, box: Box
    ) {
        codes.append([
            "page": .integer(page), "verdict": .string(verdict.rawValue),
            "kid": payload.keyName.map(JSONValue.string) ?? .null,
            "issuer": payload.issuer.map(JSONValue.string) ?? .null, "data": payload.data ?? .null,
        ])
    }

    /// Fills in what the print lacks and flags what it contradicts.
    private mutating func merge(
        _ invoice: SignedInvoice, at place: Int, _ spot: Evidence.Place, confidence: Double
    ) {
        let print = place < printed.count ? printed[place] : Record()
        for (name, value) in invoice.values {
            guard let other = print[name] else {
                records[place][name] = Field(value, confidence: confidence, page: spot.page, box: spot.box)
                continue
            }
            if PrintComparison.agree(name, value, other.value) {
                var field = other
                field.confidence = max(other.confidence, confidence)
                field.alternatives = []
                records[place][name] = field
            } else if other.confidence < Self.leastConfidence {
                records[place][name] = Field(value, confidence: confidence, page: spot.page, box: spot.box)
            } else {
                records[place].flags.append(Self.flag(name, signed: value, other, spot))
            }
        }
        if let code = invoice.mainCode { compare(code: code, with: print, at: place, spot) }
    }

    /// The code of the main item must be one of the rows'; a row may print fewer digits.
    private mutating func compare(
        code: String, with print: Record, at place: Int, _ spot: Evidence.Place
    ) {
        let rows = print.lineItems.compactMap { $0["hsn"] }
        let least = rows.map(\.confidence).min() ?? 0
        guard rows.count == print.lineItems.count, least >= Self.leastConfidence,
            !rows.contains(where: { code.hasPrefix($0.value) || $0.value.hasPrefix(code) })
        else { return }
        records[place].flags.append(
            EInvoiceRules.altered.flag(
                "The signed QR code's main HSN code is \(code.prefix(12)), which no line has.",
                fields: ["line_items.hsn"], severity: .high,
                evidence: Evidence(
                    expected: code, observed: rows.map(\.value).joined(separator: ", "), places: [spot]),
                confidence: least))
    }

    private static func flag(
        _ name: String, signed value: String, _ other: Field, _ spot: Evidence.Place
    ) -> Flag {
        let title = name.split(separator: "_").joined(separator: " ")
        let place = other.page.map { Evidence.Place(page: $0, box: other.box, text: other.raw) } ?? spot
        return EInvoiceRules.altered.flag(
            "The signed QR code's \(title) is “\(value.prefix(80))”, the page's “\(other.value.prefix(80))”.",
            fields: [name], evidence: Evidence(expected: value, observed: other.value, places: [place]),
            confidence: other.confidence)
    }
}
