import AssayKit
import Testing
import TypedPages

import DocumentLayout
@testable import GST

/// The small readers, each with a table of cases.
struct ReadingTests {
    struct NumberCase: Sendable, CustomTestStringConvertible {
        var text: String
        var value: String?
        var isPercent = false
        var testDescription: String { text }
    }

    @Test(
        "numbers as words print them",
        arguments: [
            NumberCase(text: "1,23,456.00", value: "123456.00"),
            NumberCase(text: "123,456.5", value: "123456.5"),
            NumberCase(text: "₹1,180", value: "1180"), NumberCase(text: "Rs.500/-", value: "500"),
            NumberCase(text: "(-)0.40", value: "-0.40"),
            NumberCase(text: "-15%", value: "-15", isPercent: true),
            NumberCase(text: "(18%)", value: "18", isPercent: true),
            NumberCase(text: "2,480.00Dr", value: "2480.00"),
            NumberCase(text: "%241.41", value: "241.41"), NumberCase(text: "INR5", value: "5"),
            NumberCase(text: ".50", value: "0.50"), NumberCase(text: "12A", value: nil),
            NumberCase(text: "1.2.3", value: nil), NumberCase(text: "-", value: nil),
            NumberCase(text: "₹", value: nil),
            NumberCase(text: "9999999999999", value: nil), NumberCase(text: "0.1234567", value: nil),
            NumberCase(text: "INV-1", value: nil),
        ])
    func numbers(_ sample: NumberCase) {
        let number = Array(sample.text.utf8).withUnsafeBufferPointer { PrintedNumber($0) }
        #expect((number.isNumber ? number.amount.text : nil) == sample.value)
        #expect(number.isPercent == sample.isPercent)
    }

    struct HeadingCase: Sendable, CustomTestStringConvertible {
        var text: String
        var kind: ColumnKind?
        var testDescription: String { text }
    }

    @Test(
        "headings of columns",
        arguments: [
            HeadingCase(text: "Taxable Value (Rs.)", kind: .taxable),
            HeadingCase(text: "HSN/SAC", kind: .hsn),
            HeadingCase(text: "Amount(Excl.GST)", kind: .taxable),
            HeadingCase(text: "Qty. in PCs", kind: .quantity),
            HeadingCase(text: "Rate (Incl. of Tax)", kind: .inclusivePrice),
            HeadingCase(text: "Rate", kind: .rate),
            HeadingCase(text: "SGST/UGST Amt", kind: .sgstAmount),
            HeadingCase(text: "CGST %", kind: .cgstRate),
            HeadingCase(text: "Integrated Tax Amount", kind: .igstAmount),
            HeadingCase(text: "Sl No.", kind: .serial),
            HeadingCase(text: "Disc. %", kind: .discountPercent), HeadingCase(text: "Net Amount", kind: .net),
            HeadingCase(text: "Total Amount (Incl. GST)", kind: .amount),
            HeadingCase(text: "Batch No", kind: .ignored),
            HeadingCase(text: "Free Qty", kind: .ignored), HeadingCase(text: "Colour of eyes", kind: nil),
        ])
    func headings(_ sample: HeadingCase) {
        #expect(ColumnVocabulary.kind(of: Folding.fold(sample.text)) == sample.kind)
    }

    struct LabelCase: Sendable, CustomTestStringConvertible {
        var line: String
        var kinds: [LabelKind]
        var isRecognised = false
        var testDescription: String { line }
    }

    @Test(
        "labels in lines",
        arguments: [
            LabelCase(line: "Invoice No: A-1", kinds: [.invoiceNumber]),
            LabelCase(line: "GSTIN:29AAGCB7383J1Z4", kinds: [.gstin]),
            LabelCase(line: "GST Registration No:29AAGCB7383J1Z4", kinds: [.gstin]),
            LabelCase(line: "PO-45299", kinds: []), LabelCase(line: "GST/4453/26-27", kinds: []),
            LabelCase(line: "Buyer Traders", kinds: []),
            LabelCase(line: "M/s Lifecare Medicos", kinds: [.buyer]),
            LabelCase(line: "State Bank of India", kinds: []), LabelCase(line: "CGST9 (9%)", kinds: [.cgst]),
            LabelCase(line: "Output IGST@12%", kinds: [.igst]),
            LabelCase(line: "Place of supply (State Name & Code) : KARNATAKA", kinds: [.placeOfSupply]),
            LabelCase(line: "Tax is not payable on reverse charge basis", kinds: [.reverseCharge]),
            LabelCase(line: "lnvoice No. A-1", kinds: [.invoiceNumber], isRecognised: true),
            LabelCase(line: "Grand Tota 118.00", kinds: [.total], isRecognised: true),
            LabelCase(line: "Sales Invoice", kinds: [], isRecognised: true),
        ])
    func labels(_ sample: LabelCase) throws {
        let kinds = try TypedPage.document([sample.line], recognised: sample.isRecognised).withUnsafeBytes {
            buffer in
            LabelScanner.scan(SheetBuilder.sheet(try DocumentView(validating: buffer))).map(\.kind)
        }
        #expect(kinds == sample.kinds)
    }

    @Test(
        "a capital I that was read as a small l is put right in names",
        arguments: [
            ("VirtualCompanylnd", "VirtualCompanyInd"), ("lndia Traders", "India Traders"),
            ("Agro lnternational", "Agro International"), ("Lloyds Kilns", "Lloyds Kilns"),
            ("Malhotra & Sons", "Malhotra & Sons"), ("llp", "llp"), ("Walnut Hill", "Walnut Hill"),
        ])
    func capitalI(_ printed: String, _ name: String) {
        #expect(CapitalI.mended(printed) == name)
    }

    @Test(
        "points that were lost come back where the separators show them",
        arguments: [
            ("57,28876", "57288.76"), ("10854,32", "10854.32"), ("2.728.04", "2728.04"),
            ("1.76303", "1763.03"), ("1,76,30345", "176303.45"), ("13.10.2018", nil), ("3528", "3528"),
            ("12,345.67", "12345.67"),
        ] as [(String, String?)])
    func lostPoints(_ printed: String, _ value: String?) throws {
        let page = ["Goods 1,200.50 300.25 99.00 18.75", "Sum \(printed)"]
        let found = try TypedPage.document(page, recognised: true).withUnsafeBytes { buffer in
            let sheet = SheetBuilder.sheet(try DocumentView(validating: buffer))
            return sheet.tokens.last.map { $0.number.isNumber ? $0.number.amount.text : nil } ?? nil
        }
        #expect(found == value)
    }

    @Test("a misread sign of the rupee is the first digit")
    func sign() {
        func stripped(_ text: String) -> String? {
            MisreadAmount.stripped(Array(text.utf8).withUnsafeBufferPointer { PrintedNumber($0) })?.text
        }
        #expect(stripped("24,490.00") == "4490.00")
        #expect(stripped("7104.68") == "104.68")
        #expect(stripped("104.68") == nil)
        #expect(stripped("200") == nil)
    }

    @Test("OCR's halves of an amount are one")
    func halves() throws {
        let page = "Grand Total    1,35, 700.00"
        try TypedPage.document([page], recognised: true).withUnsafeBytes { buffer in
            let sheet = SheetBuilder.sheet(try DocumentView(validating: buffer))
            #expect(sheet.tokens.last?.number.amount.text == "135700.00")
        }
    }

    @Test("the options of the manifest are read")
    func options() throws {
        let json: JSONValue = ["home_gstins": ["29aagcb7383j1z4"], "date_order": "month_first"]
        let options = try JSONValueDecoder.decode(InvoiceOptions.self, from: json)
        #expect(options.isHome("29AAGCB7383J1Z4"))
        #expect(options.dateOrder == .monthFirst)
    }
}
