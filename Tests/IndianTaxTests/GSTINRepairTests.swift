import Testing

@testable import IndianTax

@Suite struct GSTINRepairTests {
    static let numbers = [
        "27AAPFU0939F1ZV", "29AAGCB7383J1Z4", "10AABCU9355J1Z9", "09AABCU9355J1ZS", "27AAGCG4576J1Z6",
        "37AAACI1681G2ZN", "38AAALS7119L1ZH", "12AAACI1681G1Z0", "29AAFCC9980M1ZR", "06AABCO6063D1ZQ",
        "05AAACG2140A1ZL", "24AAQCA8719H1ZC", "09AADCD4946L1Z8",
    ]

    @Test(
        "as read, with blanks and separators",
        arguments: ["27AAPFU0939F1ZV", "27 AAPFU 0939F-1ZV", ":27aapfu0939f1zv"])
    func asRead(_ text: String) {
        let repair = GSTINRepair(text)
        #expect(repair.best?.text == "27AAPFU0939F1ZV")
        #expect(repair.best?.method == .asRead)
        #expect(repair.best?.confidence == 1)
    }

    @Test(
        "letters among digits and digits among letters are put back",
        arguments: [
            ("27AAPFUO939F1ZV", 1), ("Z7AAPFU0939F1ZV", 1), ("27AAPFU0939F12V", 1), ("27AAPFUO939F12V", 2),
            ("27AAPFU093?F1ZV", 0),
        ])
    func classes(_ text: String, _ changes: Int) {
        let repair = GSTINRepair(text)
        if changes == 0 {
            #expect(repair.best == nil)
        } else {
            #expect(repair.best?.text == "27AAPFU0939F1ZV")
            #expect(repair.best?.method == .characterClass)
            #expect(repair.best?.changes == changes)
            #expect(repair.best?.confidence == 0.95)
        }
    }

    @Test("one class error in a fixed place is always undone, never wrongly", arguments: numbers)
    func oneClassError(_ number: String) {
        let letterFor: [Character: [Character]] = [
            "0": ["O", "Q", "D"], "1": ["I", "L", "T"], "2": ["Z"], "4": ["A"], "5": ["S"], "6": ["G"],
            "8": ["B"],
        ]
        let digitFor: [Character: [Character]] = [
            "O": ["0"], "D": ["0"], "Q": ["0"], "I": ["1"], "L": ["1"], "T": ["1", "7"], "Z": ["2"],
            "A": ["4"], "S": ["5"], "G": ["6"], "B": ["8"],
        ]
        var tried = 0
        for place in [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] {
            let characters = Array(number)
            for wrong in (letterFor[characters[place]] ?? []) + (digitFor[characters[place]] ?? []) {
                var changed = characters
                changed[place] = wrong
                #expect(GSTINRepair(String(changed)).best?.text == number, "\(String(changed))")
                tried += 1
            }
        }
        #expect(tried > 0)
    }

    @Test(
        "confusions inside a class give the number, several candidates or nothing; never another number",
        arguments: numbers)
    func sameClass(_ number: String) {
        for (first, second) in [("8", "3"), ("M", "N"), ("U", "V"), ("5", "6"), ("1", "7"), ("C", "G")]
            as [(Character, Character)]
        {
            for place in 0..<14 {
                var changed = Array(number)
                if changed[place] == first {
                    changed[place] = second
                } else if changed[place] == second {
                    changed[place] = first
                } else {
                    continue
                }
                let repair = GSTINRepair(String(changed))
                #expect(repair.best == nil || repair.best?.text == number, "\(String(changed))")
                #expect(repair.candidates.contains { $0.text == number }, "\(String(changed))")
                let hints = GSTINRepair.Hints(pans: [String(number.dropFirst(2).prefix(10))])
                #expect(
                    (2..<12).contains(place) == false
                        || GSTINRepair(String(changed), hints: hints).best?.text == number)
            }
        }
    }

    @Test("the check character is never made up")
    func neverForced() {
        #expect(GSTINRepair("27AAPFU0939F1ZK").candidates.allSatisfy { $0.text != "27AAPFU0939F1ZV" })
        #expect(GSTINRepair("22AAAAA0000A1Z5").best == nil)
    }

    @Test("other lengths give nothing", arguments: ["", "27AAPFU0939F1Z", "27AAPFU0939F1ZVV"])
    func lengths(_ text: String) { #expect(GSTINRepair(text).candidates.isEmpty) }
}
