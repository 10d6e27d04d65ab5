/// A State or Union Territory by its GST code.
///
/// Source: state code list of the GST system; code 25 was merged into 26 on 26 January 2020, and 28 is Andhra
/// Pradesh before its division.
public struct IndianState: Sendable, Hashable {
    /// Two digits: "29".
    public let code: String
    /// Its name as the GST system writes it.
    public let name: String
    /// Whether its own share of the tax is called UTGST (CGST/UTGST Acts 2017).
    public var isUnionTerritoryTax: Bool { ["04", "26", "25", "31", "35", "38", "97"].contains(code) }

    /// The code under which it is compared: 25 counts as 26, 28 as 37.
    public var comparableCode: String {
        switch code {
        case "25": "26"
        case "28": "37"
        default: code
        }
    }

    /// The State with that code.
    ///
    /// "9" and "09" are the same. nil for an unassigned code.
    public init?(code: some StringProtocol) {
        let padded = code.count == 1 ? "0" + code : String(code)
        guard let name = Self.names[padded] else { return nil }
        self.code = padded
        self.name = name
    }

    /// The State that a printed text names, by its code, its name or both.
    ///
    /// Printed forms are `29-Karnataka`, `Uttar Pradesh(9)`, `Karnataka, Code: 29`, `State Name : Delhi, Code : 07`.
    /// nil when the text names none, or when name and code disagree.
    public init?(printed text: some StringProtocol) {
        let tokens = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let letters = tokens.filter { $0.allSatisfy(\.isLetter) && $0 != "and" }.joined()
        let numbers = tokens.filter { $0.count <= 2 && $0.allSatisfy(\.isNumber) }
        let byCode = numbers.count == 1 ? IndianState(code: numbers[0]) : nil
        let byName = Self.match(letters)
        switch (byName, byCode) {
        case (let named?, let coded?):
            guard named.comparableCode == coded.comparableCode else { return nil }
            self = coded
        case (let named?, nil): self = named
        case (nil, let coded?):
            guard letters.isEmpty || letters == "code" || letters == "statecode" else { return nil }
            self = coded
        case (nil, nil): return nil
        }
    }

    private static func match(_ letters: String) -> IndianState? {
        guard !letters.isEmpty else { return nil }
        if let code = spellings[letters] { return IndianState(code: code) }
        let noise = ["placeofsupply", "statename", "statecode", "state", "code", "pos", "ut", "india"]
        var rest = letters
        for word in noise {
            if rest.hasPrefix(word) { rest = String(rest.dropFirst(word.count)) }
            if rest.hasSuffix(word) { rest = String(rest.dropLast(word.count)) }
        }
        return spellings[rest].flatMap { IndianState(code: $0) }
    }

    /// All assigned codes with their names.
    public static let names: [String: String] = [
        "01": "Jammu and Kashmir", "02": "Himachal Pradesh", "03": "Punjab", "04": "Chandigarh",
        "05": "Uttarakhand", "06": "Haryana", "07": "Delhi", "08": "Rajasthan", "09": "Uttar Pradesh",
        "10": "Bihar", "11": "Sikkim", "12": "Arunachal Pradesh", "13": "Nagaland", "14": "Manipur",
        "15": "Mizoram", "16": "Tripura", "17": "Meghalaya", "18": "Assam", "19": "West Bengal",
        "20": "Jharkhand", "21": "Odisha", "22": "Chhattisgarh", "23": "Madhya Pradesh", "24": "Gujarat",
        "25": "Daman and Diu", "26": "Dadra and Nagar Haveli and Daman and Diu", "27": "Maharashtra",
        "28": "Andhra Pradesh (before division)", "29": "Karnataka", "30": "Goa", "31": "Lakshadweep",
        "32": "Kerala", "33": "Tamil Nadu", "34": "Puducherry", "35": "Andaman and Nicobar Islands",
        "36": "Telangana", "37": "Andhra Pradesh", "38": "Ladakh", "96": "Other Countries",
        "97": "Other Territory", "99": "Centre Jurisdiction",
    ]

    /// Lower-case letters without "and" → code, with the spellings that documents use.
    private static let spellings: [String: String] = {
        var table: [String: String] = [:]
        for (code, name) in names where code != "28" {
            let key = name.lowercased().split { !$0.isLetter }.filter { $0 != "and" }.joined()
            table[key] = code
        }
        let variants = [
            "orissa": "21", "pondicherry": "34", "chattisgarh": "22", "chhatisgarh": "22",
            "uttaranchal": "05",
            "newdelhi": "07", "nctofdelhi": "07", "jammukashmir": "01", "tamilnadu": "33", "tn": "33",
            "andamannicobar": "35", "dadranagarhaveli": "26", "damandiu": "26", "telengana": "36",
            "andhrapradeshnew": "37", "andrapradesh": "37", "karnatak": "29", "maharastra": "27",
            "gujrat": "24", "westbangal": "19", "ka": "29", "mh": "27", "gj": "24", "dl": "07", "up": "09",
            "hr": "06", "rj": "08", "mp": "23", "wb": "19", "ts": "36", "ap": "37", "kl": "32",
        ]
        table.merge(variants) { first, _ in first }
        return table
    }()
}
