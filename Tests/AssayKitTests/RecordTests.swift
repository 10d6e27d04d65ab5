import AssayKit
import Testing

@Suite("Records")
struct RecordTests {
    static func record() -> Record {
        var record = Record(pages: [1, 2])
        record["total"] = Field(
            "1180.00", raw: "₹ 1,180.00", confidence: 0.9, page: 1, box: Box(1, 2, 3.5, 4),
            alternatives: [Alternative(value: "1000.00", confidence: 0.2)])
        record["taxable_total"] = Field(
            "1000.00", confidence: 0.8, origin: .derived, derivedFrom: ["total", "cgst"])
        record.lineItems = [
            ["description": Field("Bolt", confidence: 1), "quantity": Field("2", confidence: 1)]
        ]
        record.flags = [
            Flag(
                rule: "ARI-05", severity: .critical, message: "The sum is off.", fields: ["total"],
                evidence: Evidence(
                    expected: "1180.00", observed: "1190.00", tolerance: "1.00", line: 2,
                    places: [.init(page: 1, box: Box(1, 2, 3, 4), text: "1190")]),
                source: "CGST Rules 2017, rule 46(j)", confidence: 0.9)
        ]
        return record
    }

    @Test("the JSON form comes back")
    func roundTrip() throws {
        let record = Self.record()
        var writer = JSONWriter()
        writer.beginObject()
        [record].writeMember(to: &writer)
        writer.endObject()
        #expect(try [Record](json: JSONParser.parse(writer.bytes)) == [record])
    }

    @Test("the short form of a single record is one record")
    func shortForm() throws {
        let records = try [Record](json: ["fields": ["total": ["value": "5", "confidence": 1]]])
        #expect(records.count == 1)
        #expect(records.first?.amount("total") == Amount("5"))
    }

    @Test(
        "a wrong shape is refused by name",
        arguments: [
            (
                #"{"fields":{"total":{"value":5,"confidence":1}}}"#,
                "result.fields.total.value is a number, not a string"
            ),
            (
                #"{"fields":{"total":{"value":"5"}}}"#,
                "result.fields.total.confidence is not a number from 0 to 1"
            ),
            (#"{"fields":[]}"#, "result.fields is a list, not an object"),
            (#"{"records":{}}"#, "records is an object, not a list"),
            (
                #"{"flags":[{"rule":"X","severity":"bad","message":""}]}"#,
                "result.flags[0].severity is none of info, low, medium, high, critical"
            ),
            ("[]", "the result is a list, not an object"),
        ])
    func refuses(_ text: String, _ sentence: String) throws {
        let json = try JSONParser.parse(text)
        let error = #expect(throws: RecordError.self) { try [Record](json: json) }
        #expect(error?.description == sentence)
    }

    @Test("a null field is absent")
    func null() throws {
        let records = try [Record](json: ["fields": ["irn": .null, "ifsc": ["value": .null]]])
        #expect(records.first?.fields.isEmpty == true)
    }

    struct MergeCase: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let first: (String, Double)
        let second: (String, Double)
        let winner: String
        let alternatives: [String]
    }

    @Test(
        "merging",
        arguments: [
            MergeCase(
                testDescription: "higher confidence wins", first: ("a", 0.9), second: ("b", 0.5), winner: "a",
                alternatives: ["b"]),
            MergeCase(
                testDescription: "a tie goes to the later step", first: ("a", 0.5), second: ("b", 0.5),
                winner: "b", alternatives: ["a"]),
            MergeCase(
                testDescription: "the same value is no alternative", first: ("a", 0.5), second: ("a", 0.6),
                winner: "a", alternatives: []),
        ])
    func merging(_ sample: MergeCase) {
        var record = Record(fields: ["x": Field(sample.first.0, confidence: sample.first.1)])
        record.merge(Record(fields: ["x": Field(sample.second.0, confidence: sample.second.1)]))
        #expect(record["x"]?.value == sample.winner)
        #expect(record["x"]?.alternatives.map(\.value) == sample.alternatives)
    }

    @Test("line items come whole from one step, flags add up")
    func tables() {
        var record = Self.record()
        record.merge(
            Record(lineItems: [], flags: [Flag(rule: "X", severity: .info, message: "", source: "")]))
        #expect(record.lineItems.count == 1)
        #expect(record.flags.count == 2)
    }
}

@Suite("Manifests")
struct PluginManifestTests {
    static let text = #"""
        {"manifest": 1, "id": "acme.contract", "version": "1.2.0", "abi": 1, "library": "libcontract.so",
         "needs": ["network"], "components": [
           {"id": "acme.reader", "kind": "extractor", "summary": "Reads contracts",
            "reads": [{"type": "application/pdf", "name": "pdf", "extensions": ["pdf"], "magic": [{"text": "%PDF-", "within": 1024}]}],
            "input": {"images": {"dpi": 250, "pages": "without_text"}},
            "config": {"type": "object", "properties": {}}}]}
        """#

    @Test("what it says")
    func reads() throws {
        let manifest = try PluginManifest(json: JSONParser.parse(Self.text))
        #expect(manifest.id == "acme.contract")
        let component = try #require(manifest.component("acme.reader"))
        #expect(component.isReader)
        #expect(component.input.images?.dpi == 250)
    }

    @Test(
        "a mistake is named",
        arguments: [
            (
                "\"manifest\": 1", "\"manifest\": 2",
                "\"manifest\" must be 1, the version of the manifest's format"
            ),
            ("libcontract.so", "../evil.so", "\"library\" must be a file name without a folder"),
            (
                "\"network\"", "\"everything\"",
                "\"needs\" has \"everything\"; it knows network, history and read:FOLDER"
            ),
            ("\"extractor\"", "\"thing\"", "\"components[0].kind\" must be extractor, validator or notifier"),
            (
                "acme.contract", "Acme Contract",
                "\"id\" is \"Acme Contract\"; ids have lower-case letters, digits, '-' and '.'"
            ),
        ])
    func refuses(_ part: String, _ replacement: String, _ sentence: String) throws {
        let json = try JSONParser.parse(Self.text.replacing(part, with: replacement))
        let error = #expect(throws: ManifestError.self) { try PluginManifest(json: json) }
        #expect(error?.description == sentence)
    }

    @Test(
        "files are recognised by their first bytes",
        arguments: [
            ("%PDF-1.7", true), ("junk%PDF-1.4", true), ("PDF", false), ("", false),
            (String(repeating: "x", count: 1100) + "%PDF-", false),
        ])
    func magic(_ head: String, _ isMatch: Bool) throws {
        let manifest = try PluginManifest(json: JSONParser.parse(Self.text))
        let type = try #require(manifest.components.first?.reads.first)
        #expect(Array(head.utf8).withUnsafeBytes { type.matches($0) } == isMatch)
    }
}
