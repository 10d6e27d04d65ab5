import AssayKit

extension RuleCase {
    static let arithmetic: [RuleCase] = [
        RuleCase("ARI-01", "clean", .pass),
        RuleCase("ARI-01", "price off", ["0.unit_price": "26.00"], .hit(.high)),
        RuleCase("ARI-01", "within rounding of the price", ["0.unit_price": "25.004"], .hit(.high)),
        RuleCase("ARI-01", "rounded price", ["0.unit_price": "25.00", "0.taxable_value": "2500.49"], .pass),
        RuleCase(
            "ARI-01", "discount in rupees", ["0.discount": "500.00", "0.taxable_value": "2000.00"], .pass),
        RuleCase(
            "ARI-01", "discount in percent", ["0.discount_percent": "10", "0.taxable_value": "2250.00"], .pass
        ),
        RuleCase("ARI-01", "price with tax", ["0.unit_price": "29.50"], .pass),
        RuleCase(
            "ARI-01", "badly read", ["0.unit_price": "26.00"], confidence: ["0.unit_price": 0.4],
            .inconclusive),
        RuleCase("ARI-01", "value with tax", ["0.taxable_value": "2950.00"], .pass),
        RuleCase(
            "ARI-01", "by the last column", ["0.taxable_value": "", "0.amount": "2600.00"], .hit(.medium)),
        RuleCase(
            "ARI-01", "the last column with tax", ["0.taxable_value": "", "0.amount": "2950.00"], .pass),
        RuleCase("ARI-01", "no quantity", ["0.quantity": "", "1.quantity": ""], .notApplicable),
        RuleCase("ARI-02", "clean", .pass),
        RuleCase("ARI-02", "total of lines off", ["taxable_total": "3600.00"], .hit(.high)),
        RuleCase(
            "ARI-02", "a line was not read", ["0.taxable_value": "2000.00"], .hit(.medium)),
        RuleCase("ARI-02", "two paise", ["taxable_total": "3500.02"], .pass),
        RuleCase("ARI-02", "charges inside", ["taxable_total": "3600.00", "other_charges": "100.00"], .pass),
        RuleCase("ARI-02", "a cell is missing", ["0.taxable_value": ""], .inconclusive),
        RuleCase("ARI-02", "no total", ["taxable_total": ""], .notApplicable),
        RuleCase("ARI-03", "clean", .pass),
        RuleCase("ARI-03", "tax of a line off", ["0.cgst": "235.00"], .hit(.high)),
        RuleCase(
            "ARI-03", "rates of one half", ["0.rate": "9", "1.rate": "9", "s0.rate": "9", "s1.rate": "9"],
            .pass),
        RuleCase(
            "ARI-03", "a misread rate, from a picture", ["0.rate": "0", "1.rate": "", "s0.rate": ""],
            isRecognised: true, .inconclusive),
        RuleCase("ARI-03", "a rate of nothing beside a tax", ["0.rate": "0"], .hit(.high)),
        RuleCase("ARI-03", "one paisa", ["0.cgst": "225.01"], .pass),
        RuleCase(
            "ARI-03", "heads off",
            [
                "0.cgst": "", "0.sgst": "", "1.cgst": "", "1.sgst": "", "summary": "", "cgst": "400.00",
                "sgst": "400.00",
            ],
            .hit(.high)),
        RuleCase(
            "ARI-03", "heads in whole rupees",
            [
                "0.cgst": "", "0.sgst": "", "1.cgst": "", "1.sgst": "", "summary": "",
                "0.taxable_value": "2503.00",
                "taxable_total": "3503.00",
            ], .pass),
        RuleCase("ARI-03", "badly read", ["0.cgst": "235.00"], confidence: ["0.cgst": 0.5], .inconclusive),
        RuleCase("ARI-03", "no rates", ["lines": "-", "summary": "-"], .notApplicable),
        RuleCase("ARI-04", "clean", .pass),
        RuleCase("ARI-04", "totals differ", ["sgst": "316.00"], .hit(.medium)),
        RuleCase(
            "ARI-04", "a lost decimal point, from a picture", ["sgst": "3150.0"], isRecognised: true,
            .inconclusive),
        RuleCase("ARI-04", "a lost decimal point, typed", ["sgst": "3150.0"], .hit(.medium)),
        RuleCase("ARI-04", "a paisa", ["sgst": "315.01"], .pass),
        RuleCase("ARI-04", "badly read", ["sgst": "316.00"], confidence: ["sgst": 0.3], .inconclusive),
        RuleCase("ARI-05", "clean", .pass),
        RuleCase("ARI-05", "total off", ["total": "4230.00"], .hit(.critical)),
        RuleCase("ARI-05", "rounded without a line for it", ["total": "4130.40"], .hit(.info)),
        RuleCase("ARI-05", "nothing", ["total": "0.00"], .inconclusive),
        RuleCase(
            "ARI-05", "a lost decimal point, from a picture", ["total": "413000"], isRecognised: true,
            .inconclusive),
        RuleCase(
            "ARI-05", "a head misread, from a picture", ["cgst": "3150.00"], isRecognised: true, .inconclusive
        ),
        RuleCase("ARI-05", "a head off, typed", ["cgst": "3150.00"], .hit(.critical)),
        RuleCase(
            "ARI-05", "the taxable value misread, from a picture", ["taxable_total": "4130.00"],
            isRecognised: true, .inconclusive),
        RuleCase(
            "ARI-05", "total off, from a picture", ["total": "4230.00"], isRecognised: true, .hit(.critical)),
        RuleCase("ARI-05", "the taxable value off, typed", ["taxable_total": "4130.00"], .hit(.critical)),
        RuleCase("ARI-05", "two paise", ["total": "4130.02"], .pass),
        RuleCase("ARI-05", "just above a rupee", ["total": "4131.01"], .hit(.critical)),
        RuleCase("ARI-05", "charges", ["other_charges": "70.00", "total": "4200.00"], .pass),
        RuleCase("ARI-05", "round-off", ["round_off": "-0.30", "total": "4129.70"], .pass),
        RuleCase("ARI-05", "round-off without its sign", ["round_off": "0.30", "total": "4129.70"], .pass),
        RuleCase("ARI-05", "discount after tax", ["post_tax_discount": "30.00", "total": "4100.00"], .pass),
        RuleCase("ARI-05", "reverse charge", ["reverse_charge": "true", "total": "3500.00"], .pass),
        RuleCase("ARI-05", "tax collected at source", ["total": "4171.30"], text: "TCS @ 1%", .inconclusive),
        RuleCase(
            "ARI-05", "no tax was read",
            ["cgst": "", "sgst": "", "0.cgst": "", "0.sgst": "", "summary": "-"], .inconclusive),
        RuleCase("ARI-05", "badly read", ["total": "4230.00"], confidence: ["total": 0.59], .inconclusive),
        RuleCase(
            "ARI-05", "a discount on the order", ["taxable_total": "", "total": "4000.00"], .inconclusive),
        RuleCase(
            "ARI-05", "more than the lines", ["taxable_total": "", "total": "4300.00"], .hit(.critical)),
        RuleCase("ARI-05", "no total", ["total": ""], .notApplicable),
        RuleCase("ARI-06", "clean", .pass),
        RuleCase(
            "ARI-06", "another number", ["amount_in_words": "Rupees Four Thousand Three Hundred Only"],
            .hit(.high)),
        RuleCase("ARI-06", "paise only", ["total": "4130.75"], .hit(.low)),
        RuleCase("ARI-06", "words of the rounded total", ["total": "4130.40"], .pass),
        RuleCase("ARI-06", "words of the tax", ["amount_in_words": "Six Hundred Thirty Only"], .inconclusive),
        RuleCase(
            "ARI-06", "only the end was read", ["amount_in_words": "One Hundred Thirty Only"], .inconclusive),
        RuleCase(
            "ARI-06", "only the beginning was read", ["amount_in_words": "Four Thousand"], .inconclusive),
        RuleCase("ARI-06", "no words of a number", ["amount_in_words": "E & O E"], .inconclusive),
        RuleCase("ARI-06", "no words", ["amount_in_words": ""], .notApplicable),
        RuleCase("ARI-07", "half a rupee", ["round_off": "0.50"], .pass),
        RuleCase("ARI-07", "more than half", ["round_off": "-0.60", "total": "4132.00"], .hit(.medium)),
        RuleCase("ARI-07", "more than one", ["round_off": "7.00", "total": "4137.00"], .hit(.high)),
        RuleCase("ARI-07", "to the next ten", ["round_off": "2.50", "total": "4130.00"], .hit(.low)),
        RuleCase(
            "ARI-07", "badly read", ["round_off": "7.00"], confidence: ["round_off": 0.2], .inconclusive),
        RuleCase(
            "ARI-07", "a lost decimal point, from a picture", ["round_off": "703"], isRecognised: true,
            .inconclusive),
        RuleCase("ARI-07", "none", .notApplicable),
        RuleCase("ARI-08", "clean", .pass),
        RuleCase("ARI-08", "summary off", ["s0.taxable_value": "2600.00"], .hit(.medium)),
        RuleCase("ARI-08", "three paise", ["s0.taxable_value": "2500.03"], .pass),
        RuleCase("ARI-08", "a cell is missing", ["s0.taxable_value": ""], .inconclusive),
        RuleCase("ARI-08", "no summary", ["summary": "-"], .notApplicable),
        RuleCase("ARI-09", "clean", .pass),
        RuleCase("ARI-09", "negative amount", ["0.taxable_value": "-2500.00"], .hit(.medium)),
        RuleCase("ARI-09", "negative quantity", ["0.quantity": "-1"], .hit(.medium)),
        RuleCase(
            "ARI-09", "shipping given back",
            ["0.taxable_value": "-40.00", "0.description": "Shipping Charges"], .pass),
        RuleCase(
            "ARI-09", "on a credit note", ["0.taxable_value": "-40.00", "document_type": "credit_note"],
            .notApplicable),
        RuleCase("ARI-09", "a row of totals", ["0.taxable_value": "3500.00", "0.quantity": "0"], .pass),
        RuleCase("ARI-09", "free", ["0.taxable_value": "0.00"], .pass),
        RuleCase(
            "ARI-09", "badly read", ["0.quantity": "-1"], confidence: ["0.quantity": 0.5], .inconclusive),
        RuleCase("ARI-10", "clean", .pass),
        RuleCase("ARI-10", "due off", ["amount_due": "3000.00"], .hit(.medium)),
        RuleCase("ARI-10", "two paise", ["amount_due": "3130.02"], .pass),
        RuleCase(
            "ARI-10", "an old balance", ["amount_due": "5000.00"], text: "Opening Balance 1870.00",
            .inconclusive),
        RuleCase("ARI-10", "not told", ["amount_paid": ""], .notApplicable),
    ]
}
