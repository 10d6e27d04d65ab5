import IndianTax
import Testing

@testable import Samples

@Suite("Sound invoices")
struct InvoiceTests {
    private static let invoices: [Invoice] = {
        var factory = InvoiceFactory(seed: 17)
        return (0..<60).map { _ in factory.invoice() }
    }()

    @Test("GSTINs hold and belong to PAN and State")
    func identities() {
        for invoice in Self.invoices {
            for party in [invoice.supplier, invoice.buyer] {
                guard let gstin = party.gstin else { continue }
                #expect(GSTIN.isValid(gstin))
                #expect(gstin.hasPrefix(party.region.code + party.pan))
                #expect(party.pin.hasPrefix(party.region.pinPrefix) && party.pin.count == 6)
            }
            #expect(invoice.supplier.gstin != nil)
            #expect(invoice.supplier.gstin != invoice.buyer.gstin)
        }
    }

    @Test("numbers add up and follow from each other")
    func arithmetic() {
        for invoice in Self.invoices {
            for line in invoice.lines {
                #expect(line.quantity.times(line.unitPrice) - line.discount == line.taxable)
                #expect(line.tax == (invoice.isInterState ? line.igst : line.cgst + line.sgst))
                #expect(line.cgst == line.sgst)
                #expect(abs(line.taxable.value * line.rate.basisPoints - line.tax.value * 10000) <= 10000)
            }
            #expect(invoice.taxable == invoice.lines.reduce(.zero) { $0 + $1.taxable })
            #expect(invoice.total == invoice.taxable + invoice.tax + invoice.roundOff)
            #expect(abs(invoice.roundOff.value) <= 50)
            #expect(invoice.totalInWords == invoice.total)
            #expect(invoice.isInterState == (invoice.supplier.region.code != invoice.placeOfSupply?.code))
        }
    }

    @Test("numbers are of Rule 46(b), days fall into the year, rates exist")
    func particulars() {
        for invoice in Self.invoices {
            let number = invoice.number ?? ""
            #expect((1...16).contains(number.count))
            #expect(
                number.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "/") })
            #expect(invoice.date.map { ("2026-04-01"..."2026-10-31").contains($0.iso) } == true)
            for line in invoice.lines { #expect([0, 500, 1800, 4000].contains(line.rate.basisPoints)) }
            if invoice.total > Paise(5_000_000), invoice.lines.contains(where: { $0.unit != nil }) {
                #expect(invoice.ewayBill?.count == 12)
            }
        }
    }

    @Test("the IRN is the hash that the e-invoice system publishes")
    func irn() {
        var invoice = Self.invoices[0]
        invoice.supplier.gstin = "29AAFCC9980M1ZR"
        invoice.number = "2019-20/KA/1"
        invoice.date = CalendarDay(2019, 12, 20)
        var random = SplitMix64(seed: 1)
        invoice.register(from: &random)
        #expect(invoice.electronic?.irn == "23f498ee41441ecad30f72ba5b9907506c3df70a17b0e0dff46b76a786400662")
        invoice.number = nil
        invoice.registerAgain()
        #expect(invoice.electronic == nil)
    }

    @Test(
        "amounts in Indian grouping",
        arguments: [
            (0, "0.00"), (99, "0.99"), (-40, "-0.40"), (100_000, "1,000.00"), (12_345_650, "1,23,456.50"),
            (1_234_567_800, "1,23,45,678.00"),
        ])
    func grouping(_ paise: Int, _ text: String) { #expect(Paise(paise).grouped == text) }

    @Test(
        "amounts in words",
        arguments: [
            (Samples.AmountInWords.currencyCode, 248_000, "INR Two Thousand Four Hundred Eighty Only"),
            (.rupeesLast, 111_500, "INR One Thousand, One Hundred And Fifteen Rupees Only."),
            (.rupeesLast, 101_000, "INR One Thousand, And Ten Rupees Only."),
            (
                .rupeesFirst, 1_020_340_550,
                "Rupees One Crore Two Lakh Three Thousand Four Hundred Five and Paise Fifty Only"
            ),
            (.bare, 49_900, "Four Hundred Ninety Nine only"), (.indianRupee, 0, "Indian Rupee Zero Only"),
            (.capitals, 10_000, "RUPEES ONE HUNDRED ONLY"),
        ])
    func words(_ style: Samples.AmountInWords, _ paise: Int, _ text: String) {
        #expect(style.text(of: Paise(paise)) == text)
    }

    @Test(
        "days",
        arguments: [
            (0, "1970-01-01", 4), (20_544, "2026-04-01", 3), (19_782, "2024-02-29", 4), (-1, "1969-12-31", 3),
        ])
    func days(_ count: Int, _ iso: String, _ weekday: Int) {
        let day = CalendarDay(daysSince1970: count)
        #expect(day.iso == iso)
        #expect(day.daysSince1970 == count)
        #expect(day.weekday == weekday)
    }
}
