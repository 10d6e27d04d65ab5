/// Words that only names of companies end with, in the law of many countries.
enum CompanyForm {
    private static let forms: Set<String> = [
        "ltd", "limited", "llc", "llp", "inc", "plc", "corp", "gmbh", "ag", "kg", "ohg", "ug", "ev", "eg",
        "se", "sarl", "sas",
        "sa", "srl", "spa", "bv", "nv", "vof", "ab", "as", "aps", "oy", "bhd", "sdnbhd", "pte", "pty", "kgaa",
        "sro",
        "enterprise", "enterprises", "trading", "restaurant", "restoran", "hardware", "stationery", "store",
        "stores",
        "mart", "supermarket", "hypermarket", "bakery", "cafe", "company", "co", "industries", "motor",
        "pharmacy",
        "hotel", "shop", "sdn",
    ]

    /// Whether a folded word is one.
    static func contains(_ folded: some Sequence<UInt8>) -> Bool {
        forms.contains(String(decoding: Array(folded), as: UTF8.self))
    }
}
