import AssayKit
import Testing

import AssayKit
@testable import IndianTax

/// Numbers published as samples; all check characters were computed anew.
private let validNumbers = """
    27AAPFU0939F1ZV 29AAGCB7383J1Z4 10AABCU9355J1Z9 09AABCU9355J1ZS 27AAGCG4576J1Z6 37AAACI1681G2ZN
    38AAALS7119L1ZH 26AAACI1681G1ZR 25AAACI1681G1ZT 07AAACI1681G1ZR 33AAACI1681G1ZW 36AAACI1681G1ZQ
    01AAACI1681G2Z2 12AAACI1681G1Z0 29AAFCC9980M1ZR 06AABCO6063D1ZQ 05AAACG2140A1ZL 24AAQCA8719H1ZC
    29AAXCS0655F1ZU 09AABCU6223H2ZB 09AADCD4946L1Z8
    """.split { $0.isWhitespace }.map(String.init)

struct InvalidGSTIN: Sendable, CustomTestStringConvertible {
    let text: String
    let problems: [GSTIN.Problem]
    let testDescription: String

    init(_ text: String, _ problems: [GSTIN.Problem], _ name: String) {
        self.text = text
        self.problems = problems
        testDescription = "\(name): \(text)"
    }

    static func check(_ expected: Character, _ found: Character) -> [GSTIN.Problem] {
        [.check(expected: expected, found: found)]
    }
}

@Suite struct GSTINTests {
    @Test("published numbers are valid", arguments: validNumbers)
    func published(_ text: String) {
        #expect(GSTIN.isValid(text))
        #expect(GSTIN.isValid(text.lowercased()))
        #expect(GSTIN(text)?.form == .regular)
        #expect(GSTIN.checkCharacter(for: text.dropLast()) == text.last)
    }

    @Test(
        "what is wrong is named",
        arguments: [
            InvalidGSTIN("27AAPFU0939F1ZO", InvalidGSTIN.check("V", "O"), "letter O"),
            InvalidGSTIN("27AAPFU0939F1Z0", InvalidGSTIN.check("V", "0"), "digit 0"),
            InvalidGSTIN("27AAPFU0939F1Z", [.length(14)], "too short"),
            InvalidGSTIN("369296450896540", [.form], "digits only"),
            InvalidGSTIN("27AAPFU0939F1ZV12", [.length(17)], "too long"),
            InvalidGSTIN("AAAPFU0939F1ZV", [.length(14)], "no State"),
            InvalidGSTIN("47AAGCG4576J1A6", [.state("47"), .check(expected: "J", found: "6")], "State 47"),
            InvalidGSTIN("27AAGCG4576J1Z8", InvalidGSTIN.check("6", "8"), "last digit"),
            InvalidGSTIN("25AAACI1681G1Z4", InvalidGSTIN.check("T", "4"), "last digit"),
            InvalidGSTIN("22AAAAA0000A1Z5", [.serial, .check(expected: "C", found: "5")], "placeholder"),
            InvalidGSTIN("33AAAAA1234A1Z5", InvalidGSTIN.check("V", "5"), "demonstration"),
            InvalidGSTIN("27AAPFU9039F1ZV", InvalidGSTIN.check("M", "V"), "digits swapped"),
            InvalidGSTIN("39AAPFU0939F1ZQ", [.state("39")], "unassigned State"),
            InvalidGSTIN("27AAPXU0939F1ZU", [.holder("X")], "no such holder"),
            InvalidGSTIN("27AAPFU0939F0ZW", [.form], "entity 0"),
            InvalidGSTIN("27AAPFU0000F1ZJ", [.serial], "PAN serial 0000"),
            InvalidGSTIN("29AAFCA7488L1Z0", InvalidGSTIN.check("W", "0"), "transporter's enrolment"),
            InvalidGSTIN("", [.length(0)], "nothing"),
            InvalidGSTIN("२७AAPFU0939F1ZV", [.length(15)], "digits of another script"),
        ]
    )
    func invalid(_ sample: InvalidGSTIN) {
        let problems = GSTIN.problems(in: sample.text)
        if sample.text.utf8.count == sample.text.count {
            #expect(problems == sample.problems)
        } else {
            #expect(!problems.isEmpty)
        }
        #expect(!GSTIN.isValid(sample.text))
    }

    @Test("numbers of the e-invoice sandbox are not valid")
    func sandbox() {
        for text in ["01AMBPG7773M002", "02AMBPG7773M002", "37ARZPT4384Q1MT", "29AWGPV7107B1Z1"] {
            #expect(!GSTIN.isValid(text))
        }
    }

    @Test(
        "special forms",
        arguments: [
            ("0717USA12345NF1", GSTIN.Form.nonResident), ("0717AUS12345UN1", .uniqueIdentity),
            ("9917USA29001OSB", .onlineServices), ("29AAAA12345A1Z5", .governmentDepartment),
            ("29AAAAA1234A1CX", .taxCollector), ("29BLRA12345A1D4", .taxDeductor),
        ])
    func forms(_ text: String, _ form: GSTIN.Form) {
        #expect(GSTIN(text)?.form == form)
    }

    @Test("a form without a PAN is valid whatever its check character, with a remark")
    func uncheckedForms() {
        let embassy = GSTIN("0717AUS12345UN1")
        #expect(embassy?.isValid == true)
        #expect(embassy?.pan == nil)
        #expect(embassy?.remarks.isEmpty == false)
    }

    @Test("an unusual fourteenth character is a remark, not a problem")
    func fourteenth() {
        let gstin = GSTIN("27AAPFU0939F1AA")
        #expect(gstin?.problems == [])
        #expect(gstin?.remarks == [.fourteenth("A")])
    }

    @Test("parts of a number")
    func parts() {
        let gstin = GSTIN("27AAPFU0939F1ZV")
        #expect(gstin?.state?.name == "Maharashtra")
        #expect(gstin?.pan?.text == "AAPFU0939F")
        #expect(gstin?.pan?.holder == .firm)
        #expect(gstin?.entity == "1")
        #expect(gstin?.checkCharacter == "V")
    }

    @Test("every single wrong character is caught")
    func singleErrors() {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        for text in validNumbers.prefix(4) {
            for place in 0..<15 {
                for other in alphabet where Array(text)[place] != other {
                    var changed = Array(text)
                    changed[place] = other
                    if let gstin = GSTIN(String(changed)), gstin.form == .governmentDepartment {
                        // A digit in the fifth letter's place makes another form, where the check only warns.
                        #expect(!gstin.remarks.isEmpty)
                    } else {
                        #expect(!GSTIN.isValid(String(changed)), "\(String(changed))")
                    }
                }
            }
        }
    }

    @Test("words that mean no number", arguments: ["URP", "Unregistered", "N/A", "NA", "Not Available", " "])
    func noNumber(_ text: String) {
        #expect(GSTIN.meansNone(text))
    }

    @Test("texts that no one would write do not trap")
    func hostile() {
        let texts = [
            "\u{0}", "🧾🧾🧾🧾🧾🧾🧾🧾🧾🧾🧾🧾🧾🧾🧾", String(repeating: "A", count: 100_000), "²⁷AAPFU0939F1ZV",
            "２７AAPFU0939F1ZV", "27AAPFU0939F1Z\u{301}", "\r\n",
        ]
        for text in texts {
            #expect(!GSTIN.isValid(text))
            #expect(!GSTIN.problems(in: text).isEmpty)
            #expect(GSTINRepair(text).best == nil)
            #expect(PAN(text) == nil && IFSC(text) == nil && HSN(text) == nil && IRN(text) == nil)
            #expect(IndianDate(text) == nil && AmountInWords.parse(text) == nil)
        }
    }
}

@Suite struct PANTests {
    @Test(
        "validity",
        arguments: [
            ("AAPFU0939F", true), ("aapfu0939f", true), ("AAPXU0939F", false), ("AAPFU0000F", false),
        ])
    func validity(_ text: String, _ isValid: Bool) {
        #expect(PAN(text)?.isValid == isValid)
    }

    @Test("other forms are none", arguments: ["AAPFU0939", "AAPFU09399", "1APFU0939F", "AAPFU0939FF", ""])
    func noPAN(_ text: String) { #expect(PAN(text) == nil) }
}
