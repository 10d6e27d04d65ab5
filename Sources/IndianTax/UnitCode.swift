/// A unit of quantity by its three-letter code.
///
/// Source: unique quantity codes (UQC) of the GST system.
package struct UnitCode: Sendable, Hashable {
    /// Three upper-case letters: "NOS".
    package let code: String
    /// Its name: "Numbers".
    package var name: String { Self.names[code] ?? code }
    /// Whether it counts goods; services have none, or OTH.
    package var isOfGoods: Bool { code != "OTH" && code != "NA" }

    /// The unit that a text names, as documents print it: `Nos`, `pcs.`, `KG`, `Ltr`, `Box(es)`.
    ///
    /// - Returns: nil when it names none that is known.
    package init?(printed text: some StringProtocol) {
        let letters = ASCII.compact(text).filter(ASCII.isUpper)
        let key = String(decoding: letters, as: UTF8.self)
        if Self.names[key] != nil {
            code = key
        } else if let known = Self.spellings[key] {
            code = known
        } else {
            return nil
        }
    }

    /// All codes with their names.
    package static let names: [String: String] = [
        "BAG": "Bags", "BAL": "Bale", "BDL": "Bundles", "BKL": "Buckles", "BOU": "Billions of units",
        "BOX": "Box", "BTL": "Bottles", "BUN": "Bunches", "CAN": "Cans", "CBM": "Cubic metres",
        "CCM": "Cubic centimetres", "CMS": "Centimetres", "CTN": "Cartons", "DOZ": "Dozens", "DRM": "Drums",
        "GGK": "Great gross", "GMS": "Grams", "GRS": "Gross", "GYD": "Gross yards", "KGS": "Kilograms",
        "KLR": "Kilolitres", "KME": "Kilometres", "LTR": "Litres", "MLT": "Millilitres", "MTR": "Metres",
        "MTS": "Metric tons", "NOS": "Numbers", "PAC": "Packs", "PCS": "Pieces", "PRS": "Pairs",
        "QTL": "Quintals", "ROL": "Rolls", "SET": "Sets", "SQF": "Square feet", "SQM": "Square metres",
        "SQY": "Square yards", "TBS": "Tablets", "TGM": "Ten gross", "THD": "Thousands", "TON": "Tonnes",
        "TUB": "Tubes", "UGS": "US gallons", "UNT": "Units", "YDS": "Yards", "OTH": "Others",
    ]

    private static let spellings: [String: String] = [
        "NO": "NOS", "NUM": "NOS", "NUMBER": "NOS", "NUMBERS": "NOS", "EACH": "NOS", "EA": "NOS",
        "PC": "PCS", "PCE": "PCS", "PIECE": "PCS", "PIECES": "PCS", "PS": "PCS", "KG": "KGS",
        "KILO": "KGS", "KILOGRAM": "KGS", "KILOGRAMS": "KGS", "G": "GMS", "GM": "GMS", "GRM": "GMS",
        "GRAM": "GMS", "GRAMS": "GMS", "L": "LTR", "LT": "LTR", "LTRS": "LTR", "LTS": "LTR", "LITRE": "LTR",
        "LITRES": "LTR", "LITER": "LTR", "LITERS": "LTR", "ML": "MLT", "M": "MTR", "MT": "MTS",
        "MTRS": "MTR", "METER": "MTR", "METERS": "MTR", "METRE": "MTR", "METRES": "MTR", "CM": "CMS",
        "KM": "KME", "TONS": "TON", "TONNE": "TON", "TONNES": "TON", "PAIR": "PRS", "PAIRS": "PRS",
        "PR": "PRS", "SETS": "SET", "BOXES": "BOX", "BX": "BOX", "BAGS": "BAG", "BOTTLE": "BTL",
        "BOTTLES": "BTL", "BTLS": "BTL", "BOTT": "BTL", "BUNDLE": "BDL", "BUNDLES": "BDL", "CARTON": "CTN",
        "CARTONS": "CTN", "CTNS": "CTN", "DOZEN": "DOZ", "DOZENS": "DOZ", "DZ": "DOZ", "DZN": "DOZ",
        "PACK": "PAC", "PACKS": "PAC", "PKT": "PAC", "PKTS": "PAC", "PACKET": "PAC", "PACKETS": "PAC",
        "PAK": "PAC", "QTLS": "QTL", "QUINTAL": "QTL", "QUINTALS": "QTL", "ROLL": "ROL", "ROLLS": "ROL",
        "SQFT": "SQF", "SFT": "SQF", "SQMT": "SQM", "SQMTR": "SQM", "SQYD": "SQY", "TAB": "TBS",
        "TABS": "TBS", "TABLET": "TBS", "TABLETS": "TBS", "UNIT": "UNT", "UNITS": "UNT", "TUBE": "TUB",
        "TUBES": "TUB", "DRUM": "DRM", "DRUMS": "DRM", "CANS": "CAN", "YARD": "YDS", "YARDS": "YDS",
        "CUM": "CBM", "CUMT": "CBM", "CFT": "OTH", "OTHER": "OTH", "OTHERS": "OTH", "HRS": "OTH",
        "HOUR": "OTH", "HOURS": "OTH", "DAY": "OTH", "DAYS": "OTH", "MONTH": "OTH", "MONTHS": "OTH",
        "JOB": "OTH", "STRIP": "OTH", "STRIPS": "OTH",
    ]
}
