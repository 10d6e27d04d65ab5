import Foundation
import ReferenceData
import Testing

/// The tables in seeds/reference say what the rules have built in.
@Suite struct ReferenceTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "seeds/reference")

    /// A copy of the tables with one text of one of them replaced.
    private func problems(_ file: String, _ old: String, _ new: String) throws -> [String] {
        let copy = FileManager.default.temporaryDirectory.appending(path: "reference-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: Self.folder, to: copy)
        defer { try? FileManager.default.removeItem(at: copy) }
        let path = copy.appending(path: file)
        let text = try String(contentsOf: path, encoding: .utf8)
        try #require(text.contains(old))
        let place = try #require(text.range(of: old))
        try text.replacingCharacters(in: place, with: new).write(to: path, atomically: true, encoding: .utf8)
        return ReferenceCheck(folder: copy.path).problems
    }

    @Test("the tables that ship are whole and agree with the rules")
    func shipped() {
        let check = ReferenceCheck(folder: Self.folder.path)
        #expect(check.problems == [])
        #expect(check.tables.map(\.name) == ReferenceCheck.names)
    }

    @Test(
        "a mistake is told with its place",
        arguments: [
            ("rates.yaml", "until: 2025-09-21", "until: 2025-09-20", "does not follow"),
            ("rates.yaml", "\"28\"]", "\"27\"]", "differs from that of the rules"),
            ("rates.yaml", "version: 2026-02-01", "version: soon", "no day"),
            ("states.yaml", "Karnataka", "Mysore", "know 29 as Karnataka"),
            ("states.yaml", "[\"560\"", "[\"561\"", "PIN range 560 to 591"),
            ("states.yaml", "code: \"30\"", "code: \"29\"", "stands twice"),
            ("thresholds.yaml", "crore: \"100\"", "crore: \"700\"", "lower turnover"),
            ("holidays.yaml", "day: \"01-26", "day: \"13-26", "no month and day"),
            ("holidays.yaml", "source: Neg", "origin: Neg", "source is missing"),
        ])
    func mistakes(_ file: String, _ old: String, _ new: String, _ message: String) throws {
        let found = try problems(file, old, new)
        #expect(found.contains { $0.hasPrefix(file) && $0.contains(message) }, "\(found)")
    }
}
