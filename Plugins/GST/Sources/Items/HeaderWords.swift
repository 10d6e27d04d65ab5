/// The words that table headings are made of, by what they tell, to find the rows that are headings.
enum HeaderWord: UInt8, Sendable {
    case serial, description, hsn, quantity, unit, price, discount, taxable, amount, tax
    /// Tells nothing by itself: "of", "value", "(Rs.)".
    case filler

    /// What a folded word tells.
    static func named(_ key: some Collection<UInt8>) -> HeaderWord? {
        var node = 0
        for byte in key {
            guard let next = trie.step(node, byte) else { return nil }
            node = next
        }
        return trie.kind(at: node)
    }

    /// What a misread word tells.
    static func misread(_ key: [UInt8]) -> HeaderWord? {
        guard key.count <= 16 else { return nil }
        return FuzzySpelling.find(key, in: trie, budget: 1)?.0
    }

    private static let hindi: [(HeaderWord, [String])] = [
        (.serial, ["क्र.सं.", "क्र.", "क्रम", "क्रमांक"]),
        (.description, ["विवरण", "वस्तु", "माल", "सामान", "उत्पाद", "सेवा", "आइटम", "नाम"]),
        (.hsn, ["एचएसएन", "एसएसी", "सैक", "एचएसएन/एसएसी"]), (.quantity, ["मात्रा", "नग", "वजन"]),
        (.unit, ["इकाई", "यूनिट"]),
        (.price, ["दर", "भाव"]), (.discount, ["छूट"]), (.taxable, ["योग्य", "करयोग्य"]),
        (.amount, ["राशि", "कुल", "योग", "मूल्य"]),
        (.tax, ["कर", "जीएसटी", "सीजीएसटी", "एसजीएसटी", "आईजीएसटी"]),
        (.filler, ["सं.", "संख्या", "कोड", "का", "की", "के", "प्रति", "रु.", "रुपये", "सकल", "प्रतिशत"]),
    ]

    private static let trie = FoldedTrie<HeaderWord>(
        hindi + [
            (.serial, ["sl", "sr", "sno", "slno", "srno", "s", "#", "si", "sino", "sn", "serial", "srl"]),
            (
                .description,
                [
                    "description", "particulars", "item", "items", "product", "products", "goods", "services",
                    "service", "material",
                    "itemdescription", "name", "details", "particular", "commodity", "descriptionofgoods",
                    "medicine", "article",
                    "goods/services", "service(s)", "itemname", "productname", "product/service",
                    "item/service",
                    "title", "activity", "designation", "ornament", "ornaments", "charges", "plan", "work",
                    "quality", "equipment", "head", "premium", "coverage", "narration", "activities",
                    "professional", "fees", "fee",
                ]
            ),
            (.hsn, ["hsn", "hsnsac", "sac", "hsncode", "sachsn", "hsnsaccode", "hsnsacno"]),
            (
                .quantity,
                [
                    "qty", "quantity", "qnty", "mts", "meters", "metres", "seats", "licenses", "licences",
                    "users", "nos", "persons",
                    "pax", "bags", "days", "months", "hours", "hrs", "weight", "wt", "pcs", "nights",
                    "qtyunit",
                    "qtyuom",
                ]
            ),
            (.unit, ["unit", "uom", "uqc", "per", "units"]),
            (
                .price,
                [
                    "rate", "price", "mrp", "cost", "rateitem", "unitprice", "priceunit", "rateunit", "ptr",
                    "unitrate", "rates", "tariff",
                ]
            ),
            (
                .discount,
                ["disc", "discount", "dis", "disc%", "savings", "discount%", "discounts", "dist", "rebate"]
            ),
            (.taxable, ["taxable", "assessable", "taxablevalue", "taxableamount", "taxableamt"]),
            (
                .amount,
                [
                    "amount", "amt", "total", "gross", "net", "value", "rent", "rental", "totalamount",
                    "amountrs", "amountinr",
                    "totalrs", "subtotal", "netamount", "freight", "fare", "totalinr",
                ]
            ),
            (
                .tax,
                [
                    "cgst", "sgst", "igst", "utgst", "cess", "gst", "tax", "sgstutgst", "gst%", "tax%",
                    "cgst%",
                    "sgst%", "igst%",
                    "central", "integrated", "cgstamt", "sgstamt", "igstamt", "taxes", "taxamount", "ugst",
                    "sgstugst", "gstrate", "taxrate",
                    "stateut", "gstamt", "gstamount", "cgstrate", "sgstrate", "igstrate", "cgstrs", "sgstrs",
                    "igstrs",
                ]
            ),
            (
                .filler,
                [
                    "no", "of", "code", "and", "in", "rs", "inr", "incl", "excl", "including", "excluding",
                    "inclusive", "exclusive", "type",
                    "state", "batch", "exp", "expiry", "mfg", "date", "pack", "free", "sku", "the", "for",
                    "to",
                    "%", "before", "after",
                    "each", "as", "applicable", "additional", "cld", "coupons", "base", "ut", "no.",
                    "number", "or", "on", "make",
                    "with", "discountscoupons", "brand", "size", "mrp", "scheme", "packing", "mfr", "line",
                    "billed", "shipped", "lr", "from", "gr", "excl.", "gms", "kgs", "kg", "gm", "ltr",
                    "mtr",
                ]
            ),
        ])
}
