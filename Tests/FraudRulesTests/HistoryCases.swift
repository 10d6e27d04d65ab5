import AssayKit
import InvoiceHistory
import RuleEngine

/// Another invoice of the history: the case's own supplier's unless told otherwise.
func kept(
    _ number: String, _ date: String, _ total: String = "700.00", subject: String? = nil,
    vendor: String = "29AAGCB7383J1Z4", account: String? = nil, change: (inout PastInvoice) -> Void = { _ in }
) -> PastInvoice {
    var record = Record()
    func put(_ name: String, _ value: String?) {
        if let value { record[name] = Field(value, confidence: 1) }
    }
    put("invoice_number", number)
    put("invoice_date", date)
    put("total", total)
    put("supplier_gstin", vendor)
    put("bank_account", account)
    var invoice = PastInvoice(record, subject: subject ?? number)
    if vendor.hasPrefix("name:") { invoice.vendor = vendor }
    change(&invoice)
    return invoice
}

extension FraudCase {
    private static let other = "27AAPFU0939F1ZV"
    private static let own = [
        "supplier_gstin": "29AAGCB7383J1Z4", "supplier_name": "Sample Traders",
        "document_type": "tax_invoice",
        "invoice_number": "INV/24-25/118", "invoice_date": "2024-06-14", "total": "4130.00",
        "bank_account": "50200012345678",
    ]
    private static let rows = [
        ["description": "Steel bolts", "quantity": "100", "unit_price": "25.00", "taxable_value": "2500.00"],
        ["description": "Brackets", "quantity": "4", "unit_price": "250.00", "taxable_value": "1000.00"],
    ]
    private static let itemsKey: String? = {
        var record = Record()
        record.lineItems = rows.map { $0.mapValues { Field($0, confidence: 1) } }
        return PastInvoice(record, subject: "").itemsKey
    }()

    private static func one(
        _ rule: String, _ name: String, _ past: [PastInvoice]?, _ changes: [String: String] = [:],
        lines: [[String: String]] = [], limits: [String] = [], confidence: Double = 0.98, _ expected: Verdict
    ) -> FraudCase {
        FraudCase(
            rule: rule, name: name, fields: own.merging(changes) { $1 }.filter { !$0.value.isEmpty },
            lines: lines,
            limits: limits, past: past, confidence: confidence, expected: expected)
    }

    private static func one(
        _ rule: String, _ name: String, _ past: [PastInvoice]?, _ expected: Verdict
    ) -> FraudCase {
        one(rule, name, past, [:], expected)
    }

    /// A quiet supplier: an invoice every ten days from January to May, with numbers that grow by three.
    private static func steady(
        _ total: (Int) -> String = { "\(1000 + $0 * 37).00" }, count: Int = 14,
        account: String? = "50200012345678"
    ) -> [PastInvoice] {
        (0..<count).compactMap { place in
            CalendarDate(iso: "2024-04-01").flatMap { CalendarDate(dayNumber: $0.dayNumber + place * 5) }.map
            {
                kept("INV/24-25/\(60 + place * 3)", $0.iso, total(place), account: account)
            }
        }
    }

    static let staff: [FraudCase] = {
        func one(
            _ name: String, _ fields: [String: String], staff: Set<String>, confidence: Double = 0.98,
            _ expected: Verdict
        ) -> FraudCase {
            var lists = RuleOptions()
            lists.staff = staff
            return FraudCase(
                rule: "IDN-11", name: name, fields: fields, lists: lists, confidence: confidence,
                expected: expected)
        }
        let account = ["bank_account": "5020 0012 345678"]
        return [
            one("an account of the staff", account, staff: ["50200012345678"], .hit(.high)),
            one("another account", account, staff: ["50200012345679"], .pass),
            one("a telephone", ["supplier_phone": "+91 98450 12345"], staff: ["9845012345"], .hit(.high)),
            one("a UPI address", ["upi_id": "ravi@okbank"], staff: ["RAVIOKBANK"], .hit(.high)),
            one("no list", account, staff: [], .notApplicable),
            one("nothing to compare", [:], staff: ["50200012345678"], .notApplicable),
            one("badly read", account, staff: ["50200012345678"], confidence: 0.5, .inconclusive),
        ]
    }()

    static let duplicates: [FraudCase] = [
        one("DUP-01", "the same bytes", [kept("X-1", "2024-01-01") { $0.digest = "d00d" }], .hit(.critical)),
        one("DUP-01", "other bytes", [kept("X-1", "2024-01-01") { $0.digest = "beef" }], .pass),
        one(
            "DUP-01", "the file itself", [kept("X-1", "2024-01-01", subject: "own") { $0.digest = "d00d" }],
            .pass),
        one("DUP-01", "nothing kept", [], .pass),
        one("DUP-01", "bytes not known", [kept("X-1", "2024-01-01")], .pass),
        one("DUP-01", "no history", nil, .notApplicable),
        one("DUP-02", "the same number", [kept("INV/24-25/118", "2024-05-02")], .hit(.critical)),
        one("DUP-02", "written otherwise", [kept("inv-24-25-0118", "2024-05-02")], .hit(.critical)),
        one("DUP-02", "a year before", [kept("INV/24-25/118", "2023-05-02")], .pass),
        one("DUP-02", "another number", [kept("INV/24-25/119", "2024-05-02")], .pass),
        one("DUP-02", "another supplier's", [kept("INV/24-25/118", "2024-05-02", vendor: other)], .pass),
        one(
            "DUP-02", "a credit note's", [kept("INV/24-25/118", "2024-05-02") { $0.type = "credit_note" }],
            .pass),
        one("DUP-02", "no history", nil, .notApplicable),
        one("DUP-02", "badly read", [kept("INV/24-25/118", "2024-05-02")], confidence: 0.5, .inconclusive),
        one(
            "DUP-03", "the same", [kept("A", "2024-05-02") { $0.irn = "aa11" }], ["irn": "AA11"],
            .hit(.critical)),
        one("DUP-03", "another", [kept("A", "2024-05-02") { $0.irn = "aa12" }], ["irn": "aa11"], .pass),
        one("DUP-03", "none", [kept("A", "2024-05-02") { $0.irn = "aa11" }], .notApplicable),
        one(
            "DUP-03", "the same file again",
            [
                kept("A", "2024-05-02") {
                    $0.irn = "aa11"
                    $0.digest = "d00d"
                }
            ], ["irn": "aa11"], .pass),
        one("DUP-03", "no history", nil, ["irn": "aa11"], .notApplicable),
        one(
            "DUP-03", "badly read", [kept("A", "2024-05-02") { $0.irn = "aa11" }], ["irn": "aa11"],
            confidence: 0.5,
            .inconclusive),
        one("DUP-04", "O for 0 and I for 1", [kept("INV/24-25/I18", "2024-06-10", "4130.00")], .hit(.high)),
        one("DUP-04", "a character added", [kept("INV/24-25/1118", "2024-06-10", "4130.00")], .hit(.high)),
        one("DUP-04", "two swapped", [kept("INV/24-25/181", "2024-06-10", "4130.00")], .hit(.high)),
        one(
            "DUP-04", "one replaced on the day", [kept("INV/24-25/128", "2024-06-14", "4130.00")], .hit(.high)
        ),
        one("DUP-04", "one replaced on another day", [kept("INV/24-25/128", "2024-06-10", "4130.00")], .pass),
        one("DUP-04", "another total", [kept("INV/24-25/I18", "2024-06-10", "4130.50")], .pass),
        one("DUP-04", "two months before", [kept("INV/24-25/I18", "2024-04-10", "4130.00")], .pass),
        one("DUP-04", "no history", nil, .notApplicable),
        one(
            "DUP-04", "badly read", [kept("INV/24-25/I18", "2024-06-10", "4130.00")], confidence: 0.5,
            .inconclusive),
        one("DUP-05", "within the week", [kept("INV/24-25/140", "2024-06-18", "4130.00")], .hit(.medium)),
        one("DUP-05", "eight days", [kept("INV/24-25/140", "2024-06-22", "4130.00")], .pass),
        one(
            "DUP-05", "a fixed price",
            (1...4).map { kept("INV/24-25/\(130 + $0 * 7)", "2024-06-1\($0 + 4)", "4130.00") },
            .pass),
        one(
            "DUP-05", "other items", [kept("INV/24-25/140", "2024-06-18", "4130.00") { $0.itemsKey = "f00" }],
            lines: rows, .pass),
        one(
            "DUP-05", "the same items",
            [kept("INV/24-25/140", "2024-06-18", "4130.00") { $0.itemsKey = itemsKey }],
            lines: rows, .hit(.medium)),
        one(
            "DUP-05", "totals that recur",
            steady { ["700.00", "800.00"][$0 % 2] } + [kept("INV/24-25/140", "2024-06-18", "4130.00")],
            .hit(.low)),
        one(
            "DUP-05", "totals that differ", steady() + [kept("INV/24-25/140", "2024-06-18", "4130.00")],
            .hit(.medium)),
        one(
            "DUP-05", "no total", [kept("INV/24-25/140", "2024-06-18", "4130.00")], ["total": ""],
            .notApplicable),
        one(
            "DUP-05", "badly read", [kept("INV/24-25/140", "2024-06-18", "4130.00")], confidence: 0.5,
            .inconclusive),
        one(
            "DUP-06", "another supplier's", [kept("INV/24-25/118", "2024-06-14", "4130.00", vendor: other)],
            .hit(.medium)),
        one(
            "DUP-06", "on another day", [kept("INV/24-25/118", "2024-06-15", "4130.00", vendor: other)], .pass
        ),
        one(
            "DUP-06", "over another total", [kept("INV/24-25/118", "2024-06-14", "4131.00", vendor: other)],
            .pass),
        one(
            "DUP-06", "the same PAN elsewhere",
            [
                kept("INV/24-25/118", "2024-06-14", "4130.00", vendor: other) { $0.pan = "AAGCB7383J" }
            ], .pass),
        one("DUP-06", "no date", [], ["invoice_date": ""], .notApplicable),
        one("DUP-06", "no history", nil, .notApplicable),
        one(
            "DUP-06", "badly read", [kept("INV/24-25/118", "2024-06-14", "4130.00", vendor: other)],
            confidence: 0.5,
            .inconclusive),
        one(
            "DUP-09", "a month later", [kept("INV/24-25/150", "2024-07-14") { $0.itemsKey = itemsKey }],
            lines: rows,
            .hit(.medium)),
        one(
            "DUP-09", "three months later", [kept("INV/24-25/150", "2024-09-14") { $0.itemsKey = itemsKey }],
            lines: rows, .pass),
        one(
            "DUP-09", "a standing order",
            (1...3).map { month in
                kept("INV/24-25/15\(month)", "2024-0\(month + 5)-20") { $0.itemsKey = itemsKey }
            },
            lines: rows, .pass),
        one("DUP-09", "other items", [kept("A", "2024-06-20") { $0.itemsKey = "f00" }], lines: rows, .pass),
        one(
            "DUP-09", "one item only", [kept("A", "2024-06-20") { $0.itemsKey = itemsKey }], lines: [rows[0]],
            .notApplicable),
        one(
            "DUP-09", "its credit note",
            [
                kept("C-1", "2024-06-20") {
                    $0.itemsKey = itemsKey
                    $0.type = "credit_note"
                }
            ], lines: rows, .pass),
        one(
            "DUP-09", "badly read", [kept("INV/24-25/150", "2024-07-14") { $0.itemsKey = itemsKey }],
            lines: rows,
            confidence: 0.5, .inconclusive),
        one(
            "DUP-10", "the number with another account",
            [kept("INV/24-25/118", "2024-06-14", "4130.00", account: "99900012345678")], .hit(.critical)),
        one(
            "DUP-10", "nearly the number",
            [kept("INV/24-25/I18", "2024-06-10", "4130.00", account: "99900012345678")], .hit(.critical)),
        one(
            "DUP-10", "the items under another number",
            [
                kept("INV/24-25/160", "2024-06-20", "4130.00", account: "99900012345678") {
                    $0.itemsKey = itemsKey
                }
            ], lines: rows, .hit(.critical)),
        one(
            "DUP-10", "the same account",
            [kept("INV/24-25/118", "2024-06-14", "4130.00", account: "50200012345678")], .pass),
        one(
            "DUP-10", "another invoice", [kept("INV/24-25/99", "2024-06-01", account: "99900012345678")],
            .pass),
        one("DUP-10", "no account", [], ["bank_account": ""], .notApplicable),
        one(
            "DUP-10", "badly read",
            [kept("INV/24-25/118", "2024-06-14", "4130.00", account: "99900012345678")], confidence: 0.5,
            .inconclusive),
    ]

    static let series: [FraudCase] = [
        one("SEQ-01", "in order", steady(), .pass),
        one(
            "SEQ-01", "a number of April in June", steady(), ["invoice_number": "INV/24-25/61"], .hit(.medium)
        ),
        one("SEQ-01", "a number of June in April", steady(), ["invoice_date": "2024-04-02"], .hit(.medium)),
        one(
            "SEQ-01", "two days", steady(), ["invoice_number": "INV/24-25/98", "invoice_date": "2024-06-07"],
            .pass),
        one("SEQ-01", "another series", steady(), ["invoice_number": "B/24-25/1"], .notApplicable),
        one("SEQ-01", "too few", Array(steady().prefix(2)), .notApplicable),
        one("SEQ-01", "the year before", steady(), ["invoice_date": "2024-03-14"], .notApplicable),
        one(
            "SEQ-01", "badly read", steady(), ["invoice_number": "INV/24-25/61"], confidence: 0.5,
            .inconclusive),
        one(
            "SEQ-02", "five in a row", (1...4).map { kept("INV/24-25/\(113 + $0)", "2024-06-0\($0)") },
            .hit(.low)),
        one(
            "SEQ-02", "four in a row", (1...4).map { kept("INV/24-25/\(112 + $0)", "2024-06-0\($0)") }, .pass),
        one(
            "SEQ-02", "all within nine days",
            (1...4).map { kept("INV/24-25/\(113 + $0)", "2024-06-1\($0 - 1)") },
            .pass),
        one("SEQ-02", "others between", steady(), .pass),
        one("SEQ-02", "too few", [kept("INV/24-25/117", "2024-06-01")], .notApplicable),
        one(
            "SEQ-02", "badly read", (1...4).map { kept("INV/24-25/\(113 + $0)", "2024-06-0\($0)") },
            confidence: 0.5, .inconclusive),
        one("SEQ-03", "as ever", steady(), .pass),
        one("SEQ-03", "another form", steady(), ["invoice_number": "2024061401"], .hit(.low)),
        one("SEQ-03", "another letter", steady(), ["invoice_number": "INB/24-25/118"], .pass),
        one("SEQ-03", "too few", Array(steady().prefix(4)), ["invoice_number": "2024061401"], .notApplicable),
        one(
            "SEQ-03", "two forms already", steady() + [kept("B7", "2024-05-05")],
            ["invoice_number": "2024061401"],
            .pass),
        one("SEQ-03", "no history", nil, .notApplicable),
        one(
            "SEQ-03", "badly read", steady(), ["invoice_number": "2024061401"], confidence: 0.5, .inconclusive
        ),
    ]

    static let amounts: [FraudCase] = [
        one(
            "AMT-01", "time and again", steady { ["9700.00", "9610.00", "1200.00", "800.00"][$0 % 4] },
            ["total": "9800.00"], limits: ["10000.00"], .hit(.medium)),
        one("AMT-01", "once", steady(), ["total": "9800.00"], limits: ["10000.00"], .pass),
        one(
            "AMT-01", "not near the limit", steady { ["9700.00", "9610.00", "1200.00", "800.00"][$0 % 4] },
            ["total": "9000.00"], limits: ["10000.00"], .pass),
        one(
            "AMT-01", "a fixed price", steady { _ in "9800.00" }, ["total": "9800.00"], limits: ["10000.00"],
            .pass),
        one("AMT-01", "no limits", steady(), ["total": "9800.00"], .notApplicable),
        one(
            "AMT-01", "too few", Array(steady().prefix(3)), ["total": "9800.00"], limits: ["10000.00"],
            .notApplicable),
        one(
            "AMT-01", "badly read", steady { ["9700.00", "9610.00", "1200.00", "800.00"][$0 % 4] },
            ["total": "9800.00"], limits: ["10000.00"], confidence: 0.5, .inconclusive),
        one(
            "AMT-02", "two halves", steady() + [kept("INV/24-25/119", "2024-06-15", "6100.00")],
            ["total": "6000.00"], limits: ["10000.00"], .hit(.high)),
        one(
            "AMT-02", "nine days apart", steady() + [kept("INV/24-25/125", "2024-06-23", "6100.00")],
            ["total": "6000.00"], limits: ["10000.00"], .pass),
        one(
            "AMT-02", "below the limit together", steady() + [kept("INV/24-25/119", "2024-06-15", "3900.00")],
            ["total": "6000.00"], limits: ["10000.00"], .pass),
        one(
            "AMT-02", "the supplier's way",
            steady { ["6000.00", "6500.00", "5900.00"][$0 % 3] } + [
                kept("INV/24-25/119", "2024-06-15", "6100.00")
            ],
            ["total": "6000.00"], limits: ["10000.00"], .pass),
        one(
            "AMT-02", "as large a year before",
            steady() + [
                kept("INV/24-25/119", "2024-06-15", "6100.00"), kept("O-1", "2023-07-15", "6900.00"),
                kept("O-2", "2023-08-15", "6900.00"),
            ],
            ["total": "6000.00"], limits: ["10000.00"], .pass),
        one(
            "AMT-02", "one above by itself", steady() + [kept("INV/24-25/119", "2024-06-15", "11000.00")],
            ["total": "6000.00"], limits: ["10000.00"], .pass),
        one("AMT-02", "no limits", steady(), .notApplicable),
        one(
            "AMT-02", "badly read", steady() + [kept("INV/24-25/119", "2024-06-15", "6100.00")],
            ["total": "6000.00"], limits: ["10000.00"], confidence: 0.5, .inconclusive),
        one("AMT-04", "all begin with nine", invented, .hit(.info)),
        one("AMT-04", "as usual", natural, .pass),
        one("AMT-04", "too few", Array(invented.prefix(300)), .notApplicable),
        one(
            "AMT-04", "one order of magnitude",
            (0..<520).map { kept("N\($0)", "2024-05-01", "90\($0 % 9).00") },
            .notApplicable),
        one("AMT-04", "no total", invented, ["total": ""], .notApplicable),
        one("AMT-04", "badly read", invented, confidence: 0.5, .inconclusive),
        one("AMT-05", "thirty times", steady(), ["total": "41300.00"], .hit(.medium)),
        one("AMT-05", "twice", steady(), ["total": "2600.00"], .pass),
        one(
            "AMT-05", "another one as large", steady() + [kept("Y", "2024-05-01", "50000.00")],
            ["total": "41300.00"], .hit(.medium)),
        one("AMT-05", "too few", Array(steady().prefix(11)), ["total": "41300.00"], .notApplicable),
        one("AMT-05", "a credit note", steady(), ["document_type": "credit_note"], .notApplicable),
        one("AMT-05", "badly read", steady(), ["total": "41300.00"], confidence: 0.5, .inconclusive),
        one("AMT-06", "half as much again", priced("16.00"), lines: rows, .hit(.medium)),
        one("AMT-06", "a fifth more", priced("21.00"), lines: rows, .pass),
        one("AMT-06", "the old price", priced("25.00"), lines: rows, .pass),
        one("AMT-06", "two prices only", Array(priced("16.00").prefix(2)), lines: rows, .notApplicable),
        one("AMT-06", "another item", priced("16.00", item: "nuts"), lines: rows, .notApplicable),
        one(
            "AMT-06", "once as dear", priced("16.00") + priced("24.00", from: 9).prefix(1), lines: rows, .pass
        ),
        one(
            "AMT-06", "one wrong price among many",
            priced("16.00") + priced("16.00", from: 6) + priced("24.00", from: 10).prefix(1), lines: rows,
            .hit(.medium)),
        one("AMT-06", "badly read", priced("16.00"), lines: rows, confidence: 0.5, .inconclusive),
    ]

    private static func priced(_ price: String, item: String = "steelbolts", from: Int = 1) -> [PastInvoice] {
        (from...from + 3).map { place in
            kept("P-\(place)", "2024-05-0\(min(place, 9))") { invoice in
                if let price = Amount(price) { invoice.prices = [.init(item: item, price: price)] }
            }
        }
    }

    private static let invented = (0..<520).map { place in
        kept(
            "N\(place)", "2024-05-01",
            ["9\(place % 10).00", "9\(place % 7)0.00", "9\(place % 3)00.00"][place % 3])
    }

    /// Powers of a number that goes through all digits as Benford's law says.
    private static let natural = (0..<520).map { place in
        var value = 10.0
        for _ in 0..<(place % 260) { value *= 1.0269 }
        return kept("N\(place)", "2024-05-01", "\(Int(value)).00")
    }

    static let suppliers: [FraudCase] = [
        one(
            "IDN-12", "another PAN", [kept("A", "2024-01-01", vendor: other, account: "50200012345678")],
            .hit(.high)),
        one(
            "IDN-12", "written otherwise",
            [kept("A", "2024-01-01", vendor: other, account: "5020-0012-345678")],
            .hit(.high)),
        one("IDN-12", "the same PAN", [kept("A", "2024-01-01", account: "50200012345678")], .pass),
        one(
            "IDN-12", "another account", [kept("A", "2024-01-01", vendor: other, account: "50200012345679")],
            .pass),
        one(
            "IDN-12", "new here, of a supplier whose invoices come later",
            steady(account: "50200012345679")
                + [kept("A", "2024-07-01", vendor: other, account: "50200012345678")], .hit(.high)),
        one(
            "IDN-12", "named by another later, known here",
            [
                kept("INV/24-25/101", "2024-05-01", account: "50200012345678"),
                kept("A", "2024-07-01", vendor: other, account: "50200012345678"),
            ], .pass),
        one("IDN-12", "no account", [], ["bank_account": ""], .notApplicable),
        one("IDN-12", "no history", nil, .notApplicable),
        one(
            "IDN-12", "badly read", [kept("A", "2024-01-01", vendor: other, account: "50200012345678")],
            confidence: 0.5, .inconclusive),
        one("VEN-02", "above nine of ten", firsts, ["total": "9900.00"], .hit(.medium)),
        one("VEN-02", "as others", firsts, ["total": "900.00"], .pass),
        one("VEN-02", "at the highest limit", [], limits: ["1000.00", "4130.00"], .hit(.medium)),
        one("VEN-02", "not the first", firsts + [kept("A", "2024-01-01")], ["total": "9900.00"], .pass),
        one("VEN-02", "too few suppliers", Array(firsts.prefix(19)), ["total": "9900.00"], .notApplicable),
        one("VEN-02", "no history", nil, .notApplicable),
        one("VEN-02", "badly read", firsts, ["total": "9900.00"], confidence: 0.5, .inconclusive),
        one("VEN-03", "366 days", [kept("A", "2023-06-14")], .hit(.low)),
        one("VEN-03", "365 days", [kept("A", "2023-06-15")], .pass),
        one("VEN-03", "a week", steady(), .pass),
        one("VEN-03", "never before", [], .notApplicable),
        one("VEN-03", "only later", [kept("A", "2025-09-15")], .notApplicable),
        one("VEN-03", "badly read", [kept("A", "2022-06-14")], confidence: 0.5, .inconclusive),
        one("VEN-06", "as ever", steady(), .pass),
        one("VEN-06", "new", steady(account: "10000000000001"), .hit(.high)),
        one(
            "VEN-06", "new and kept",
            steady(account: "10000000000001")
                + [
                    kept("K1", "2024-06-20", account: "50200012345678"),
                    kept("K2", "2024-06-28", account: "50200012345678"),
                ], .hit(.medium)),
        one(
            "VEN-06", "known among several",
            steady(account: "10000000000001") + [kept("K", "2024-05-09", account: "50200012345678")], .pass),
        one("VEN-06", "two only", Array(steady(account: "10000000000001").prefix(2)), .notApplicable),
        one("VEN-06", "no accounts", steady(account: nil), .notApplicable),
        one("VEN-06", "badly read", steady(account: "10000000000001"), confidence: 0.5, .inconclusive),
    ]

    private static let firsts = (0..<30).map { place in
        kept("F\(place)", "2024-02-01", "\(500 + place * 20).00", vendor: "name:SUPPLIER \(place)")
    }
}
