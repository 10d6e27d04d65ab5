import AssayKit
import Files
import Foundation
import SQLite
import Testing

/// What is settled about a batch is the same in whatever order its documents come: through a real service, by real
/// uploads, compared by its own job.
@Suite("Orders of arrival", .timeLimit(.minutes(60)))
struct ArrivalOrderTests {
    /// Pseudo-random and the same everywhere.
    private struct Shuffle: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private struct Paper {
        var number: String
        /// Of June 2026.
        var day: Int
        var value: Int
        var account = "50200012345678"
        var vendor = "29AAGCB7383J1Z4"

        /// An electronic invoice, read in milliseconds.
        var json: String {
            let tax = value * 18 / 100
            let rows = [(1, value / 4), (2, value - value / 4)].map { place, amount in
                """
                {"SlNo":"\(place)","PrdDesc":"Item \(place) of \(value)","IsServc":"N","HsnCd":"7318","Qty":2,
                "UnitPrice":\(amount / 2),"TotAmt":\(amount),"AssAmt":\(amount),"GstRt":18,"IgstAmt":0,"TotItemVal":\(amount)}
                """
            }
            return """
                {"Version":"1.1","TranDtls":{"TaxSch":"GST","SupTyp":"B2B"},
                "DocDtls":{"Typ":"INV","No":"\(number)","Dt":"\(day < 10 ? "0" : "")\(day)/06/2026"},
                "SellerDtls":{"Gstin":"\(vendor)","LglNm":"Sample","Addr1":"1 Road","Loc":"Pune","Pin":411001,"Stcd":"27"},
                "BuyerDtls":{"Gstin":"29AAFCC9980M1ZR","LglNm":"Buyer","Pos":"29","Addr1":"2 Road","Loc":"Mysuru",
                "Stcd":"29"},"ItemList":[\(rows.joined(separator: ","))],
                "ValDtls":{"AssVal":\(value),"IgstVal":\(tax),"TotInvVal":\(value + tax)},
                "PayDtls":{"Nm":"Sample","AccDet":"\(account)","FinInsBr":"HDFC0000123"}}
                """
        }
    }

    /// Repetitions, a changed account, an account of two suppliers, numbers out of order, an amount that stands out.
    private static let papers: [Paper] = {
        var papers = (0..<9).map {
            Paper(number: "A/\(100 + $0 * 2)", day: 1 + $0 * 3, value: 1000 + $0 * 100)
        }
        papers.append(Paper(number: "A/106", day: 10, value: 1300, account: "99900012345678"))
        papers.append(Paper(number: "A/1O8", day: 14, value: 1400))
        papers.append(Paper(number: "A/101", day: 29, value: 90_000))
        papers.append(Paper(number: "A/104", day: 7, value: 1200, vendor: "27AAPFU0939F1ZV"))
        papers.append(Paper(number: "A/104", day: 7, value: 1200))
        return papers
    }()

    private static let pipeline = """
        name: compared
        accepts: [json]
        steps:
          - uses: einvoice-file
          - uses: einvoice
          - uses: fraud-rules
            with: {scopes: [document, file, history]}

        """

    /// Rule and severity of all flags of the history, by file.
    private typealias Flags = [String: [String]]

    private static func flags(_ list: JSONValue?) -> [String] {
        (list?.arrayValue ?? []).compactMap { flag in
            flag["rule"]?.stringValue.map { "\($0) \(flag["severity"]?.stringValue ?? "")" }
        }.sorted()
    }

    /// Whether nothing is left to read or to compare in the data folder.
    private static func isSettled(_ data: String, _ count: Int) throws -> Bool {
        let store = try Connection(data + "/assay.db", mode: .reading)
        func number(_ text: String) throws -> Int64 { try store.first(text) { try $0.integer() } ?? 0 }
        return try number("SELECT count(*) FROM invoice") == count
            && number("SELECT count(*) FROM invoice WHERE status IN ('queued', 'processing')") == 0
            && number("SELECT count(*) FROM unsettled") == 0
            && number("SELECT count(*) FROM job WHERE state IN ('ready', 'running')") == 0
    }

    private static func wait(_ what: String, _ isDone: () throws -> Bool) throws {
        for _ in 0..<900 {
            // The store may be busy for a moment.
            if (try? isDone()) == true { return }
            usleep(100_000)
        }
        Issue.record("\(what) took more than 90 s")
    }

    /// How the papers come.
    private enum Arrival: Int, CaseIterable {
        case batch, oneByOne, allAtOnce
    }

    private static func settled(
        _ order: [Int], _ arrival: Arrival, of files: [String], pipelines: String
    ) throws -> Flags {
        let workspace = try Workspace()
        let service = try RunningService(in: workspace, "--jobs", "2", "--pipelines", pipelines)
        var ids: [String: String] = [:]
        func upload(_ places: [Int]) throws {
            let answer = try service.ask(
                "/api/invoices/upload",
                form: ["pipeline=compared"] + places.map { "files=@\(files[$0])" })
            let accepted = answer.arrayValue ?? []
            try #require(accepted.count == places.count, "\(answer)")
            for (place, invoice) in zip(places, accepted) {
                ids[FilePath.basename(files[place])] = invoice["id"]?.stringValue
            }
        }
        switch arrival {
        case .batch: try upload(order)
        case .allAtOnce: for place in order { try upload([place]) }
        case .oneByOne:
            for (count, place) in order.enumerated() {
                try upload([place])
                try wait("reading") {
                    let store = try Connection(service.data + "/assay.db", mode: .reading)
                    return try store.first(
                        "SELECT count(*) FROM invoice WHERE status NOT IN ('queued', 'processing')"
                    ) { try $0.integer() } == Int64(count + 1)
                }
            }
        }
        try wait("settling") { try isSettled(service.data, order.count) }
        var found: Flags = [:]
        for (name, id) in ids { found[name] = flags(try service.ask("/api/invoices/\(id)")["flags"]) }
        _ = service.stop()
        return found
    }

    /// Three orders in each run of the tests; fifty with ASSAY_SLOW_TESTS set.
    @Test("any order of arrival settles on the flags that a run over all of them raises")
    func shuffles() throws {
        let workspace = try Workspace()
        var files = try Self.papers.enumerated().map { try workspace.file("paper-\($0).json", $1.json) }
        // The same bytes under another name.
        files.append(try workspace.file("paper-again.json", Self.papers[2].json))
        let pipeline = try workspace.file("pipelines/compared.yaml", Self.pipeline)
        let run = try Program.run(["run", "-p", pipeline, "--history"] + files)
        var expected: Flags = [:]
        for result in try run.results {
            let name = FilePath.basename(try #require(result["file"]?.stringValue))
            expected[name] = Self.flags(result["flags"])
        }
        let raised = Set(expected.values.joined().map { String($0.prefix { $0 != " " }) })
        for rule in ["DUP-01", "DUP-02", "DUP-04", "DUP-06", "DUP-10", "SEQ-01", "AMT-05", "IDN-12"] {
            #expect(raised.contains(rule), "\(rule) is not among \(raised.sorted())")
        }
        let isSlow = ProcessInfo.processInfo.environment["ASSAY_SLOW_TESTS"] != nil
        var random = Shuffle(state: 11)
        for round in 0..<(isSlow ? 50 : 3) {
            let order = files.indices.shuffled(using: &random)
            let arrival = try #require(Arrival(rawValue: round % Arrival.allCases.count))
            let found = try Self.settled(
                order, arrival, of: files, pipelines: FilePath.parent(pipeline))
            for (name, flags) in expected {
                #expect(found[name] == flags, "\(name), round \(round), \(arrival), order \(order)")
            }
        }
    }
}
