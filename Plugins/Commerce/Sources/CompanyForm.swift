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

    /// A recognised name whose form is spelled as the law does: OCR reads "SDN BHD" as "SON BHD", "S/B" as "$/B".
    static func mended(_ name: String) -> String {
        var words = name.split(separator: " ").map(String.init)
        for place in words.indices {
            if words[place] == "$/B" { words[place] = "S/B" }
            if place > 0, words[place].hasPrefix("BHD"),
                ["SON", "SON.", "SDH", "SDN,"].contains(words[place - 1])
            {
                words[place - 1] = words[place - 1].hasSuffix(".") ? "SDN." : "SDN"
            }
        }
        return words.joined(separator: " ")
    }

    /// Whether a folded word is one.
    static func contains(_ folded: some Sequence<UInt8>) -> Bool {
        forms.contains(String(decoding: Array(folded), as: UTF8.self))
    }
}
