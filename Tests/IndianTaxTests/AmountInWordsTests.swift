import AssayKit
import Testing

@testable import IndianTax

struct SpelledAmount: Sendable, CustomTestStringConvertible {
    let text: String
    let amount: String?
    var testDescription: String { text }

    init(_ text: String, _ amount: String?) {
        self.text = text
        self.amount = amount
    }
}

@Suite struct AmountInWordsTests {
    @Test(
        "read",
        arguments: [
            SpelledAmount("INR Two Thousand Four Hundred Eighty Only", "2480"),
            SpelledAmount("INR One Thousand And Ten Rupees Only.", "1010"),
            SpelledAmount("INR One Thousand, One Hundred And Fifteen Rupees Only.", "1115"),
            SpelledAmount("One Hundred Sixty Six Rupees And Ninety Five Paisa Only", "166.95"),
            SpelledAmount("Seven Hundred Sixty-four only", "764"),
            SpelledAmount(
                "Rupees One Crore Two Lakh Three Thousand Four Hundred Five and Paise Fifty Only",
                "10203405.50"),
            SpelledAmount("Rupees Twelve Lakh Thirty Four Thousand Five Hundred Sixty Seven Only", "1234567"),
            SpelledAmount("One Thousand Crore", "10000000000"),
            SpelledAmount("One Lakh Twenty Thousand Crore Only", "1200000000000"),
            SpelledAmount("Two Million Rupees", "2000000"),
            SpelledAmount("Five Lacs Fourty Thousand", "540000"),
            SpelledAmount("Rs. Tweleve Thousand Only", "12000"),
            SpelledAmount("Rupees Fifty and Paise Ten Only", "50.10"),
            SpelledAmount("Rupees One Hundred and Seventy Five Paise Only", "100.75"),
            SpelledAmount("Ninety Five Paise Only", "0.95"),
            SpelledAmount("TwentyFive Rupees Only", "25"),
            SpelledAmount("Zero", "0"),
            SpelledAmount("Fifteen Hundred Rupees", "1500"),
            SpelledAmount("Rupees 500 Only", "500"),
            SpelledAmount("Twenty Thirty Rupees", nil),
            SpelledAmount("Rupees", nil),
            SpelledAmount("Computer Generated Invoice", nil),
            SpelledAmount("Thousand Lakh Thousand Lakh", nil),
            SpelledAmount("One Thousand One Lakh", nil),
            SpelledAmount("One Hundred Fifty Paise", nil),
            SpelledAmount("", nil),
        ])
    func read(_ sample: SpelledAmount) {
        #expect(AmountInWords.parse(sample.text) == sample.amount.flatMap { Amount($0) })
    }

    @Test("what is written is read back")
    func roundTrip() {
        var seed: UInt64 = 42
        for _ in 0..<2000 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let paise =
                Int64(seed >> 20) % [100, 100_000, 100_000_000, 10_000_000_000_000][Int(seed >> 60) % 4]
            let amount = Amount(micros: paise * 10_000, scale: 2)
            #expect(AmountInWords.parse(AmountInWords.write(amount)) == amount, "\(amount)")
        }
    }

    @Test(
        "written",
        arguments: [
            ("0", "Rupees Zero Only"), ("1180.00", "Rupees One Thousand One Hundred Eighty Only"),
            (
                "10203405.50",
                "Rupees One Crore Two Lakh Three Thousand Four Hundred Five and Fifty Paise Only"
            ),
            ("0.05", "Rupees Zero and Five Paise Only"),
        ])
    func written(_ amount: String, _ words: String) {
        #expect(Amount(amount).map(AmountInWords.write) == words)
    }
}
