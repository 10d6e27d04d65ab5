import AssayKit
import Crypto
import Foundation
import Testing
import Tokens

/// Wycheproof's vectors, when `ASSAY_VECTORS` names the folder that holds them.
@Suite("Wycheproof", .enabled(if: ProcessInfo.processInfo.environment["ASSAY_VECTORS"] != nil))
struct VectorTests {
    private func groups(_ file: String) throws -> [JSONValue] {
        let folder = try #require(ProcessInfo.processInfo.environment["ASSAY_VECTORS"])
        let text = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/wycheproof/\(file)"))
        return try #require(try JSONParser.parse([UInt8](text))["testGroups"]?.arrayValue)
    }

    @Test("row 36: every signed text that is to be refused is, even where its key were ours")
    func signatures() throws {
        var refused = 0
        for group in try groups("json_web_signature_test.json") {
            for test in group["tests"]?.arrayValue ?? [] where test["result"] == "invalid" {
                let key = group["private"] ?? group["public"]
                let secret = key?["k"]?.stringValue.flatMap { Base64URL.decode($0) } ?? []
                // A public key as an HMAC secret is the confusion that these vectors are after.
                let bytes = secret.count >= 32 ? secret : Array(JSONWriter.text(key ?? .null).utf8)
                let name = key?["kid"]?.stringValue ?? "none"
                let signing = try #require(SigningKey(name: name, secret: bytes))
                let ring = try #require(KeyRing(keys: [signing], refreshSecret: []))
                let text = test["jws"]?.stringValue ?? test["jws"].map { JSONWriter.text($0) } ?? ""
                #expect(throws: TokenError.self, "\(test["comment"]?.stringValue ?? "")") {
                    try TokenIssuer(keys: ring).claims(of: text, now: 1_800_000_000)
                }
                refused += 1
            }
        }
        #expect(refused >= 300)
    }

    @Test("HMAC-SHA256")
    func codes() throws {
        var count = 0
        for group in try groups("hmac_sha256_test.json") {
            let length = (group["tagSize"]?.intValue ?? 0) / 8
            for test in group["tests"]?.arrayValue ?? [] {
                func bytes(_ name: String) throws -> [UInt8] {
                    try #require(test[name]?.stringValue.flatMap { Hexadecimal.decode($0) })
                }
                let code = MessageAuthentication.hmacSHA256(try bytes("msg"), key: try bytes("key"))
                let isRight = ConstantTime.areEqual(Array(code.prefix(length)), try bytes("tag"))
                #expect(isRight == (test["result"] == "valid"), "\(test["tcId"] ?? .null)")
                count += 1
            }
        }
        #expect(count == 174)
    }
}
