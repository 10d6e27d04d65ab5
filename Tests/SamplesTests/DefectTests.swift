import AssayKit
import IndianTax
import Testing

@testable import Samples

@Suite("Planted faults")
struct DefectTests {
    /// A sound invoice that meets what the fault needs, and the same one spoiled.
    private static func pair(_ defect: Defect) -> (sound: Invoice, spoiled: Invoice) {
        var factory = InvoiceFactory(seed: 5)
        var wish = InvoiceFactory.Wish(rows: 3...5, hasPrivateBuyer: false)
        wish.isInterState = defect.needs.isInterState
        var sound = factory.invoice(wish)
        while sound.tax == .zero { sound = factory.invoice(wish) }
        if defect.needs.isElectronic {
            sound.electronic = .init(irn: "0123abcd", acknowledgement: "1", day: CalendarDay(2026, 5, 1))
        }
        var spoiled = sound
        defect.plant(in: &spoiled)
        return (sound, spoiled)
    }

    @Test("each changes what it claims", arguments: Defect.allCases)
    func changes(_ defect: Defect) {
        let (sound, spoiled) = Self.pair(defect)
        #expect(sound != spoiled)
        let line = spoiled.lines[0]
        let gross = line.quantity.times(line.unitPrice) - line.discount
        let taxableSum = spoiled.lines.reduce(Paise.zero) { $0 + $1.taxable }
        let lineTax = spoiled.lines.reduce(Paise.zero) { $0 + $1.tax }
        let isCrossing = spoiled.supplier.region.code != spoiled.placeOfSupply?.code
        switch defect {
        case .supplierCheckCharacter: #expect(spoiled.supplier.gstin.map { GSTIN.isValid($0) } == false)
        case .buyerCheckCharacter: #expect(spoiled.buyer.gstin.map { GSTIN.isValid($0) } == false)
        case .noSupplierGSTIN: #expect(spoiled.supplier.gstin == nil && spoiled.tax > .zero)
        case .sameParties: #expect(spoiled.supplier.gstin == spoiled.buyer.gstin)
        case .foreignPAN: #expect(spoiled.supplier.gstin?.contains(spoiled.supplierPAN) == false)
        case .lineArithmetic: #expect(gross != line.taxable && taxableSum == spoiled.taxable)
        case .taxableSum: #expect(taxableSum != spoiled.taxable && gross == line.taxable)
        case .taxAmount: #expect(lineTax != spoiled.tax)
        case .unequalHalves: #expect(spoiled.cgst != spoiled.sgst)
        case .wrongTotal:
            #expect(spoiled.total - spoiled.taxable - spoiled.tax - spoiled.roundOff == Paise(90_000))
        case .wordsDiffer: #expect(spoiled.totalInWords != spoiled.total)
        case .largeRoundOff: #expect(spoiled.roundOff > Paise(100))
        case .wrongTaxHead: #expect((spoiled.igst > .zero) != isCrossing)
        case .unknownRate: #expect(line.rate == .whole(16))
        case .noNumber: #expect(spoiled.number == nil)
        case .noDate: #expect(spoiled.date == nil)
        case .noHSN: #expect(spoiled.lines.allSatisfy { $0.hsn == nil })
        case .noPlaceOfSupply: #expect(spoiled.placeOfSupply == nil && spoiled.isInterState)
        case .longNumber: #expect((spoiled.number ?? "").count > 16)
        case .noSignature: #expect(!spoiled.hasSignature)
        case .futureDate: #expect((spoiled.date?.year ?? 0) >= 2038)
        case .beforeGST: #expect(spoiled.date.map { $0 < CalendarDay(2017, 7, 1) } == true)
        case .dueBeforeIssue: #expect(spoiled.dueDate?.iso ?? "9" < spoiled.date?.iso ?? "")
        case .otherYear: #expect(spoiled.number?.contains("2026-27") == false)
        case .duplicateLine: #expect(spoiled.lines.first == spoiled.lines.last && spoiled.lines.count > 1)
        case .negativeLine: #expect(spoiled.lines.last.map { $0.taxable < .zero } == true)
        case .reverseChargeTaxed: #expect(spoiled.isReverseCharge && spoiled.total > spoiled.taxable)
        case .malformedIFSC: #expect(spoiled.bank.ifsc.count != 11)
        case .foreignAccount: #expect(spoiled.bank.holder != spoiled.supplier.name)
        case .foreignIRN: #expect(spoiled.electronic?.irn != sound.electronic?.irn)
        case .hiddenText: #expect(spoiled.hiddenText?.contains(sound.total.grouped) == false)
        }
    }

    @Test("each names rules in the catalogue's way, or none")
    func rules() {
        for defect in Defect.allCases where defect != .duplicateLine {
            #expect(!defect.expectedFlags.isEmpty)
            for rule in defect.expectedFlags {
                let parts = rule.split(separator: "-")
                #expect(parts.count == 2 && (2...3).contains(parts[0].count) && Int(parts[1]) != nil)
            }
        }
    }

    @Test("the truth names the faults and the rules")
    func truth() throws {
        let request = SampleRequest(
            folder: "unused", seed: 1, count: 1, layouts: [.tally],
            defects: [[.wrongTotal, .supplierCheckCharacter]])
        let files = try SampleGenerator(request).files(at: 0)
        let json = try JSONParser.parse(files[1].bytes)
        #expect(json["defects"] == ["wrong-total", "supplier-gstin-check"])
        #expect(json["expected_flags"] == ["ARI-05", "IDN-01"])
        #expect(json["supplier_gstin_valid"] == false)
        #expect(json["arithmetic_consistent"] == false)
    }
}
