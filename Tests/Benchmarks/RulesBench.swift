import AssayKit
import Foundation
import FraudRules
import GST
import InvoiceHistory
import Ledger
import RuleEngine

extension Bench {
    /// How many rules one core checks a second, without history.
    func rules() throws {
        let record = Self.invoice
        guard let today = CalendarDate(iso: "2024-06-20") else { return }
        let sets = [
            try RuleSet(GSTRules.rules, options: RuleOptions(), component: GSTRules.id),
            try RuleSet(FraudRules.rules, options: RuleOptions(), component: FraudRules.id),
        ]
        let facts = DocumentFacts(
            wordCount: 200, text: PrintedText("Tax Invoice Authorised Signatory CGST SGST"),
            fontFamilies: ["Helvetica": 200])
        let input = RuleInput(record, document: facts, today: today)
        var best = 0.0
        for _ in 0..<Self.rounds {
            let rounds = 2000
            var evaluations = 0
            let began = ContinuousClock.now
            for _ in 0..<rounds { for set in sets { evaluations += set.evaluate(input).count } }
            best = max(best, Double(evaluations) / (began.duration(to: .now) / .seconds(1)))
        }
        Figure(
            name: "rules checked on one core, without history",
            ours: "\(sets.reduce(0) { $0 + $1.rules.count }) rules an invoice", anchor: "", value: best,
            unit: "rules/s", goal: .atLeast(200_000)
        ).print()
    }

    /// How long a ledger takes for each kind of question.
    func history(_ count: Int) async throws {
        let path = work + "/ledger.db"
        for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
        try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
        let ledger = try LedgerFile(path)
        var random = SystemRandomNumberGenerator()
        let vendors = 2000
        func past(_ place: Int) -> PastInvoice {
            var invoice = PastInvoice(subject: "file-\(place)")
            let vendor = Int.random(in: 0..<vendors, using: &random)
            invoice.digest = String(place, radix: 16)
            invoice.vendor = "29AAGC\(10_000 + vendor)J1Z4"
            invoice.pan = "AAGC\(10_000 + vendor)J"
            invoice.number = "INV/\(place)"
            invoice.numberKey = "INV\(place)"
            invoice.numberFold = "1NV\(place)"
            invoice.day = 18_000 + place % 2000
            invoice.year = 2019 + place % 6
            invoice.total = Amount(Int.random(in: 100...900_000, using: &random))
            invoice.irn = "irn-\(place)"
            invoice.account = "5020000\(vendor)"
            invoice.itemsKey = "items-\(place)"
            // Pages of one supplier's form differ in a few bits.
            var bits = UInt64(vendor) &* 0x9E37_79B9_7F4A_7C15
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                bits ^= 1 << UInt64.random(in: 0..<64, using: &random)
            }
            invoice.pictures = [PictureHash(bits: bits)]
            invoice.prices = (0..<4).map { .init(item: "item \(vendor) \($0)", price: Amount(100 + $0)) }
            return invoice
        }
        for start in stride(from: 0, to: count, by: 20_000) {
            try await ledger.keep(
                (start..<min(start + 20_000, count)).map { place in ("file-\(place)", [past(place)]) })
        }
        var times: [String: [Double]] = [:]
        for _ in 0..<2000 {
            let own = past(Int.random(in: 0..<count, using: &random))
            let subject = HistorySubject(id: own.subject, digest: own.digest)
            let vendor = own.vendor ?? ""
            let (day, total) = (own.day ?? 0, own.total ?? .zero)
            for question in HistoryView.questions(about: own) + [
                .firsts(vendor: vendor), .digits(vendor: vendor),
                .recurrence(vendor: vendor, besides: total, days: HistoryView.year(around: day)),
                .amounts(
                    vendor: vendor, from: .zero, below: Amount(500_000), days: HistoryView.year(around: day)),
            ] {
                let began = ContinuousClock.now
                _ = try await ledger.answers(to: [question], about: subject)
                let name = String("\(question)".prefix { $0 != "(" })
                times[name, default: []].append(began.duration(to: .now) / .milliseconds(1))
            }
        }
        for (name, list) in times.sorted(by: { $0.key < $1.key }) {
            let sorted = list.sorted()
            let (middle, late) = (sorted[sorted.count / 2], sorted[sorted.count * 95 / 100])
            Figure(
                name: "history: \(name), \(count) invoices",
                ours: "median \((middle * 1000).rounded() / 1000) ms",
                anchor: "", value: late, unit: "ms p95", goal: .atMost(5)
            ).print()
        }
    }

    private static let invoice: Record = {
        func field(_ value: String) -> Field {
            Field(value, raw: value, confidence: 0.98, page: 1, box: Box(10, 10, 90, 20))
        }
        let fields: [String: String] = [
            "document_type": "tax_invoice", "invoice_number": "INV/24-25/118", "invoice_date": "2024-06-14",
            "due_date": "2024-07-14", "supplier_name": "Sample Traders Private Limited",
            "supplier_gstin": "29AAGCB7383J1Z4", "supplier_pan": "AAGCB7383J", "supplier_state": "Karnataka",
            "supplier_pin": "560001", "buyer_name": "Other Works LLP", "buyer_gstin": "29AAFCC9980M1ZR",
            "place_of_supply": "29-Karnataka", "reverse_charge": "false", "taxable_total": "3500.00",
            "cgst": "315.00", "sgst": "315.00", "total": "4130.00", "amount_paid": "1000.00",
            "amount_due": "3130.00", "amount_in_words": "Rupees Four Thousand One Hundred Thirty Only",
            "bank_account": "50200012345678", "ifsc": "HDFC0001234",
        ]
        var record = Record(pages: [1], fields: fields.mapValues(field))
        for (price, quantity, code) in [("25.00", "100", "7318"), ("250.00", "4", "73269099")] {
            let taxable = (Amount(price) ?? .zero) * (Amount(quantity) ?? .zero)
            let half = (taxable * Amount(micros: 90_000, scale: 2)).rounded(toDecimals: 2).text
            record.lineItems.append(
                [
                    "description": "Item \(code)", "hsn": code, "quantity": quantity, "unit": "Nos",
                    "unit_price": price, "taxable_value": taxable.rounded(toDecimals: 2).text, "rate": "18",
                    "cgst": half, "sgst": half,
                ].mapValues(field))
        }
        return record
    }()
}
