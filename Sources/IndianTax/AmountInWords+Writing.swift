package import AssayKit

extension AmountInWords {
    /// An amount spelled out: "Rupees One Lakh Two Thousand and Fifty Paise Only".
    ///
    /// The sign is left out; what is less than a paisa is rounded.
    package static func write(_ amount: Amount) -> String {
        let paise = amount.magnitude.rounded(toDecimals: 2).micros / 10_000
        var words = ["Rupees"] + spelled(paise / 100)
        if paise % 100 != 0 { words += ["and"] + spelled(paise % 100) + ["Paise"] }
        return (words + ["Only"]).joined(separator: " ")
    }

    private static func spelled(_ number: Int64) -> [String] {
        if number < 100 { return belowHundred(Int(number)) }
        for (size, name) in [(10_000_000, "Crore"), (100_000, "Lakh"), (1000, "Thousand"), (100, "Hundred")]
            as [(Int64, String)] where number >= size
        {
            let rest = number % size
            return spelled(number / size) + [name] + (rest == 0 ? [] : spelled(rest))
        }
        return []
    }

    private static func belowHundred(_ number: Int) -> [String] {
        guard number >= 20 else { return [capitalised(WordOfNumber.ones[number])] }
        let tens = capitalised(WordOfNumber.tens[number / 10])
        return number % 10 == 0 ? [tens] : [tens, capitalised(WordOfNumber.ones[number % 10])]
    }

    private static func capitalised(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }
}
