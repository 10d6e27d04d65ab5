import AssayKit
import Files
import Foundation
import Testing

@Suite("Electronic invoices")
struct EInvoiceRunTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private static let inv01 = """
        {"Version":"1.1","TranDtls":{"TaxSch":"GST","SupTyp":"B2B"},
        "DocDtls":{"Typ":"INV","No":"INV-2026-001","Dt":"21/11/2026"},
        "SellerDtls":{"Gstin":"27AAPFU0939F1ZV","LglNm":"Acme","Addr1":"1 Road","Loc":"Pune","Pin":411001,"Stcd":"27"},
        "BuyerDtls":{"Gstin":"29AAGCB7383J1Z4","LglNm":"Bharat","Pos":"29","Addr1":"2 Road","Loc":"Mysuru","Stcd":"29"},
        "ItemList":[{"SlNo":"1","PrdDesc":"Hosting","IsServc":"Y","HsnCd":"998315","Qty":1,"UnitPrice":1000,"TotAmt":1000,
        "AssAmt":1000,"GstRt":18,"IgstAmt":180,"TotItemVal":1180}],
        "ValDtls":{"AssVal":1000,"IgstVal":180,"TotInvVal":1180}}
        """

    @Test("INV-01 JSON is read, and written again")
    func inv01() throws {
        let path = try workspace.file("one.json", Self.inv01)
        let pipeline = try workspace.file(
            "p.yaml", "name: p\naccepts: [json]\nsteps:\n  - uses: einvoice-file\n  - uses: einvoice\n")
        let result = try #require(try Program.run("run", "-p", pipeline, path).results.first)
        #expect(result["fields"]?["total"]?["value"] == "1180")
        #expect(result["metadata"]?["einvoice"]?["syntax"] == "inv-01")
        let file = result["metadata"]?["embedded_files"]?.arrayValue?.first
        #expect(file?["name"] == "one.json")
        #expect(file?["content"] == nil)
        let written = try Program.run("run", "-p", pipeline, "--format", "inv-01", path)
        #expect(try written.results.first?["DocDtls"]?["Dt"] == "21/11/2026")
        #expect(try written.results.first?["ItemList"]?.arrayValue?.first?["TotItemVal"] == .number("1180"))
        #expect(written.err.contains("SellerDtls.Loc"))
    }

    @Test("hostile XML is refused with a sentence, and the next file is read")
    func hostile() throws {
        let laughs =
            "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"ha\">"
            + (1...9).map {
                "<!ENTITY b\($0) \"\(String(repeating: "&b\($0 == 1 ? "" : String($0 - 1));", count: 10))\">"
            }.joined() + "]><Invoice>&b9;</Invoice>"
        let files = [
            ("laughs.xml", laughs, "document type declaration"),
            (
                "outside.xml", "<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM \"http://127.0.0.1:9/\"><Invoice/>",
                "document type declaration"
            ),
            (
                "long.xml",
                "<?xml version=\"1.0\"?><Invoice a=\"\(String(repeating: "x", count: 10 << 20))\"/>",
                "attribute"
            ),
            ("cut.xml", "<?xml version=\"1.0\"?><Invoice><ID>1", "not well-formed"),
            ("picture.xml", "<?xml version=\"1.0\"?><svg/>", "no electronic invoice"),
        ]
        let paths = try files.map { try workspace.file($0.0, $0.1) }
        let good = try workspace.file("zz.xml", "<?xml version=\"1.0\"?><Invoice><ID>7</ID></Invoice>")
        let pipeline = try workspace.file(
            "p.yaml", "name: p\naccepts: [xml]\nsteps:\n  - uses: einvoice-file\n  - uses: einvoice\n")
        let run = try Program.run(["run", "-p", pipeline] + paths + [good])
        let results = try run.results
        #expect(results.count == files.count + 1)
        for result in results {
            let name = FilePath.basename(result["file"]?.stringValue ?? "")
            guard let expected = files.first(where: { $0.0 == name }) else {
                #expect(result["fields"]?["invoice_number"]?["value"] == "7")
                continue
            }
            #expect(result["status"] == "failed")
            #expect(result["error"]?["message"]?.stringValue?.contains(expected.2) == true, "\(result)")
        }
    }

    @Test("a signed QR code on a picture is verified with a key from a folder of the pipeline's")
    func signedQR() throws {
        let fixtures = Program.repository + "/Tests/Fixtures/EInvoice/"
        let rows = try FileSystem.readText(fixtures + "signed-qr.txt").split(separator: "\n")
        let tokens = try JSONParser.parse(try FileSystem.read(fixtures + "tokens.json"))
        let name = try #require(tokens["kid"]?.stringValue)
        let key = try FileSystem.readText(fixtures + "portal-certificate.cer").split(separator: "\n")
            .map { "  \($0)\n" }.joined()
        try FileSystem.makeDirectory(workspace.folder + "/keys")
        _ = try workspace.file("keys/one.yaml", "kid: \(name)\nkey: |\n\(key)")
        let picture = workspace.folder + "/page.bmp"
        try FileSystem.write(Self.bitmap(rows), to: picture)
        for (option, verdict) in [("", "unknown-key"), ("\n    with: {keys: [keys]}", "valid")] {
            let pipeline = try workspace.file(
                "p.yaml",
                "name: p\naccepts: [bmp]\nsteps:\n  - uses: image\n  - uses: einvoice-qr\(option)\n")
            let run = try Program.run("run", "--no-cache", "-p", pipeline, picture)
            let result = try #require(try run.results.first, "\(run.err)")
            let code = result["metadata"]?["signed_qr"]?.arrayValue?.first
            #expect(code?["verdict"] == .string(verdict), "\(result["error"] ?? .null)")
            #expect(result["fields"]?["invoice_number"]?["value"] == "INV-2026-001")
        }
    }

    /// A grey bitmap of a code, four pixels a module, with a white margin.
    private static func bitmap(_ rows: [Substring]) -> [UInt8] {
        let scale = 4
        let side = ((rows.count + 8) * scale + 3) / 4 * 4
        func little(_ value: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        var bytes = Array("BM".utf8) + little(54 + 1024 + side * side, 4) + little(0, 4) + little(1078, 4)
        bytes += little(40, 4) + little(side, 4) + little(side, 4) + little(1, 2) + little(8, 2)
        bytes += little(0, 4) + little(side * side, 4) + little(5906, 4) + little(5906, 4)
        bytes += little(256, 4) + little(0, 4)
        for grey in 0..<256 { bytes += [UInt8(grey), UInt8(grey), UInt8(grey), 0] }
        let modules = rows.map { Array($0.utf8) }
        for y in (0..<side).reversed() {
            for x in 0..<side {
                let (row, column) = (y / scale - 4, x / scale - 4)
                let isDark =
                    modules.indices.contains(row) && modules[row].indices.contains(column)
                    && modules[row][column] == UInt8(ascii: "#")
                bytes.append(isDark ? 0 : 255)
            }
        }
        return bytes
    }
}
