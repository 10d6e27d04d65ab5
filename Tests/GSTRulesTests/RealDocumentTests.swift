import AssayKit
import Foundation
import RuleEngine
import Testing

@testable import GST

/// Real invoices by their truth; runs where `ASSAY_CORPORA` names the folder that holds `gst-printed`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["ASSAY_CORPORA"] != nil))
struct RealDocumentTests {
    struct Sample {
        let name: String
        let truth: JSONValue
        let record: Record
    }

    static func samples() throws -> [Sample] {
        let folder = URL(fileURLWithPath: ProcessInfo.processInfo.environment["ASSAY_CORPORA"] ?? "")
            .appendingPathComponent("gst-printed")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.map { file in
            let truth = try JSONParser.parse(Array(Data(contentsOf: file)))
            return Sample(name: file.lastPathComponent, truth: truth, record: record(truth))
        }
    }

    static func record(_ truth: JSONValue) -> Record {
        func cells(_ json: JSONValue, _ known: [FieldDefinition]) -> Record.Row {
            var row = Record.Row()
            for definition in known {
                guard let value = json[definition.name]?.stringValue else { continue }
                row[definition.name] = Field(value, raw: value, confidence: 1, page: 1)
            }
            return row
        }
        var record = Record(pages: [1], fields: cells(truth, FieldTable.fields))
        record.lineItems = truth["line_items"]?.arrayValue?.map { cells($0, FieldTable.lineItemFields) } ?? []
        record.taxSummary =
            truth["tax_summary"]?.arrayValue?.map { cells($0, FieldTable.taxSummaryFields) } ?? []
        return record
    }

    static func flags(_ record: Record) throws -> [Flag] {
        let rules = try RuleSet(GSTRules.rules, options: RuleOptions(), component: GSTRules.id)
        // A week after its issue, so that old samples are not late for input tax credit.
        let issued = record.date("invoice_date")
        let today = issued.flatMap { CalendarDate(dayNumber: $0.dayNumber + 7) } ?? .distantDay
        return rules.flags(RuleInput(record, today: today))
    }

    @Test("labels of arithmetic and of numbers are met")
    func labels() throws {
        let samples = try Self.samples()
        #expect(samples.count >= 30)
        for sample in samples {
            let flags = try Self.flags(sample.record)
            func isFlagged(_ rule: String) -> Bool {
                flags.contains { $0.rule == rule && $0.severity >= .medium }
            }
            if let isConsistent = sample.truth["arithmetic_consistent"]?.boolValue {
                #expect(isFlagged("ARI-05") == !isConsistent, "\(sample.name) ARI-05")
            }
            if let isValid = sample.truth["supplier_gstin_valid"]?.boolValue {
                #expect(isFlagged("IDN-01") == !isValid, "\(sample.name) IDN-01")
            }
            if let isValid = sample.truth["buyer_gstin_valid"]?.boolValue {
                #expect(isFlagged("IDN-02") == !isValid, "\(sample.name) IDN-02")
            }
        }
    }

    @Test("clean documents raise nothing high or critical")
    func clean() throws {
        for sample in try Self.samples() {
            let isClean =
                sample.truth["arithmetic_consistent"]?.boolValue != false
                && sample.truth["supplier_gstin_valid"]?.boolValue == true
            let grave = try Self.flags(sample.record).filter { $0.severity >= .high }
            if isClean {
                for flag in grave {
                    Issue.record("\(sample.name) \(flag.rule): \(flag.evidence.expected ?? "")")
                }
            }
        }
    }
}
