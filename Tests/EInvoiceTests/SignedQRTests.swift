import AssayKit
import EInvoice
import EInvoices
import RuleChecks
import Testing
import Tokens

@Suite("Signed QR codes")
struct SignedQRTests {
    private func keys(_ file: String = "portal-key.pem") throws -> PortalKeys {
        let name = try #require(try QRPage.tokens()["kid"]?.stringValue)
        return PortalKeys(keys: [name: try QRPage.text(file)])
    }

    private func token(_ name: String) throws -> SignedPayload {
        try #require(try QRPage.tokens()[name]?.stringValue.flatMap { SignedPayload(compact: $0) })
    }

    private func extraction(
        _ fixture: String?, _ records: [Record], _ keys: PortalKeys, scale: Int = 4
    ) throws -> Extraction {
        let bytes = try QRPage.document(fixture, scale: scale)
        let aligned = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
        defer { aligned.deallocate() }
        aligned.copyBytes(from: bytes)
        let view = try DocumentView(validating: UnsafeRawBufferPointer(aligned))
        return try SignedQRExtractor(keys: keys).extraction(view, records: records)
    }

    private var printed: Record {
        let values = [
            "supplier_gstin": "27AAPFU0939F1ZV", "buyer_gstin": "29AAGCB7383J1Z4",
            "invoice_number": "INV-2026-001", "invoice_date": "2026-11-21", "total": "1180",
        ]
        return Record(
            pages: [1], fields: values.mapValues { Field($0, raw: $0, confidence: 0.93, page: 1) },
            lineItems: [["hsn": Field("9983", confidence: 0.9)]])
    }

    @Test("a signature is valid, invalid, or by a key that is not known")
    func verdicts() throws {
        for file in ["portal-key.pem", "portal-certificate.cer"] {
            let keys = try keys(file)
            #expect(keys.verdict(on: try token("signed")) == .valid)
            #expect(keys.verdict(on: try token("signed_by_another")) == .invalid)
            #expect(keys.verdict(on: try token("unknown_key")) == .unknownKey)
        }
        #expect(PortalKeys(folder: "/nowhere").verdict(on: try token("signed")) == .unknownKey)
        #expect(PortalKeys(folder: QRPage.folder).verdict(on: try token("signed")) == .valid)
    }

    @Test("a token that is altered, unsigned or of another algorithm is not signed")
    func forged() throws {
        let (key, good) = (try QRPage.text("portal-key.pem"), try token("signed").token)
        #expect(ForeignSignature.holds(good, key: key))
        let parts = good.split(separator: ".").map(String.init)
        let none = "eyJhbGciOiJub25lIn0"
        let hmac = "eyJhbGciOiJIUzI1NiJ9"
        let changed = String(parts[1].dropLast(4)) + "AAAA"
        for bad in [
            "\(none).\(parts[1]).", "\(none).\(parts[1]).\(parts[2])", "\(hmac).\(parts[1]).\(parts[2])",
            "\(parts[0]).\(changed).\(parts[2])", "\(parts[0]).\(parts[1]).\(parts[2].reversed())", "",
            "a.b.c",
            "..",
        ] {
            #expect(!ForeignSignature.holds(bad, key: key))
        }
        #expect(!ForeignSignature.holds(good, key: "secret"))
        #expect(
            !ForeignSignature.holds(good, key: "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")
        )
    }

    @Test("a code that agrees with the page makes its values certain, and adds what the page lacks")
    func agreeing() throws {
        let extraction = try extraction("signed-qr.txt", [printed], try keys())
        let record = try #require(extraction.records.first)
        #expect(record.flags.isEmpty)
        #expect(record["total"]?.confidence == 0.99)
        #expect(record["total"]?.value == "1180")
        #expect(record.text("irn")?.count == 64)
        #expect(record["irn"]?.page == 1)
        #expect(extraction.metadata["signed_qr"]?.arrayValue?.first?["verdict"] == "valid")
        #expect(record["irn"]?.box.map { $0.x0 > 20 && $0.x1 < 300 } == true)
    }

    @Test("small modules are read where the page says that there is a code")
    func small() throws {
        var record = printed
        record["ack_number"] = Field("232210036743849", confidence: 0.9)
        let extraction = try extraction("signed-qr.txt", [record], try keys(), scale: 2)
        #expect(extraction.metadata["signed_qr"]?.arrayValue?.count == 1)
    }

    @Test("a page that says something else is flagged, with both values")
    func contradicting() throws {
        var record = printed
        record["total"] = Field("11800", confidence: 0.93, page: 1)
        record["invoice_date"] = Field("2026-11-22", confidence: 0.5)
        record.lineItems = [["hsn": Field("8471", confidence: 0.9)]]
        let extraction = try extraction("signed-qr.txt", [record], PortalKeys(keys: [:]))
        let found = try #require(extraction.records.first)
        #expect(found.flags.map(\.rule) == ["QR-02", "QR-02"])
        for flag in found.flags { try expectComplete(flag) }
        #expect(found.flags.first?.severity == .critical)
        #expect(found.flags.first?.evidence.expected == "1180.00")
        #expect(found.flags.first?.evidence.observed == "11800")
        #expect(found["total"] == nil)
        #expect(found.text("invoice_date") == "2026-11-21")
        #expect(extraction.metadata["signed_qr"]?.arrayValue?.first?["verdict"] == "unknown-key")
    }

    @Test("a forged code gives no values")
    func invalid() throws {
        let name = try #require(try QRPage.tokens()["kid"]?.stringValue)
        let other = """
            -----BEGIN PUBLIC KEY-----
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyFDTyyTe5OUuRvAHkXQd
            -----END PUBLIC KEY-----
            """
        let extraction = try extraction("signed-qr.txt", [printed], PortalKeys(keys: [name: other]))
        let record = try #require(extraction.records.first)
        #expect(record.flags.map(\.rule) == ["QR-01"])
        for flag in record.flags { try expectComplete(flag) }
        #expect(record.fields.isEmpty)
    }

    @Test(
        "a code that is no signed one is flagged only on an e-invoice",
        arguments: ["payment-qr.txt", "garbage-qr.txt"])
    func foreign(fixture: String) throws {
        #expect(try extraction(fixture, [printed], PortalKeys(keys: [:])).records.isEmpty)
        var registered = printed
        registered["irn"] = Field(String(repeating: "a", count: 64), confidence: 0.9)
        let found = try extraction(fixture, [registered], PortalKeys(keys: [:])).records
        #expect(found.first?.flags.map(\.rule) == ["QR-04"])
        for flag in found.first?.flags ?? [] { try expectComplete(flag) }
    }

    @Test("pages without a code, without records and without pictures give nothing")
    func nothing() throws {
        #expect(try extraction(nil, [printed], PortalKeys(keys: [:])).records.isEmpty)
        #expect(try extraction(nil, [], PortalKeys(keys: [:])).records.isEmpty)
        #expect(
            try extraction("signed-qr.txt", [], try keys()).records.first?.amount("total") == Amount(1180))
    }
}
