import Crypto
import Testing

@testable import IndianTax

struct PublishedIRN: Sendable {
    let gstin: String
    let year: String
    let kind: IRN.DocumentKind
    let number: String
    let irn: String
}

@Suite struct IRNTests {
    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }

    @Test(
        "published numbers are reproduced",
        arguments: [
            PublishedIRN(
                gstin: "29AAFCC9980M1ZR", year: "2019-20", kind: .invoice, number: "2019-20/KA/1",
                irn: "23f498ee41441ecad30f72ba5b9907506c3df70a17b0e0dff46b76a786400662"),
            PublishedIRN(
                gstin: "01AMBPG7773M002", year: "2022-23", kind: .invoice, number: "SINV-CFY-00067",
                irn: "706daeccda0ef6f818da78f3a2a05a1288731057373002289b46c3229289a2e7"),
            PublishedIRN(
                gstin: "01AMBPG7773M002", year: "2022-23", kind: .creditNote, number: "g2qxhY",
                irn: "1c96258af085e45da556494ea5e5a7b401a598ab80af4136309c2dac7b54d795"),
            PublishedIRN(
                gstin: "02AMBPG7773M002", year: "2023-24", kind: .invoice, number: "9sQ5E2",
                irn: "2ecc42a8e81dcbbb56923e4bd046c861ce7374060bd31875ce35447e922c9399"),
        ])
    func published(_ sample: PublishedIRN) throws {
        let year = try #require(FinancialYear(sample.year))
        let computed = IRN.computed(
            gstin: sample.gstin, year: year, kind: sample.kind, number: sample.number, sha256: Self.sha256)
        #expect(computed.first?.text == sample.irn)
        #expect(computed.count == (sample.number == sample.number.uppercased() ? 1 : 2))
    }

    @Test("printed numbers")
    func printed() {
        let digits = String(repeating: "0aF9", count: 16)
        #expect(IRN(digits)?.text == digits.lowercased())
        #expect(IRN(digits.dropLast()) == nil)
        #expect(IRN(String(repeating: "g", count: 64)) == nil)
    }
}
