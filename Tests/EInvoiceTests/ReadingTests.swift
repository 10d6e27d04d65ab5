import AssayKit
import EInvoices
import Foundation
import IndianTax
import Testing

@Suite("Electronic invoices")
struct ReadingTests {
    private func expect(_ record: Record, _ values: [String: String?]) {
        for (name, value) in values { #expect(record.text(name) == value, "\(name)") }
    }

    @Test("CII")
    func cii() throws {
        let invoice = try Samples.read(Samples.cii)
        #expect(invoice.syntax == .cii)
        #expect(invoice.profile == "urn:cen.eu:en16931:2017")
        expect(
            invoice.record,
            [
                "document_type": "credit_note", "invoice_number": "R-7", "invoice_date": "2026-11-21",
                "supplier_name": "Lieferant GmbH", "supplier_vat_id": "DE123456789", "supplier_gstin": nil,
                "supplier_address": "Weg 1, 80333 Ort, DE", "buyer_name": "Kunde", "po_number": "PO-1",
                "currency": "GBP", "bank_account": "DE88200800000970375700", "ifsc": nil,
                "reverse_charge": "true", "original_invoice_number": "R-6", "taxable_total": "100.00",
                "tax_total": "19.00", "total": "119.00", "amount_due": nil, "due_date": nil,
            ])
        #expect(invoice.record.lineItems.count == 1)
        let row = try #require(invoice.record.lineItems.first)
        #expect(row["description"]?.value == "Steel coil")
        #expect(row["unit_price"]?.value == "10.123456")
        #expect(row["list_price"]?.value == "12.00")
        #expect(row["discount"]?.value == "1.50")
        #expect(row["rate"]?.value == "19")
        #expect(row["unit"]?.value == "C62")
        #expect(invoice.problems.count == 2)
    }

    @Test("UBL")
    func ubl() throws {
        let invoice = try Samples.read(Samples.ubl)
        #expect(invoice.syntax == .ubl)
        expect(
            invoice.record,
            [
                "document_type": "other_invoice", "invoice_number": "UBL-1", "invoice_date": "2026-11-21",
                "due_date": "2026-12-21", "supplier_name": "Shop NV", "supplier_vat_id": "BE0123456789",
                "supplier_address": "Way 1, 1000 Town, BE", "buyer_gstin": "29AAGCB7383J1Z4",
                "tax_total": "21.00", "total": "121.00", "amount_paid": "20.00", "amount_due": "101.00",
                "reverse_charge": "false",
            ])
        #expect(invoice.record.taxSummary.first?["rate"]?.value == "21")
        #expect(invoice.record.lineItems.first?["taxable_value"]?.value == "100.00")
        #expect(invoice.problems.isEmpty)
        let note = Samples.ubl.replacing("<Invoice ", with: "<CreditNote ").replacing(
            "</Invoice>", with: "</CreditNote>"
        )
        .replacing("InvoiceLine>", with: "CreditNoteLine>").replacing(
            "InvoicedQuantity", with: "CreditedQuantity"
        )
        .replacing("cbc:InvoiceTypeCode>380<", with: "cbc:CreditNoteTypeCode>381<")
        .replacing("</cbc:InvoiceTypeCode>", with: "</cbc:CreditNoteTypeCode>")
        let credit = try Samples.read(note)
        #expect(credit.record.text("document_type") == "credit_note")
        #expect(credit.record.lineItems.first?["quantity"]?.value == "4")
    }

    @Test("INV-01")
    func inv01() throws {
        let invoice = try Samples.read(Samples.inv01)
        #expect(invoice.syntax == .inv01)
        expect(
            invoice.record,
            [
                "document_type": "tax_invoice", "invoice_number": "INV-2026-001",
                "invoice_date": "2026-11-21",
                "supplier_gstin": "27AAPFU0939F1ZV", "buyer_gstin": "29AAGCB7383J1Z4",
                "place_of_supply": "29",
                "supplier_address": "1 Road, Pune", "supplier_pin": "411001", "reverse_charge": "false",
                "igst": "180.00", "total": "1180.00", "currency": "INR", "irn": nil,
            ])
        #expect(invoice.record["currency"]?.origin == .assumed)
        let row = try #require(invoice.record.lineItems.first)
        #expect(row["cess"]?.amount?.isZero == true)
        #expect(row["unit_price"]?.value == "500.50")
        #expect(try EInvoiceReader.read(Array("[\(Samples.inv01),\(Samples.inv01)]".utf8)).count == 2)
    }

    @Test("INV-01 written and read again says the same, and what the schema misses is named")
    func roundTrip() throws {
        let record = try Samples.read(Samples.inv01).record
        let writer = INV01Writer(record)
        let again = try Samples.read(JSONWriter.text(writer.json)).record
        for name in [
            "document_type", "invoice_number", "invoice_date", "supplier_gstin", "supplier_name",
            "supplier_pin",
            "supplier_state", "buyer_gstin", "place_of_supply", "taxable_total", "igst", "total",
            "reverse_charge",
        ] {
            #expect(again.text(name) == record.text(name), "\(name)")
        }
        #expect(again.lineItems.first?["amount"]?.amount == Amount(1180))
        #expect(again.lineItems.first?["discount"]?.amount == Amount(1))
        #expect(writer.json["ItemList"]?.arrayValue?.first?["TotAmt"] == .number("1001.00"))
        #expect(writer.missing == ["SellerDtls.Loc", "BuyerDtls.Loc"])
        let empty = INV01Writer(Record())
        #expect(empty.missing.contains("DocDtls.No"))
        #expect(empty.missing.contains("ItemList"))
        #expect(empty.json["BuyerDtls"]?["Gstin"] == "URP")
    }

    @Test(
        "what is no electronic invoice says so",
        arguments: [
            ("", true), ("<svg/>", true), ("<Invoice xmlns=\"urn:mine\"/>", true), ("{}", true), ("[]", true),
            ("[1]", true), ("{\"DocDtls\":1}", true), ("hello", true), ("<Invoice>", false), ("{", false),
            ("{\"SignedInvoice\":\"a.b.c\"}", false), ("<!DOCTYPE x><Invoice/>", false),
        ])
    func foreign(text: String, isForeign: Bool) {
        #expect(throws: EInvoiceError.self) { try EInvoiceReader.read(Array(text.utf8)) }
        do {
            _ = try EInvoiceReader.read(Array(text.utf8))
        } catch {
            #expect(error.isForeign == isForeign)
            #expect(!error.description.isEmpty)
        }
    }

    @Test("an invoice without anything in it is read, with nothing in it")
    func empty() throws {
        for text in ["<CrossIndustryInvoice/>", "<CrossIndustryDocument/>", "<Invoice/>", "{\"DocDtls\":{}}"]
        {
            let record = try Samples.read(text).record
            #expect(record.text("total") == nil)
            #expect(record.lineItems.isEmpty)
        }
    }

    @Test("every cut of an invoice is read or refused", arguments: [Samples.cii, Samples.ubl, Samples.inv01])
    func cuts(text: String) {
        let bytes = Array(text.utf8)
        for end in stride(from: 0, to: bytes.count, by: 37) {
            // Either is good; a trap would end the test.
            _ = try? EInvoiceReader.read(Array(bytes[..<end]))
        }
        #expect((try? EInvoiceReader.read(bytes)) != nil)
    }

    @Test(
        "real answers of the Indian portal's sandbox",
        .enabled(if: ProcessInfo.processInfo.environment["ASSAY_VECTORS"] != nil))
    func portal() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["ASSAY_VECTORS"])
        let data = try Data(contentsOf: URL(filePath: folder + "/einvoice/test_e_invoice.json"))
        let json = try JSONParser.parse(Array(data))
        var (requests, answers) = (0, 0)
        for entry in json.objectValue?.members ?? [] {
            if let request = entry.value["request_data"], request["DocDtls"] != nil {
                let record = try Samples.read(JSONWriter.text(request)).record
                #expect(record.text("invoice_number") == request["DocDtls"]?["No"]?.stringValue)
                #expect(record.lineItems.count == request["ItemList"]?.arrayValue?.count)
                requests += 1
            }
            if let answer = entry.value["response_data"], answer["result"]?["SignedInvoice"] != nil {
                let invoice = try Samples.read(JSONWriter.text(answer))
                #expect(invoice.record.text("irn") == answer["result"]?["Irn"]?.stringValue)
                #expect(invoice.record.text("total") != nil)
                let token = try #require(invoice.signedQR.flatMap { SignedPayload(compact: $0) })
                #expect(token.algorithm == "RS256")
                #expect(token.data?["SellerGstin"] != nil)
                answers += 1
            }
        }
        #expect(requests >= 5)
        #expect(answers >= 3)
    }
}
